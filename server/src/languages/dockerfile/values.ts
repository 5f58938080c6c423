// Makes model values of words, each with the place that it has in the file.

import { type Place, placeOf, type Source } from '../../model/place.ts';
import {
  type Entry,
  hole,
  type ListValue,
  type MapValue,
  type Piece,
  type StringValue,
  type UnknownValue,
  type Value,
} from '../../model/value.ts';
import { type Mapped, slice, spanIn } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';
import type { Span } from '../../text/span.ts';
import type { Expanded } from './expand.ts';

export const placeIn = (source: Source, { start, end }: Span): Place => placeOf(source, start, end);

/** A word of which nothing is known is an unknown value. */
export function stringOf(source: Source, word: Word & Partial<Expanded>): StringValue | UnknownValue {
  const place = placeIn(source, word);
  const trail = word.trail?.length ? { trail: word.trail } : undefined;
  if (word.text === hole) return { kind: 'unknown', reason: word.reason ?? 'only a run would tell', place, ...trail };
  if (isWhole(word)) return { kind: 'string', value: word.text, place, ...trail };
  return { kind: 'string', value: word.text, place, pieces: standing(word.pieces), ...trail };
}

/** The characters `[start, end)` of a word, as a value of their own. */
export function partOf(
  source: Source,
  word: Expanded,
  start: number,
  end: number,
  text?: string,
): StringValue | UnknownValue {
  const part = slice(word, start, end);
  const { trail, reason } = word;
  const written = {
    ...(text === undefined || text === part.text ? part : { text, pieces: [] }),
    ...spanIn(word, start, end),
  };
  return stringOf(source, { ...written, trail, ...(reason !== undefined && { reason }) });
}

export function listOf(source: Source, items: readonly Value[], span: Span): ListValue {
  return { kind: 'list', items, place: placeIn(source, span) };
}

/** An entry whose key is not in the text has the place of its value for it. */
export interface Field {
  readonly name: string;
  readonly value: Value | undefined;
  readonly key?: Span;
  readonly span?: Span;
}

/** Fields without a value are left out. `open` maps may have more than is known. */
export function mapOf(
  source: Source,
  fields: readonly Field[],
  {
    span,
    header,
    inner,
    open,
  }: { readonly span: Span; readonly header: Span; readonly inner?: Span; readonly open?: boolean },
): MapValue {
  const entries = new Map<string, Entry>();
  for (const { name, value, key, span: whole } of fields) {
    if (!value) continue;
    const keyPlace = key ? placeIn(source, key) : value.place;
    entries.set(name, { key: keyPlace, value, place: whole ? placeIn(source, whole) : value.place });
  }
  return {
    kind: 'map',
    entries,
    place: placeIn(source, span),
    header: placeIn(source, header),
    ...(inner && { inner: placeIn(source, inner) }),
    ...(open && { open }),
  };
}

/** Do the characters stand one for one in the place? Then the value needs no pieces. */
function isWhole({ text, pieces, start, end }: Mapped & Span): boolean {
  if (text.length !== end - start) return false;
  const [only, ...others] = standing(pieces);
  return others.length === 0 && only?.at === 0 && only.start === start && only.length === text.length;
}

/** Without those that only say where something stands that is not written. */
const standing = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.every(({ length }) => length > 0) ? pieces : pieces.filter(({ length }) => length > 0);
