// Maps of which a part may stand elsewhere: a patch, or a file that another one completes.

import type { MapValue, Value } from './value.ts';

/** The map with everything in it open: there may be further entries in each map and further items in each list. */
export function openMap(map: MapValue): MapValue {
  const entries = [...map.entries].map(([key, entry]) => [key, { ...entry, value: opened(entry.value) }] as const);
  return { ...map, entries: new Map(entries), open: true };
}

function opened(value: Value): Value {
  switch (value.kind) {
    case 'map':
      return openMap(value);
    case 'list':
      return { ...value, items: value.items.map(opened), open: true };
    default:
      return value;
  }
}
