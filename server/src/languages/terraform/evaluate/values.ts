// Making values, and the kinds of them that only Terraform has.

import type { Place } from '../../../model/place.ts';
import type { Entry, ListValue, MapValue, StringValue, UnknownValue, Value } from '../../../model/value.ts';
import { compareKeys, distinctOf } from './compare.ts';
import { addressIn, type ModulePath } from './path.ts';
import { traces } from './traces.ts';

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
    /** The module that it stands in. */
    readonly path: ModulePath;
    /** In its module, with its key where that is known: `aws_s3_bucket.b["logs"]`. */
    readonly address: string;
    /** False if it stands for instances of an unknown number. */
    readonly single: boolean;
  };
}

export function objectValue(object: ObjectValue['object'], place: Place): ObjectValue {
  const address = addressIn(object.path, object.address);
  return {
    kind: 'unknown',
    reason: `\`${address}\` is known after apply`,
    place,
    references: [{ address, attribute: '' }],
    object,
  };
}

export const isFailed = (value: Value): value is FailedValue => 'failed' in value;
export const isSet = (value: Value): value is SetValue => 'set' in value;
export const isObject = (value: Value): value is ObjectValue => 'object' in value;

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
  Number.isFinite(value)
    ? { kind: 'number', value, place, ...traces(from) }
    : failure(place, 'the result is not a number', from);

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
export function map(entries: Iterable<readonly [string, Entry | Value]>, place: Place, open?: boolean): MapValue {
  const all = new Map<string, Entry>();
  for (const [key, entry] of entries) {
    all.set(key, 'kind' in entry ? { key: entry.place, value: entry, place: entry.place } : entry);
  }
  return { kind: 'map', entries: all, place, ...(open ? { open } : {}) };
}
