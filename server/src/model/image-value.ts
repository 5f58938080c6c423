// The image that a manifest names, as a map of its parts, each on its own characters.

import { type ImagePart, parseImage } from './image.ts';
import { type Entry, hole, type MapValue, placeInString, type StringValue, type Value } from './value.ts';
import { virtual } from './virtual.ts';

/**
 * `registry`, `repository`, `name`, `tag` and `digest` of what stands in the entry. What is not written is absent, but the registry,
 * which is `docker.io` then and stands on the repository. `filledIn` says who decides what a hole stands for.
 */
export function imageValue({ key, value }: Entry, filledIn: string): Value {
  if (value.kind !== 'string') return value;
  const image = parseImage(value.value);
  if (!image) return { kind: 'unknown', place: value.place, reason: 'this is no image reference' };
  const entries = new Map<string, Entry>();
  for (const [part, found] of Object.entries(image) as [string, ImagePart | undefined][]) {
    if (found) entries.set(part, virtual(partOf(value, found, filledIn), key));
  }
  return { kind: 'map', entries, place: value.place, header: value.place } satisfies MapValue;
}

function partOf(image: StringValue, { text, span }: ImagePart, filledIn: string): Value {
  // What is filled in has no characters of its own.
  const place = text.includes(hole) ? image.place : placeInString(image, span.start, span.end);
  if (text === hole) return { kind: 'unknown', place, reason: filledIn };
  // A name that is longer than what is written, as `library/nginx`, has no characters of its own.
  const pieces = text.length === place.end - place.start ? {} : { pieces: [] };
  return { kind: 'string', value: text, place, ...pieces };
}
