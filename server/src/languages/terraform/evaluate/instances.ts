// How many there are of a block with `count` or `for_each`, and what `each` and `count` are in each of them.
// https://developer.hashicorp.com/terraform/language/meta-arguments

import type { Value } from '../../../model/value.ts';
import { isWhollyKnown } from './compare.ts';
import { numberOf, textOf } from './convert.ts';
import type { MergedBody } from './declarations.ts';
import { evaluate } from './expression.ts';
import type { Scope } from './scope.ts';
import { entriesOf, itemsOf } from './traces.ts';
import { isObject, map, number, text, unknown } from './values.ts';

export interface Instance {
  /** What stands in brackets behind its address; absent where there is no `count` or `for_each`, or its value is not known. */
  readonly key?: string | number;
  /** `each` or `count`. */
  readonly names: ReadonlyMap<string, Value>;
}

export interface Instances {
  readonly by: 'nothing' | 'count' | 'for_each';
  /** False if their number is not known; then there is one that stands for all. */
  readonly known: boolean;
  readonly all: readonly Instance[];
}

// What holds for the first hundred holds for the rest.
const mostInstances = 100;

export function instancesOf(body: MergedBody, scope: Scope): Instances {
  const count = body.attributes.get('count');
  if (count) return counted(evaluate(count.node.value, { ...scope, source: count.source }));
  const forEach = body.attributes.get('for_each');
  if (forEach) return eachOf(evaluate(forEach.node.value, { ...scope, source: forEach.source }));
  return { by: 'nothing', known: true, all: [{ names: new Map() }] };
}

function counted(count: Value): Instances {
  const length = isWhollyKnown(count) ? numberOf(count) : undefined;
  const index = (value: Value): ReadonlyMap<string, Value> =>
    new Map([['count', map([['index', value]], count.place)]]);
  if (length === undefined) {
    return {
      by: 'count',
      known: false,
      all: [
        {
          names: index(unknown(count.place, count.kind === 'unknown' ? count.reason : '`count` is no number', [count])),
        },
      ],
    };
  }
  const keys = Array.from({ length: Math.max(0, Math.min(Math.floor(length), mostInstances)) }, (_, key) => key);
  return { by: 'count', known: true, all: keys.map((key) => ({ key, names: index(number(key, count.place)) })) };
}

function eachOf(collection: Value): Instances {
  const instance = (key: Value, value: Value): Instance => {
    const written = isWhollyKnown(key) ? textOf(key) : undefined;
    const names = new Map([
      [
        'each',
        map(
          [
            ['key', key],
            ['value', value],
          ],
          collection.place,
        ),
      ],
    ]);
    return written === undefined ? { names } : { key: written, names };
  };
  if (collection.kind === 'map' && !collection.open) {
    const all = entriesOf(collection).map(([key, entry]) => instance(text(key, entry.key), entry.value));
    return { by: 'for_each', known: true, all: all.slice(0, mostInstances) };
  }
  if (
    collection.kind === 'list' &&
    !collection.open &&
    collection.items.every((item) => isWhollyKnown(item) && textOf(item) !== undefined)
  ) {
    return {
      by: 'for_each',
      known: true,
      all: itemsOf(collection)
        .slice(0, mostInstances)
        .map((item) => instance(item, item)),
    };
  }
  const reason = collection.kind === 'unknown' ? collection.reason : 'the elements of `for_each` are not known';
  const some = unknown(collection.place, reason, [collection]);
  // An element of another resource's instances is still an instance of it.
  const value = isObject(collection) ? { ...collection, object: { ...collection.object, single: true } } : some;
  return { by: 'for_each', known: false, all: [instance(some, value)] };
}

/** An instance whose key is not known: what depends on the key is unknown in it. */
export const unknownInstance = ({ all, known }: Instances): Instance =>
  !known && all[0] ? all[0] : { names: new Map() };
