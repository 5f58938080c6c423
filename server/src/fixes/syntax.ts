// What the syntax of a file must be able to write. The functions throw Unrepairable where they cannot do it safely; line breaks in
// what they write are `\n`, and become the file's own afterwards.

import type { Literal } from '../model/literal.ts';
import type { Place } from '../model/place.ts';
import type { Entry, ListValue, MapValue, Value } from '../model/value.ts';
import type { Edit } from '../text/snapshot.ts';
import { contains, type Span, spanOf } from '../text/span.ts';
import { type Page, Unrepairable } from './page.ts';

/** What is written into a map, by key. */
export type Entries = Readonly<Record<string, Literal>>;

export interface Syntax {
  set(value: Value, literal: Literal): Edit[];
  /** None of the keys is there yet. */
  add(map: MapValue, entries: Entries): Edit[];
  append(list: ListValue, literals: readonly Literal[]): Edit[];
  removeEntries(entries: readonly Entry[]): Edit[];
  /** `items` are some of the list's. */
  removeItems(list: ListValue, items: readonly Value[]): Edit[];
  /** A word of its own behind the span; absent where the syntax has no words. */
  word?(span: Span, text: string): Edit[];
  /** The whole lines that belong to a place: those of an instruction with its continuations. */
  linesOf(span: Span): Span;
  /** A block or document of its own behind the one that holds the span. */
  companion(span: Span, text: string): Edit[];
  /** Puts the last touch to all edits of a file together. */
  finish?(edits: readonly Edit[]): readonly Edit[];
}

/** The spans of those entries that stand inside the span, in the order of the text; merged and virtual ones do not. */
export function entrySpans(page: Page, map: MapValue, inside: Span): Span[] {
  const written = [...map.entries].filter(([key]) => !key.startsWith('$'));
  return spansInside(
    page,
    written.map(([, entry]) => entry.place),
    inside,
  );
}

export const itemSpans = (page: Page, list: ListValue, inside: Span): Span[] =>
  spansInside(
    page,
    list.items.map((item) => item.place),
    inside,
  );

function spansInside(page: Page, places: readonly Place[], inside: Span): Span[] {
  const spans = places.flatMap((place) => page.find(place) ?? []);
  return spans.filter((span) => contains(inside, span)).sort((a, b) => a.start - b.start);
}

/** The braces of a block or object, and what is between. */
export function bracesOf(page: Page, map: MapValue): Span {
  if (!map.inner) throw new Unrepairable('it is not written with braces');
  const inner = page.span(map.inner);
  const span = spanOf(inner.start - 1, inner.end + 1);
  const place = page.span(map.place);
  if (page.text[span.start] !== '{' || page.text[inner.end] !== '}' || !contains(place, span)) {
    throw new Unrepairable('it is not written here');
  }
  return span;
}

export const isList = (literal: Literal): literal is readonly Literal[] => Array.isArray(literal);

export const isMap = (literal: Literal): literal is Entries => typeof literal === 'object' && !isList(literal);
