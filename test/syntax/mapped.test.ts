// Text whose characters stand elsewhere, taken apart and put together.

import assert from 'node:assert/strict';
import { join, mappedAt, slice, spanIn, standingFor, through } from '../../server/src/syntax/mapped.ts';

describe('mapped text', () => {
  // `ab` stands at 10, a hole for the four characters from 12 on, `cd` at 20.
  const mapped = join([mappedAt('ab', 10), standingFor('\uFFFC', 12, 16), mappedAt('cd', 20)]);

  const spans: readonly [start: number, end: number, span: [number, number], why: string][] = [
    [0, 2, [10, 12], 'characters of one piece'],
    [1, 2, [11, 12], 'a part of a piece'],
    [2, 3, [12, 16], 'a hole is what it stands for'],
    [1, 4, [11, 21], 'across pieces, with what is between them'],
    [3, 5, [20, 22], 'after the gap'],
    [3, 3, [20, 20], 'no characters'],
    [5, 5, [22, 22], 'no characters at the end'],
  ];
  for (const [start, end, [from, to], why] of spans) {
    it(`gives ${start}–${end} the place ${from}–${to}: ${why}`, () => {
      assert.deepEqual(spanIn(mapped, start, end), { start: from, end: to });
    });
  }

  it('keeps places in slices', () => {
    assert.deepEqual(spanIn(slice(mapped, 1, 4), 0, 3), { start: 11, end: 21 });
    assert.equal(slice(mapped, 3, 5).text, 'cd');
  });

  it('gives text inside of text the places of the outer one', () => {
    // `b?c` of the text above, as a word that was found there.
    const inner = join([mappedAt('b', 1), standingFor('\uFFFC', 2, 3), mappedAt('c', 3)]);
    const outside = through(inner, mapped);
    assert.equal(outside.text, 'b\uFFFCc');
    assert.deepEqual(spanIn(outside, 0, 1), { start: 11, end: 12 });
    assert.deepEqual(spanIn(outside, 1, 2), { start: 12, end: 16 });
    assert.deepEqual(spanIn(outside, 2, 3), { start: 20, end: 21 });
  });
});
