// Strings of a Compose file in parts, each on its own characters.

import { placeOf } from '../../model/place.ts';
import { hole, placeInString, type StringValue, type Value } from '../../model/value.ts';
import { type Mapped, mappedAt, sliceInPlace } from '../../syntax/mapped.ts';

export const charactersOf = (string: StringValue): Mapped =>
  string.pieces
    ? { text: string.value, pieces: string.pieces }
    : mappedAt(string.value, placeInString(string, 0, string.value.length).start);

/** The characters `[start, end)`; unknown where nothing of them is written here. */
export function partOf(string: StringValue, start: number, end: number): Value {
  const { text, pieces, ...span } = sliceInPlace(charactersOf(string), start, end);
  const { source } = string.place;
  const place = pieces.length > 0 ? placeOf(source, span.start, span.end) : string.place;
  const trail = string.trail ? { trail: string.trail } : {};
  if (text === hole) return { kind: 'unknown', place, reason: filledIn, ...trail };
  return { kind: 'string', value: text, pieces, place, ...trail };
}

/** Why a part is not known. */
export const filledIn = 'the environment of Compose decides';
