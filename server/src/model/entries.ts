// Steps into maps, by their keys. Rules walk by paths of their own (rules/path.ts), which fan out and tell what is not known.

import type { Entry, MapValue, Value } from './value.ts';

/** The entry at the end of the keys; undefined where one of them is absent or its value no map. */
export function entryAt(map: MapValue, ...keys: readonly string[]): Entry | undefined {
  let entry: Entry | undefined;
  let value: Value | undefined = map;
  for (const key of keys) {
    if (value?.kind !== 'map') return undefined;
    entry = value.entries.get(key);
    value = entry?.value;
  }
  return entry;
}

/** The map at the end of the keys; undefined where there is none. */
export function mapAt(map: MapValue, ...keys: readonly string[]): MapValue | undefined {
  const value = entryAt(map, ...keys)?.value;
  return value?.kind === 'map' ? value : undefined;
}
