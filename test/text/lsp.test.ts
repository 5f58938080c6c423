// Offsets and LSP's positions, both ways, with every line end and outside of the text.

import assert from 'node:assert/strict';
import { offsetOf, positionOf, rangeOf, spanOfRange } from '../../server/src/text/lsp.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

/** `line:character` */
const written = ({ line, character }: { line: number; character: number }): string => `${line}:${character}`;

const position = (text: string) => {
  const [line = 0, character = 0] = text.split(':').map(Number);
  return { line, character };
};

describe('spans and ranges', () => {
  const ranges: readonly { readonly source: string; readonly range: string }[] = [
    { source: '«»', range: '0:0-0:0' },
    { source: 'a«b»c', range: '0:1-0:2' },
    { source: 'a\n«b»\n', range: '1:0-1:1' },
    { source: 'a\r\n«b\r\nc»', range: '1:0-2:1' },
    { source: 'a\r«b»\rc', range: '1:0-1:1' },
    { source: '😀é«x»😀', range: '0:3-0:4' },
    { source: '«😀»', range: '0:0-0:2' },
    { source: 'a\n«»', range: '1:0-1:0' },
    { source: 'a\r\n«last»', range: '1:0-1:4' },
    { source: 'a\n\r\n«b»', range: '2:0-2:1' },
    { source: 'a\u2028«b»', range: '0:2-0:3' },
  ];
  for (const { source, range } of ranges) {
    it(`${JSON.stringify(source)} is ${range}, and back`, () => {
      const { text, marks } = marked(source);
      const snapshot = snapshotOf('a', text);
      const converted = rangeOf(snapshot, marks[0]!);
      assert.equal(`${written(converted.start)}-${written(converted.end)}`, range);
      assert.deepEqual(spanOfRange(snapshot, converted), marks[0]);
    });
  }

  const offsets: readonly { readonly text: string; readonly at: string; readonly offset: number }[] = [
    { text: 'ab\r\ncd', at: '0:9', offset: 2 },
    { text: 'ab\r\ncd', at: '0:3', offset: 2 },
    { text: 'ab\rcd', at: '0:3', offset: 2 },
    { text: 'ab\ncd', at: '0:3', offset: 2 },
    { text: 'ab\ncd', at: '1:9', offset: 5 },
    { text: 'ab\ncd', at: '7:0', offset: 5 },
    { text: 'ab\n', at: '1:1', offset: 3 },
    { text: 'ab', at: '0:-1', offset: 0 },
    { text: 'ab', at: '-1:1', offset: 0 },
    { text: '', at: '0:0', offset: 0 },
  ];
  for (const { text, at, offset } of offsets) {
    it(`${at} of ${JSON.stringify(text)} is offset ${offset}`, () => {
      assert.equal(offsetOf(snapshotOf('a', text), position(at)), offset);
    });
  }

  const positions: readonly { readonly text: string; readonly offset: number; readonly at: string }[] = [
    { text: 'ab\r\ncd', offset: 3, at: '0:2' },
    { text: 'ab\r\ncd', offset: 4, at: '1:0' },
    { text: 'ab', offset: 9, at: '0:2' },
    { text: 'ab\n', offset: 9, at: '1:0' },
    { text: 'ab', offset: -1, at: '0:0' },
  ];
  for (const { text, offset, at } of positions) {
    it(`offset ${offset} of ${JSON.stringify(text)} is ${at}`, () => {
      assert.equal(written(positionOf(snapshotOf('a', text), offset)), at);
    });
  }

  it('makes a range whose ends are swapped empty', () => {
    const range = { start: position('1:1'), end: position('0:0') };
    assert.deepEqual(spanOfRange(snapshotOf('a', 'ab\ncd'), range), { start: 4, end: 4 });
  });
});
