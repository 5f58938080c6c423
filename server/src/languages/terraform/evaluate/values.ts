// Making values, and moving them. A value that is used somewhere else than it was written takes the place of its use, and the
// trail tells where it was written. Collections are moved lazily: their elements keep the places of the definition, and
// `childOf` moves an element when it is taken out; `settled` does so for all that is left in a resource.
// So the trail of a collection says where the whole of it came from, and nothing else.

import type { Place, Step } from '../../../model/place.ts';
import {
  type Entry,
  hole,
  type ListValue,
  type MapValue,
  type Reference,
  type StringValue,
  type UnknownValue,
  type Value,
} from '../../../model/value.ts';

/** Terraform would refuse to go on: an error, which `try` and `can` see. To everybody else it is an unknown value. */
export interface FailedValue extends UnknownValue {
  readonly failed: true;
}

/** A list without order, as `toset` gives it: its elements are their own keys. */
export interface SetValue extends ListValue {
  readonly set: true;
}

/** A resource, data source or module call as a whole; its attributes are looked up when they are asked for. */
export interface ObjectValue extends UnknownValue {
  readonly object: {
    /** With its key where that is known: `aws_s3_bucket.b["logs"]`. */
    readonly address: string;
    /** False if it stands for instances of an unknown number. */
    readonly single: boolean;
  };
}

export const objectValue = (address: string, place: Place, single: boolean): ObjectValue => ({
  kind: 'unknown',
  reason: `\`${address}\` is known after apply`,
  place,
  references: [{ address, attribute: '' }],
  object: { address, single },
});

export const isFailed = (value: Value): value is FailedValue => 'failed' in value;
export const isSet = (value: Value): value is SetValue => 'set' in value;
export const isObject = (value: Value): value is ObjectValue => 'object' in value;

interface Traces {
  readonly trail?: readonly Step[];
  readonly references?: readonly Reference[];
  readonly sensitive?: boolean;
}

export const unknown = (place: Place, reason: string, from: readonly Value[] = []): UnknownValue => ({
  kind: 'unknown',
  reason,
  place,
  ...traces(from),
});

export const failure = (place: Place, reason: string, from: readonly Value[] = []): FailedValue => ({
  ...unknown(place, reason, from),
  failed: true,
});

/** A string that was computed: its characters stand nowhere. */
export const text = (value: string, place: Place, from: readonly Value[] = []): StringValue => ({
  kind: 'string',
  value,
  place,
  pieces: [],
  ...traces(from),
});

export const number = (value: number, place: Place, from: readonly Value[] = []): Value =>
  Number.isFinite(value) ? { kind: 'number', value, place, ...traces(from) } : failure(place, 'the result is not a number', from);

export const boolean = (value: boolean, place: Place, from: readonly Value[] = []): Value => ({
  kind: 'boolean',
  value,
  place,
  ...traces(from),
});

export const list = (items: readonly Value[], place: Place, open?: boolean): ListValue => ({
  kind: 'list',
  items,
  place,
  ...(open ? { open } : {}),
});

/** Distinct elements in the order in which Terraform walks them: strings by code point, numbers by size, others as they came. */
export function set(items: readonly Value[], place: Place, open?: boolean): SetValue {
  const distinct = distinctOf(items);
  const sorted = distinct.every((item) => item.kind === 'string' || item.kind === 'number')
    ? distinct.sort((a, b) => compareKeys(a.value, b.value))
    : distinct;
  return { ...list(sorted, place, open), set: true };
}

/** Entries have the places of their values where they are not given. */
export function map(
  entries: Iterable<readonly [string, Entry | Value]>,
  place: Place,
  open?: boolean,
): MapValue {
  const all = new Map<string, Entry>();
  for (const [key, entry] of entries) {
    all.set(key, 'kind' in entry ? { key: entry.place, value: entry, place: entry.place } : entry);
  }
  return { kind: 'map', entries: all, place, ...(open ? { open } : {}) };
}

