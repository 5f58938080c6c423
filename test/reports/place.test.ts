// Places as reports show them; `«…»` marks the span.

import assert from 'node:assert/strict';
import { excerptOf, rangeOf } from '../../server/src/reports/place.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import type { Span } from '../../server/src/text/span.ts';

function placed(source: string) {
  const { text, marks } = marked(source);
  const snapshot = snapshotOf('a', text);
  const span = marks[0] as Span;
  const { start, end } = rangeOf(snapshot, span);
  const excerpt = excerptOf(snapshot, span, 'as it is');
  return {
    range: `${start.line}:${start.column}-${end.line}:${end.column}`,
    shown: `${excerpt.text.slice(0, excerpt.start)}«${excerpt.text.slice(excerpt.start, excerpt.end)}»${excerpt.text.slice(excerpt.end)}`,
  };
}

describe('places in reports', () => {
  const cases: Readonly<Record<string, readonly [range: string, shown: string]>> = {
    '«a»': ['1:1-1:2', '«a»'],
    'x\r\ny «a» z\r\n': ['2:3-2:4', 'y «a» z'],
    '💥 «💥»': ['1:4-1:6', '💥 «💥»'],
    'a {\n  «b {\n  c\n}»\n': ['2:3-4:2', '  «b {»'],
    'a «»b': ['1:3-1:3', 'a «b»'],
    'a «»': ['1:3-1:3', 'a «»'],
    '': ['1:1-1:1', '«»'],
  };
  for (const [source, [range, shown]] of Object.entries(cases)) {
    it(JSON.stringify(source), () => assert.deepEqual(placed(source === '' ? '«»' : source), { range, shown }));
  }

  it('a secret is underlined and not printed', () => {
    const { text, marks } = marked('password = «"hün💥er2"» # x');
    const excerpt = excerptOf(snapshotOf('a', text), marks[0] as Span, 'masked');
    assert.equal(excerpt.text, 'password = ••••••••• # x');
  });

  it('a line of megabytes is cut around the place', () => {
    const { text } = excerptOf(
      snapshotOf('a', `${'x'.repeat(1e6)}y${'z'.repeat(1e6)}`),
      { start: 1e6, end: 1e6 + 1 },
      'as it is',
    );
    assert.equal(text, `${'x'.repeat(100)}y${'z'.repeat(139)}`);
  });
});
