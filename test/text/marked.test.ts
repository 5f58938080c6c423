// Marks around the expected text: they are taken out, and told of where they have no partner.

import assert from 'node:assert/strict';
import { marked } from '../../server/src/text/marked.ts';

/** What the marks of a source hold, in the order in which they open. */
function held(source: string): string[] {
  const { text, marks } = marked(source);
  return marks.map(({ start, end }) => text.slice(start, end));
}

describe('marked', () => {
  const cases: readonly { readonly source: string; readonly text: string; readonly held: readonly string[] }[] = [
    { source: '', text: '', held: [] },
    { source: 'no marks', text: 'no marks', held: [] },
    { source: 'a = «true»', text: 'a = true', held: ['true'] },
    { source: '«a» «b»', text: 'a b', held: ['a', 'b'] },
    { source: '«a = «true»»', text: 'a = true', held: ['a = true', 'true'] },
    { source: '««a» = «b»»', text: 'a = b', held: ['a = b', 'a', 'b'] },
    { source: 'here«»', text: 'here', held: [''] },
    { source: '😀«é😀»\r\n«b»', text: '😀é😀\r\nb', held: ['é😀', 'b'] },
  ];
  for (const { source, text, held: expected } of cases) {
    it(JSON.stringify(source), () => {
      assert.equal(marked(source).text, text);
      assert.deepEqual(held(source), expected);
    });
  }

  it('gives offsets of the text without the marks', () => {
    assert.deepEqual(marked('«a» «b«c»»').marks, [
      { start: 0, end: 1 },
      { start: 2, end: 4 },
      { start: 3, end: 4 },
    ]);
  });

  it('names the line of a mark that has no partner', () => {
    assert.throws(() => marked('a\r\nb»'), { message: 'line 2: » closes a mark that was not opened' });
    assert.throws(() => marked('«a»\n«b\nc'), { message: 'line 2: « opens a mark that is not closed' });
  });
});
