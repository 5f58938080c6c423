// Maps of what a format writes without keys, such as a line of words.

import type { Place } from '../../model/place.ts';
import type { Entry, MapValue, Value } from '../../model/value.ts';

/** `key` is where the entry's name stands, or the nearest thing to it where the format has no name for it. */
export const entryOf = (value: Value, key: Place): Entry => ({ key, value, place: value.place });

/** A map that the format writes without keys of its own: a line of words. Entries that are undefined are left out. */
export function lineMap(values: Readonly<Record<string, Value | undefined>>, place: Place, header: Place): MapValue {
  const entries = new Map<string, Entry>();
  for (const [key, value] of Object.entries(values)) if (value) entries.set(key, entryOf(value, header));
  return { kind: 'map', entries, place, header };
}
