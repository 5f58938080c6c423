// What a service is made of beyond its own mapping. Compose lays files over one another (https://docs.docker.com/reference/compose-file/merge/)
// and lets a service extend another; which files those are, only the command line tells. So nothing is copied here: what another
// place may add is merely not known at this one, and is judged where it stands.

import { openMap } from '../../model/open.ts';
import type { Place } from '../../model/place.ts';
import { type Entry, hole, type MapValue, type Value } from '../../model/value.ts';

/** The services of one document, by name; those without a mapping are left out. */
export type Services = ReadonlyMap<string, ServiceEntry>;

export interface ServiceEntry extends Entry {
  readonly value: MapValue;
}

/** Services that extend each other one after another; nobody writes more. */
const longestChain = 50;

/** With what the service extends. */
export function extended(service: ServiceEntry, services: Services, seen: readonly ServiceEntry[] = []): MapValue {
  const { value, key } = service;
  const base = value.entries.get('extends')?.value;
  if (!base || base.kind === 'null') return value;
  const name = nameOfBase(base);
  const extendedOne = name === undefined ? undefined : services.get(name);
  if (!extendedOne || seen.includes(extendedOne) || seen.length > longestChain) return openMap(value);
  return completed(value, [extended(extendedOne, services, [...seen, service])], key);
}

/** Of a service in the same file; undefined for one of another. */
function nameOfBase(base: Value): string | undefined {
  const name = base.kind === 'map' && !base.entries.has('file') ? base.entries.get('service')?.value : base;
  return name?.kind === 'string' && !name.value.includes(hole) ? name.value : undefined;
}

/** No service runs without an image, so one that names none completes another that is not here. */
export const isIncomplete = ({ entries }: MapValue): boolean =>
  !['image', 'build', 'provider'].some((key) => entries.has(key));

/** What the others hold beyond the map is there, but not known; `at` is where one would look for it. */
export function completed(own: MapValue, others: readonly MapValue[], at: Place): MapValue {
  const entries = new Map(own.entries);
  let open = own.open === true;
  for (const other of others) {
    open ||= other.open === true;
    for (const [key, { value }] of other.entries) {
      if (value.kind === 'null') continue;
      const there = entries.get(key);
      entries.set(key, there && there.value.kind !== 'null' ? completedEntry(there, value) : elsewhere(at));
    }
  }
  return { ...own, entries, ...(open && { open }) };
}

function completedEntry(entry: Entry, other: Value): Entry {
  const { value } = entry;
  if (value.kind === 'list') return { ...entry, value: { ...value, open: true } };
  return value.kind === 'map' && other.kind === 'map'
    ? { ...entry, value: completed(value, [other], entry.key) }
    : entry;
}

const elsewhere = (place: Place): Entry => ({
  key: place,
  value: { kind: 'unknown', place, reason: 'it is set where this service is completed' },
  place,
});
