// Entries that are not in the text: what a view adds to the map that it shows.

import type { Place } from './place.ts';
import type { Entry, MapValue, StringValue, Value } from './value.ts';

export const stringAt = (value: string, place: Place): StringValue => ({ kind: 'string', value, place });

/** `key` is where one would look for the entry. */
export const virtual = (value: Value, key: Place): Entry => ({ key, value, place: value.place });

/** The map with further entries, as far as they are there. */
export function withEntries(
  map: MapValue,
  header: Place,
  further: readonly (readonly [key: string, entry: Entry | undefined])[],
): MapValue {
  const entries = new Map(map.entries);
  for (const [key, entry] of further) if (entry) entries.set(key, entry);
  return { ...map, header, entries };
}
