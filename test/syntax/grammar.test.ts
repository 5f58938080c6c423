// Trees that are edited instead of parsed again, and freed.

import assert from 'node:assert/strict';
import { edited, snapshotOf } from '../../server/src/text/snapshot.ts';
import { grammarNamed } from '../grammars.ts';

describe('grammar', () => {
  it('gives the same tree after edits as for the new text', async () => {
    const hcl = await grammarNamed('hcl');
    const before = snapshotOf('a.tf', 'a = 1\nb = "é😀"\nc = 3\n');
    hcl.parse(before, (root) => assert.equal(root.hasError, false));
    const after = edited(
      before,
      [
        { span: { start: 4, end: 5 }, text: '{\n  x = 2\n}' },
        { span: { start: 21, end: 21 }, text: '😀' },
      ],
      1,
    );
    const fresh = hcl.parseText(after.text, (root) => root.toString());
    assert.equal(
      hcl.parse(after, (root) => root.toString()),
      fresh,
    );
    hcl.forget('a.tf');
  });
});
