// Snapshots after edits: the lines are those of the new text, whatever an edit joins or tears apart.

import assert from 'node:assert/strict';
import { edited, snapshotOf } from '../../server/src/text/snapshot.ts';

describe('snapshots', () => {
  it('know their lines after any edit', () => {
    const pieces = ['', 'a', '\n', '\r', '\r\n', 'b\n\nc', '\n\r'];
    for (let number = 0; number < 4000; number++) {
      // All small texts and edits in turn, by the digits of the number.
      let rest = number * 7919;
      const next = (below: number): number => {
        const digit = rest % below;
        rest = Math.floor(rest / below);
        return digit;
      };
      const text = [0, 0, 0, 0].map(() => pieces[next(pieces.length)]).join('');
      const start = next(text.length + 1);
      const end = start + next(text.length - start + 1);
      const inserted = pieces[next(pieces.length)] ?? '';
      const after = edited(snapshotOf('f', text), [{ span: { start, end }, text: inserted }], 1);
      const what = JSON.stringify({ text, start, end, inserted });
      assert.deepEqual(after.lines, snapshotOf('f', after.text).lines, what);
    }
  });

  it('take edits beyond the text and in turn', () => {
    const edits = [
      { span: { start: 5, end: 9 }, text: '\nb' },
      { span: { start: 0, end: 1 }, text: '\r' },
      { span: { start: 2, end: 1 }, text: 'x' },
    ];
    const after = edited(snapshotOf('f', 'a'), edits, 1);
    assert.deepEqual(after.lines, snapshotOf('f', after.text).lines);
  });
});
