// Functions that look into collections, or choose among values. https://developer.hashicorp.com/terraform/language/functions/lookup
// and its neighbours.

import type { Entry, Value } from '../../../model/value.ts';
import { compareText } from '../../../text/order.ts';
import { equal, isWhollyKnown } from '../evaluate/compare.ts';
import { numberOf, textOf } from '../evaluate/convert.ts';
import { childOf, entriesOf, sortedEntriesOf } from '../evaluate/traces.ts';
import { boolean, failure, list, map, number, text, unknown } from '../evaluate/values.ts';
import { CallError, type CallSite, type Functions, pure, unknownResult } from './define.ts';
import { any, checked, closedItems, handed, noList } from './pass.ts';
import { graphemesOf } from './strings.ts';

export const collectionFunctions: Functions = {
  alltrue: pure(['list'], (values) => values.every((value) => value === true || value === 'true')),
  anytrue: pure(['list'], (values) => values.some((value) => value === true || value === 'true')),
  coalesce: checked(1, any, coalesce),
  coalescelist: checked(1, any, coalescelist),
  contains: checked(2, 2, contains),
  element: checked(2, 2, element),
  index: checked(2, 2, index),
  keys: checked(1, 1, ([value], call) =>
    value?.kind === 'map'
      ? list(
          sortedEntriesOf(value).map(([key, entry]) => text(key, entry.key)),
          call.place,
          value.open,
        )
      : noMap(value, call),
  ),
  length: checked(1, 1, length),
  lookup: checked(2, 3, lookup),
  matchkeys: checked(3, 3, matchkeys),
  merge: checked(0, any, merge),
  one: checked(1, 1, one),
  sum: pure(['numbers'], (values) => {
    if (values.length === 0) throw new CallError('an empty list has no sum');
    return Number(values.reduce((total, value) => total + value, 0).toPrecision(15));
  }),
  transpose: pure(['any'], transpose),
  values: checked(1, 1, ([value], call) =>
    value?.kind === 'map'
      ? list(
          sortedEntriesOf(value).map(([, entry]) => entry.value),
          call.place,
          value.open,
        )
      : noMap(value, call),
  ),
  // As it was before 0.12: keys and values in turn.
  map: (values, call) =>
    zipmap(
      [0, 1].map((side) =>
        list(
          values.filter((_, index) => index % 2 === side),
          call.place,
        ),
      ),
      call,
    ),
  zipmap: checked(2, 2, zipmap),
};

function noMap(value: Value | undefined, call: CallSite): Value {
  return value?.kind === 'unknown'
    ? unknownResult([value], call)
    : failure(call.place, `\`${call.name}()\` takes a map`);
}

function coalesce(values: readonly Value[], call: CallSite): Value {
  for (const value of values) {
    if (value.kind === 'unknown') return unknownResult(values, call);
    if (value.kind !== 'null' && !(value.kind === 'string' && value.value === '')) return handed(value, call);
  }
  return failure(call.place, '`coalesce()` has nothing but null and empty strings', values);
}

function coalescelist(values: readonly Value[], call: CallSite): Value {
  for (const value of values) {
    if (value.kind === 'unknown' || (value.kind === 'list' && value.open && value.items.length === 0))
      return unknownResult(values, call);
    if (value.kind === 'list' && value.items.length > 0) return handed(value, call);
  }
  return failure(call.place, '`coalescelist()` has nothing but empty lists', values);
}

function contains(values: readonly Value[], call: CallSite): Value {
  const [collection, wanted] = values;
  if (collection?.kind !== 'list' || !wanted) return noList(values, call);
  const answers = collection.items.map((item) => equal(item, wanted));
  if (answers.includes(true)) return boolean(true, call.place, values);
  if (collection.open || answers.includes(undefined)) return unknownResult(values, call);
  return boolean(false, call.place, values);
}

function element(values: readonly Value[], call: CallSite): Value {
  const [collection, position] = values;
  const items = closedItems(collection);
  const at = position && numberOf(position);
  if (!items) return noList(values, call);
  if (at === undefined) return unknownResult(values, call);
  if (items.length === 0) return failure(call.place, '`element()` of an empty list', values);
  const item = items.at(at % items.length);
  return item ? handed(item, call) : unknownResult(values, call);
}

