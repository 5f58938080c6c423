// What a value remembers of how it came to be, and moving values. A value that is used somewhere else than it was written takes the
// place of its use, and the trail tells where it was written. Collections are moved lazily: their elements keep the places of the
// definition, and `childOf` moves an element when it is taken out; `settled` does so for all that is left in a resource.
// So the trail of a collection says where the whole of it came from, and nothing else.

import { type Place, type Step, samePlace } from '../../../model/place.ts';
import type { Entry, ListValue, MapValue, Reference, Value } from '../../../model/value.ts';
import { compareKeys } from './compare.ts';

export interface Traces {
  readonly trail?: readonly Step[];
  readonly references?: readonly Reference[];
  readonly sensitive?: boolean;
}

// More steps or references than this help nobody.
const mostSteps = 12;
const mostReferences = 40;

/** What a value made from others remembers of them. */
export function traces(from: readonly Value[]): Traces {
  if (!from.some(hasTraces)) return {};
  const steps: Step[] = [];
  const references: Reference[] = [];
  let sensitive = false;
  const gather = (value: Value, depth: number): void => {
    for (const step of value.trail ?? []) {
      if (steps.length < mostSteps && !steps.some((other) => sameStep(other, step))) steps.push(step);
    }
    for (const reference of value.references ?? []) {
      if (references.length < mostReferences && !references.some((other) => sameReference(other, reference)))
        references.push(reference);
    }
    if (value.sensitive) sensitive = true;
    if (depth < 4) for (const child of childrenOf(value)) gather(child, depth + 1);
  };
  for (const value of from) gather(value, 0);
  return {
    ...(steps.length > 0 ? { trail: steps } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(sensitive ? { sensitive } : {}),
  };
}

function hasTraces(value: Value): boolean {
  return (
    value.trail !== undefined ||
    value.references !== undefined ||
    value.sensitive === true ||
    childrenOf(value).some(hasTraces)
  );
}

export const childrenOf = (value: Value): Value[] =>
  value.kind === 'list'
    ? [...value.items]
    : value.kind === 'map'
      ? [...value.entries.values()].map((entry) => entry.value)
      : [];

const sameStep = (a: Step, b: Step): boolean => a.message === b.message && samePlace(a.place, b.place);
const sameReference = (a: Reference, b: Reference): boolean => a.address === b.address && a.attribute === b.attribute;

/** The value at another place, such as the whole of `"${…}"` instead of what is inside. */
export function placed(value: Value, place: Place): Value {
  if (samePlace(value.place, place)) return value;
  return value.kind === 'string' ? { ...value, place, pieces: [] } : { ...value, place };
}

/** The value where it is used; `message` says what the place it had before is, `argument` of which call it is one. */
export function moved(value: Value, place: Place, message: string, argument?: string): Value {
  const step: Step = { place: value.place, message, ...(argument === undefined ? {} : { argument }) };
  return { ...placed(value, place), trail: [step, ...(value.trail ?? [])] };
}

export function withReference(value: Value, reference: Reference): Value {
  const references = value.references ?? [];
  if (references.some((other) => sameReference(other, reference))) return value;
  return { ...value, references: [...references, reference] };
}

/** Adds further steps behind those of the value; those of a collection go to its elements. */
export function withSteps(value: Value, steps: readonly Step[], depth = 0): Value {
  if (steps.length === 0 || depth > 8) return value;
  switch (value.kind) {
    case 'list':
      return { ...value, items: value.items.map((item) => withSteps(item, steps, depth + 1)) };
    case 'map':
      return { ...value, entries: withValues(value.entries, (child) => withSteps(child, steps, depth + 1)) };
    default:
      return { ...value, trail: [...(value.trail ?? []), ...steps] };
  }
}

function withValues(entries: ReadonlyMap<string, Entry>, change: (value: Value) => Value): Map<string, Entry> {
  return new Map([...entries].map(([key, entry]) => [key, { ...entry, value: change(entry.value) }]));
}

/** An element as it is seen through its collection. */
export function childOf(parent: Value, child: Value): Value {
  const { trail, references, sensitive } = parent;
  if (!trail && !references && !sensitive) return child;
  let seen = child;
  const last = trail?.at(-1);
  if (trail && last) {
    // A part that the default of an optional attribute fills in was written elsewhere than the rest.
    const isFilledIn = child.place.source !== last.place.source;
    const steps = isFilledIn
      ? [...trail, { place: child.place, message: filledIn }]
      : [...trail.slice(0, -1), { ...last, place: child.place }];
    seen = { ...placed(child, parent.place), trail: [...steps, ...(child.trail ?? [])] };
  }
  for (const reference of references ?? []) seen = withReference(seen, reference);
  return sensitive ? { ...seen, sensitive } : seen;
}

/** Of what the default of an optional attribute adds to a value that was given. */
export const filledIn = 'the default of this attribute comes from here';

export const itemsOf = (value: ListValue): Value[] => value.items.map((item) => childOf(value, item));

export const entriesOf = (value: MapValue): [string, Entry][] =>
  [...value.entries].map(([key, entry]) => [key, { ...entry, value: childOf(value, entry.value) }]);

/** Entries in the order in which Terraform walks a map. */
export const sortedEntriesOf = (value: MapValue): [string, Entry][] =>
  entriesOf(value).sort(([a], [b]) => compareKeys(a, b));

/** Every element as it is seen from outside, however deep. Nothing is copied where nothing was moved. */
export function settled(value: Value): Value {
  switch (value.kind) {
    case 'list': {
      const items = value.items.map((item) => settled(childOf(value, item)));
      return items.every((item, index) => item === value.items[index]) ? value : { ...value, items };
    }
    case 'map': {
      let entries: Map<string, Entry> | undefined;
      for (const [key, entry] of value.entries) {
        let seen = settled(childOf(value, entry.value));
        // What is missing in a map that was written elsewhere is missing where the map is used.
        if (seen.kind === 'map' && seen.trail) seen = { ...seen, header: seen.place };
        if (seen === entry.value) continue;
        entries ??= new Map(value.entries);
        entries.set(key, { ...entry, value: seen });
      }
      return entries ? { ...value, entries } : value;
    }
    default:
      return value;
  }
}
