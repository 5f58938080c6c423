// Functions from lists to lists. https://developer.hashicorp.com/terraform/language/functions/concat and its neighbours.

import type { Value } from '../../../model/value.ts';
import { compareKeys, distinctOf, isWhollyKnown } from '../evaluate/compare.ts';
import { numberOf, textOf } from '../evaluate/convert.ts';
import { itemsOf } from '../evaluate/traces.ts';
import { failure, list } from '../evaluate/values.ts';
import { CallError, type CallSite, type Functions, unknownResult, variadic } from './define.ts';
import { any, checked, closedItems, noList } from './pass.ts';

export const sequenceFunctions: Functions = {
  chunklist: checked(2, 2, chunklist),
  compact: checked(1, 1, (values, call) => {
    const [value] = values;
    if (value?.kind !== 'list') return noList(values, call);
    const kept = itemsOf(value).filter(
      (item) => item.kind !== 'null' && !(item.kind === 'string' && item.value === ''),
    );
    return list(kept, call.place, value.open || kept.some((item) => item.kind === 'unknown'));
  }),
  concat: checked(0, any, concat),
  distinct: checked(1, 1, (values, call) => {
    const [value] = values;
    return value?.kind === 'list' ? list(distinctOf(itemsOf(value)), call.place, value.open) : noList(values, call);
  }),
  flatten: checked(1, 1, flatten),
  // Gone since Terraform 0.15, still found in old modules.
  list: (values, call) => list(values, call.place),
  range: variadic(['number'], 'number', range),
  reverse: checked(1, 1, (values, call) => {
    const items = closedItems(values[0]);
    return items ? list(items.reverse(), call.place) : noList(values, call);
  }),
  slice: checked(3, 3, slice),
  sort: checked(1, 1, (values, call) => {
    const items = closedItems(values[0]);
    if (!items?.every((item) => isWhollyKnown(item) && textOf(item) !== undefined)) return noList(values, call);
    return list(
      items.sort((a, b) => compareKeys(textOf(a) ?? '', textOf(b) ?? '')),
      call.place,
    );
  }),
};

function chunklist(values: readonly Value[], call: CallSite): Value {
  const [value, length] = values;
  const items = closedItems(value);
  const size = length && numberOf(length);
  if (!items || size === undefined) return unknownResult(values, call);
  if (size < 0) return failure(call.place, '`chunklist()` takes no negative length', values);
  if (size === 0) return list([list(items, call.place)], call.place);
  const chunks = Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
  return list(
    chunks.map((chunk) => list(chunk, call.place)),
    call.place,
  );
}

/** A list that is not known leaves the result open. */
function concat(values: readonly Value[], call: CallSite): Value {
  let open = false;
  const items: Value[] = [];
  for (const value of values) {
    if (value.kind === 'list') {
      items.push(...itemsOf(value));
      open ||= value.open ?? false;
    } else if (value.kind === 'unknown') open = true;
    else return failure(call.place, '`concat()` takes lists only', values);
  }
  return items.length === 0 && open ? unknownResult(values, call) : list(items, call.place, open);
}

function flatten(values: readonly Value[], call: CallSite): Value {
  const [value] = values;
  if (value?.kind !== 'list') return noList(values, call);
  let open = false;
  const items: Value[] = [];
  const add = (from: Value): void => {
    if (from.kind === 'list') {
      open ||= from.open ?? false;
      for (const item of itemsOf(from)) add(item);
    } else if (from.kind === 'unknown') open = true;
    else items.push(from);
  };
  add(value);
  return items.length === 0 && open ? unknownResult(values, call) : list(items, call.place, open);
}

const mostNumbers = 1024;

function range(first: number, second?: number, third?: number): number[] {
  const [start, end] = second === undefined ? [0, first] : [first, second];
  const step = third ?? (end < start ? -1 : 1);
  if (step === 0) throw new CallError('the step is zero');
  if ((end - start) * step < 0 && third !== undefined) throw new CallError('the step leads away from the end');
  const length = Math.max(0, Math.ceil((end - start) / step));
  if (length > mostNumbers) throw new CallError(`more than ${mostNumbers} numbers`);
  return Array.from({ length }, (_, at) => start + at * step);
}

function slice(values: readonly Value[], call: CallSite): Value {
  const [value, from, to] = values;
  const items = closedItems(value);
  const [start, end] = [from && numberOf(from), to && numberOf(to)];
  if (!items || start === undefined || end === undefined) return unknownResult(values, call);
  if (start < 0 || end < start || end > items.length)
    return failure(call.place, '`slice()` reaches outside the list', values);
  return list(items.slice(start, end), call.place);
}
