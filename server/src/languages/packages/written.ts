// Text of a manifest as a value: the characters as they are meant, and where they stand.

import { type Place, placeOf, type Source } from '../../model/place.ts';
import { hole, type StringValue, type Value } from '../../model/value.ts';
import { type Mapped, slice, spanIn } from '../../syntax/mapped.ts';

export function placeIn(text: Mapped, source: Source): Place {
  const { start, end } = spanIn(text, 0, text.text.length);
  return placeOf(source, start, end);
}

export function writtenValue(text: Mapped, source: Source): StringValue {
  const place = placeIn(text, source);
  // In one piece the characters are those of the place, which needs no telling.
  const inOne = text.text.length === place.end - place.start;
  return { kind: 'string', value: text.text, place, ...(!inOne && { pieces: text.pieces }) };
}

/** Unknown where a part of it is. */
export function knownValue(text: Mapped, source: Source, reason: string): Value {
  const value = writtenValue(text, source);
  return text.text.includes(hole) ? { kind: 'unknown', reason, place: value.place } : value;
}

/** The first group of the pattern that holds something, as a part of the text; undefined where the pattern does not match. */
export function partMatching(text: Mapped, pattern: RegExp): Mapped | undefined {
  const part = pattern
    .exec(text.text)
    ?.slice(1)
    .find((group) => group !== undefined);
  if (part === undefined) return undefined;
  const start = text.text.indexOf(part);
  return slice(text, start, start + part.length);
}

/** Of a string of JSON: inside the quotes. One that is empty or not closed is all there is to underline. */
export function insideQuotes({ place }: Pick<StringValue, 'place'>, text: string): Place {
  const closed = place.end - place.start > 2 && text[place.end - 1] === '"';
  return closed ? { ...place, start: place.start + 1, end: place.end - 1 } : place;
}
