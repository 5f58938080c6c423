// Edits applied to text, and those of several fixes put together.

import assert from 'node:assert/strict';
import { applyEdits, mergeEdits } from '../../server/src/fixes/apply.ts';
import type { Edit } from '../../server/src/text/snapshot.ts';

const edit = (start: number, end: number, text: string): Edit => ({ span: { start, end }, text });

describe('edits to text', () => {
  it('are applied in the text’s own offsets', () => {
    assert.equal(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, ''), edit(2, 2, '-')]), 'b-cdEf');
  });

  it('at one offset are written in their order', () => {
    assert.equal(applyEdits('ab', [edit(1, 1, '1'), edit(1, 1, '2')]), 'a12b');
  });

  const merges: readonly { it: string; fixes: readonly (readonly Edit[])[]; merged: readonly Edit[] }[] = [
    { it: 'sorts', fixes: [[edit(3, 4, 'x')], [edit(0, 1, 'y')]], merged: [edit(0, 1, 'y'), edit(3, 4, 'x')] },
    {
      it: 'makes one of the same edit',
      fixes: [[edit(0, 1, 'x')], [edit(0, 1, 'x'), edit(2, 3, 'z')]],
      merged: [edit(0, 1, 'x'), edit(2, 3, 'z')],
    },
    {
      it: 'leaves out a fix that overlaps, as a whole',
      fixes: [[edit(0, 3, 'x')], [edit(2, 4, 'y'), edit(8, 9, 'z')]],
      merged: [edit(0, 3, 'x')],
    },
    {
      it: 'leaves out a second insertion at an offset',
      fixes: [[edit(2, 2, 'a {}')], [edit(2, 2, 'a { }')]],
      merged: [edit(2, 2, 'a {}')],
    },
    {
      it: 'keeps edits that touch',
      fixes: [[edit(0, 2, 'x')], [edit(2, 4, 'y')]],
      merged: [edit(0, 2, 'x'), edit(2, 4, 'y')],
    },
  ];
  for (const { it: title, fixes, merged } of merges)
    it(`merging ${title}`, () => assert.deepEqual(mergeEdits(fixes), merged));
});
