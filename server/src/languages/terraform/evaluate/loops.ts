// Walking over collections: `for` expressions, and the pairs of key and value that they, directives and `dynamic` blocks walk over.

import type { Value } from '../../../model/value.ts';
import type { For } from '../syntax/ast.ts';
import { isWhollyKnown } from './compare.ts';
import { booleanOf, textOf } from './convert.ts';
import { evaluate } from './expression.ts';
import { placeIn, type Scope, spend, withNames } from './scope.ts';
import { itemsOf, placed, sortedEntriesOf } from './traces.ts';
import { failure, isFailed, isSet, list, map, number, text, unknown } from './values.ts';

export interface Elements {
  readonly pairs: readonly (readonly [key: Value, value: Value])[];
  /** There may be more that are not known. */
  readonly open: boolean;
}

/** Undefined if the value is no collection, or not known. An element of a set is its own key. */
export function elementsOf(collection: Value): Elements | undefined {
  const { place } = collection;
  if (collection.kind === 'list') {
    const keyOf = (item: Value, index: number): Value => (isSet(collection) ? item : number(index, place));
    const pairs = itemsOf(collection).map((item, index) => [keyOf(item, index), item] as const);
    return { pairs, open: collection.open ?? false };
  }
  if (collection.kind !== 'map') return undefined;
  const pairs = sortedEntriesOf(collection).map(([key, entry]) => [text(key, entry.key), entry.value] as const);
  return { pairs, open: collection.open ?? false };
}

export function forValue(loop: For, scope: Scope): Value {
  const place = placeIn(scope, loop.span);
  const collection = evaluate(loop.collection, scope);
  if (collection.kind === 'unknown') return placed(collection, place);
  const elements = elementsOf(collection);
  if (!elements) return failure(place, '`for` needs a collection', [collection]);
  const results: Result[] = [];
  for (const [key, value] of elements.pairs) {
    if (!spend(scope)) return unknown(place, 'this is too much to evaluate');
    const names: [string, Value][] = [[loop.valueName, value]];
    if (loop.keyName !== undefined) names.push([loop.keyName, key]);
    results.push(resultOf(loop, withNames(scope, names)));
  }
  const failed = results.find((result) => result.kind === 'failed')?.value;
  if (failed) return failure(place, failed.reason, [failed]);
  const open = elements.open || results.some((result) => result.kind === 'unsure');
  const taken = results.filter((result) => result.kind === 'taken');
  if (!loop.key)
    return list(
      taken.map((result) => result.value),
      place,
      open,
    );
  if (!loop.grouped)
    return map(
      taken.map((result) => [result.key, result.value] as const),
      place,
      open,
    );
  const groups = new Map<string, Value[]>();
  for (const { key, value } of taken) groups.set(key, [...(groups.get(key) ?? []), value]);
  return map(
    [...groups].map(([key, items]) => [key, list(items, place, open)] as const),
    place,
    open,
  );
}

/** What comes of one element; `unsure` if it is not known whether it is taken, or under which key. */
type Result =
  | { readonly kind: 'taken'; readonly key: string; readonly value: Value }
  | { readonly kind: 'failed'; readonly value: Value & { readonly reason: string } }
  | { readonly kind: 'left' | 'unsure' };

function resultOf(loop: For, scope: Scope): Result {
  const condition = loop.condition && evaluate(loop.condition, scope);
  if (condition) {
    if (isFailed(condition)) return { kind: 'failed', value: condition };
    const holds = booleanOf(condition);
    if (holds !== true) return { kind: holds === false ? 'left' : 'unsure' };
  }
  const key = loop.key && evaluate(loop.key, scope);
  if (key && isFailed(key)) return { kind: 'failed', value: key };
  const name = key ? textOf(key) : '';
  if (name === undefined || (key && !isWhollyKnown(key))) return { kind: 'unsure' };
  const value = evaluate(loop.value, scope);
  return isFailed(value) ? { kind: 'failed', value } : { kind: 'taken', key: name, value };
}