function index(values: readonly Value[], call: CallSite): Value {
  const [collection, wanted] = values;
  const items = closedItems(collection);
  if (!items || !wanted) return noList(values, call);
  for (const [at, item] of items.entries()) {
    const same = equal(item, wanted);
    if (same === undefined) return unknownResult(values, call);
    if (same) return number(at, call.place, values);
  }
  return failure(call.place, '`index()` does not find the value', values);
}

function length(values: readonly Value[], call: CallSite): Value {
  const [value] = values;
  switch (value?.kind) {
    case 'list':
      return value.open ? unknownResult(values, call) : number(value.items.length, call.place, values);
    case 'map':
      return value.open ? unknownResult(values, call) : number(value.entries.size, call.place, values);
    case 'string':
      return isWhollyKnown(value)
        ? number(graphemesOf(value.value).length, call.place, values)
        : unknownResult(values, call);
    case 'unknown':
      return unknownResult(values, call);
    default:
      return failure(call.place, '`length()` takes a collection or a string', values);
  }
}

function lookup(values: readonly Value[], call: CallSite): Value {
  const [collection, key, fallback] = values;
  const name = key && isWhollyKnown(key) ? textOf(key) : undefined;
  if (collection?.kind !== 'map') return noMap(collection, call);
  if (name === undefined) return unknownResult(values, call);
  const entry = collection.entries.get(name);
  if (entry) return handed(childOf(collection, entry.value), call);
  if (collection.open) return unknown(call.place, `\`${name}\` is not known`, values);
  return fallback ? handed(fallback, call) : failure(call.place, `\`lookup()\` does not find \`${name}\``, values);
}

function matchkeys(values: readonly Value[], call: CallSite): Value {
  const [items, keys, wanted] = values.map(closedItems);
  if (!items || !keys || !wanted) return unknownResult(values, call);
  const taken: Value[] = [];
  for (const [at, key] of keys.entries()) {
    const answers = wanted.map((other) => equal(key, other));
    const item = items[at];
    if (answers.includes(true) && item) taken.push(item);
    else if (answers.includes(undefined)) return unknownResult(values, call);
  }
  return list(taken, call.place);
}

/** A map that is not known may hold any key: what stood before it may be replaced. */
function merge(values: readonly Value[], call: CallSite): Value {
  const entries = new Map<string, Entry>();
  let open = false;
  for (const value of values) {
    if (value.kind === 'null') continue;
    if (value.kind !== 'map' && value.kind !== 'unknown')
      return failure(call.place, '`merge()` takes maps only', values);
    if (value.kind === 'unknown' || value.open) {
      open = true;
      const reason = value.kind === 'unknown' ? value.reason : 'it may be replaced';
      for (const [key, entry] of entries)
        entries.set(key, { ...entry, value: unknown(entry.value.place, reason, [entry.value, value]) });
    }
    if (value.kind === 'map') for (const [key, entry] of entriesOf(value)) entries.set(key, entry);
  }
  return map(entries, call.place, open);
}

function one(values: readonly Value[], call: CallSite): Value {
  const [collection] = values;
  if (collection?.kind === 'null') return { kind: 'null', place: call.place };
  const items = closedItems(collection);
  if (!items) return noList(values, call);
  const [first] = items;
  if (!first) return { kind: 'null', place: call.place };
  return items.length === 1
    ? handed(first, call)
    : failure(call.place, '`one()` takes a list of one element at most', values);
}

function transpose(given: unknown): { readonly [key: string]: readonly string[] } {
  if (typeof given !== 'object' || given === null) throw new CallError('the argument is not a map of lists');
  const result = new Map<string, string[]>();
  for (const [key, items] of Object.entries(given).sort(([a], [b]) => compareText(a, b))) {
    if (!Array.isArray(items)) throw new CallError('the argument is not a map of lists');
    for (const item of items.map(String)) result.set(item, [...(result.get(item) ?? []), key]);
  }
  return Object.fromEntries(result);
}

function zipmap(values: readonly Value[], call: CallSite): Value {
  const [keys, items] = values.map(closedItems);
  if (!keys || !items || !keys.every(isWhollyKnown)) return unknownResult(values, call);
  if (keys.length !== items.length) return failure(call.place, '`zipmap()`: the lists differ in length', values);
  return map(
    keys.map((key, at) => [textOf(key) ?? '', items[at]!] as const),
    call.place,
  );
}
