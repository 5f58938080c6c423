// How repairs are written in TOML: pyproject.toml, Cargo.toml, Pipfile. A table's entries are lines, those between braces are not.

import type { Literal } from '../model/literal.ts';
import type { MapValue } from '../model/value.ts';
import type { Edit } from '../text/snapshot.ts';
import { type Span, spanOf } from '../text/span.ts';
import { addItems, withoutItems } from './bracketed.ts';
import { bracketedAt } from './json.ts';
import { linesBelow, withoutLines } from './lines.ts';
import { type Page, startsLine, Unrepairable } from './page.ts';
import { type Entries, entrySpans, isList, isMap, itemSpans, type Syntax } from './syntax.ts';

export const isToml = (file: string): boolean => /(?:\.toml|(?:^|\/)Pipfile)$/.test(file);

export function toml(page: Page): Syntax {
  const without = (spans: readonly Span[]): Edit[] => {
    const lines = spans.filter((span) => standsAlone(page, span));
    const others = spans.filter((span) => !lines.includes(span));
    return [...lines.map((span) => withoutLines(page, span)), ...withoutItems(page, others)];
  };
  return {
    set(value, literal) {
      const span = page.span(value.place);
      const around = quoteAround(page, span);
      const text = around ? insideQuotes(literal, around) : literalText(literal, quoteAt(page, span.start));
      return [{ span, text }];
    },
    add: (map, entries) => addEntries(page, map, entries),
    append(list, literals) {
      const array = bracketedAt(page, page.span(list.place), '[', (inside) => itemSpans(page, list, inside));
      const first = array.items[0];
      const quote = first && quoteAt(page, first.start);
      const written = literals.map((literal) => () => literalText(literal, quote));
      return addItems(page, array, written);
    },
    removeEntries: (entries) => without(entries.map(({ place }) => page.span(place))),
    removeItems: (_list, items) => without(items.map(({ place }) => page.span(place))),
    linesOf: (span) => span,
    companion: (span, text) => [linesBelow(page, span.end, `\n${text}`)],
  };
}

/** Does nothing but a comment stand on the lines beside it? */
function standsAlone(page: Page, { start, end }: Span): boolean {
  return startsLine(page, start) && /^\s*(?:#.*)?$/.test(page.text.slice(end, page.line(end).end));
}

type Quote = '"' | "'";

const quoteIn = (char: string | undefined): Quote | undefined => (char === '"' || char === "'" ? char : undefined);

const quoteAt = (page: Page, offset: number): Quote | undefined => quoteIn(page.text[offset]);

/** The quote between which the value stands, as the versions of dependencies do; undefined where it has its own or none. */
function quoteAround(page: Page, { start, end }: Span): Quote | undefined {
  if (quoteAt(page, start)) return undefined;
  const line = page.line(start);
  const open = page.text.slice(line.start, start).replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '');
  const quote = /(["'])(?:(?!\1).)*$/.exec(open)?.[1];
  return quote && page.text.slice(end, line.end).includes(quote) ? quoteIn(quote) : undefined;
}

function insideQuotes(literal: Literal, quote: Quote): string {
  const text = String(literal);
  // Between apostrophes nothing is escaped.
  const fits = typeof literal !== 'object' && !(quote === "'" && needsEscapes.test(text));
  if (!fits) throw new Unrepairable('it cannot stand between these quotes');
  return quote === "'" ? text : JSON.stringify(text).slice(1, -1);
}

const needsEscapes = /['\p{Cc}]/u;

function literalText(literal: Literal, quote?: Quote): string {
  if (isMap(literal)) {
    const entries = Object.entries(literal).map(([key, value]) => entryText(key, value));
    return entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
  }
  if (isList(literal)) return `[${literal.map((item) => literalText(item, quote)).join(', ')}]`;
  if (typeof literal !== 'string') return String(literal);
  return quote === "'" && !needsEscapes.test(literal) ? `'${literal}'` : JSON.stringify(literal);
}

const entryText = (key: string, value: Literal): string =>
  `${/^[\w-]+$/.test(key) ? key : JSON.stringify(key)} = ${literalText(value)}`;

function addEntries(page: Page, map: MapValue, entries: Entries): Edit[] {
  if (!map.inner) throw new Unrepairable('its keys are dotted');
  const inner = page.span(map.inner);
  const written = Object.entries(entries).map(([key, value]) => entryText(key, value));
  if (page.text[inner.start - 1] === '{') {
    const table = bracketedAt(page, page.span(map.place), '{', (inside) => entrySpans(page, map, inside));
    return addItems(
      page,
      { ...table, padding: ' ' },
      written.map((text) => () => text),
    );
  }
  return [addLines(page, inner, written)];
}

/** Behind the last line of the table; what stands at the top of a file comes before all tables. */
function addLines(page: Page, inner: Span, lines: readonly string[]): Edit {
  if (inner.end > 0) return linesBelow(page, inner.end, lines.join('\n'));
  const start = page.text.startsWith('\uFEFF') ? 1 : 0;
  const gap = page.text.slice(start).trim() === '' ? '' : '\n';
  return { span: spanOf(start, start), text: `${lines.join('\n')}\n${gap}` };
}