/** Code points decide, as in Terraform; numbers by size. */
export function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [[...String(a)], [...String(b)]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
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
      if (references.length < mostReferences && !references.some((other) => sameReference(other, reference))) references.push(reference);
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
  return value.trail !== undefined || value.references !== undefined || value.sensitive === true || childrenOf(value).some(hasTraces);
}

const childrenOf = (value: Value): Value[] =>
  value.kind === 'list' ? [...value.items] : value.kind === 'map' ? [...value.entries.values()].map((entry) => entry.value) : [];

const samePlace = (a: Place, b: Place): boolean => a.source === b.source && a.start === b.start && a.end === b.end;
const sameStep = (a: Step, b: Step): boolean => a.message === b.message && samePlace(a.place, b.place);
export const sameReference = (a: Reference, b: Reference): boolean => a.address === b.address && a.attribute === b.attribute;

/** The value at another place, such as the whole of `"${…}"` instead of what is inside. */
export function placed(value: Value, place: Place): Value {
  if (samePlace(value.place, place)) return value;
  return value.kind === 'string' ? { ...value, place, pieces: [] } : { ...value, place };
}

/** The value where it is used; `message` says what the place it had before is. */
export function moved(value: Value, place: Place, message: string): Value {
  const step = { place: value.place, message };
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
    const step = { place: child.place, message: last.message };
    seen = { ...placed(child, parent.place), trail: [...trail.slice(0, -1), step, ...(child.trail ?? [])] };
  }
  for (const reference of references ?? []) seen = withReference(seen, reference);
  return sensitive ? { ...seen, sensitive } : seen;
}

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
      let changed = false;
      const entries = withValues(value.entries, (child) => {
        let seen = settled(childOf(value, child));
        // What is missing in a map that was written elsewhere is missing where the map is used.
        if (seen.kind === 'map' && seen.trail) seen = { ...seen, header: seen.place };
        changed ||= seen !== child;
        return seen;
      });
      return changed ? { ...value, entries } : value;
    }
    default:
      return value;
  }
}

/** Nothing in it is unknown, not even a part of a string. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'string':
      return !value.value.includes(hole);
    case 'list':
      return !value.open && value.items.every(isWhollyKnown);
    case 'map':
      return !value.open && [...value.entries.values()].every((entry) => isWhollyKnown(entry.value));
    default:
      return true;
  }
}

/** The first thing in it that is not known. */
export function firstUnknown(value: Value): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  for (const child of childrenOf(value)) {
    const found = firstUnknown(child);
    if (found) return found;
  }
  return undefined;
}

export function firstFailed(values: readonly Value[]): FailedValue | undefined {
  for (const value of values) {
    const found = isFailed(value) ? value : firstFailed(childrenOf(value));
    if (found) return found;
  }
  return undefined;
}

/** Terraform's `==`: of the same type and equal. Undefined if that cannot be known. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return undefined;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.open || b.open) return undefined;
    return a.items.length === b.items.length && all(a.items.map((item, index) => equal(item, b.items[index]!)));
  }
  if (a.kind === 'map' && b.kind === 'map') {
    if (a.open || b.open) return undefined;
    if (a.entries.size !== b.entries.size) return false;
    return all([...a.entries].map(([key, entry]) => {
      const other = b.entries.get(key);
      return other === undefined ? false : equal(entry.value, other.value);
    }));
  }
  if (a.kind === 'string' && b.kind === 'string') {
    return a.value.includes(hole) || b.value.includes(hole) ? undefined : a.value === b.value;
  }
  return a.kind === 'null' || ('value' in a && 'value' in b && a.value === b.value);
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** What may be equal is kept, unless both are known to be. */
export function distinctOf<T extends Value>(items: readonly T[]): T[] {
  const seen = new Set<unknown>();
  const result: T[] = [];
  for (const item of items) {
    if (item.kind === 'string' || item.kind === 'number' || item.kind === 'boolean') {
      const known = isWhollyKnown(item);
      if (known && seen.has(item.value)) continue;
      if (known) seen.add(item.value);
    } else if (result.length < 1000 && result.some((other) => equal(other, item))) continue;
    result.push(item);
  }
  return result;
}
