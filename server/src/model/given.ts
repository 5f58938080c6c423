// A default in the place of a value that is absent. A rule that asks after the value is answered with it; one that asks whether the value
// is there is not.

import type { Defaults } from './defaults.ts';
import type { Literal } from './literal.ts';
import type { Place } from './place.ts';
import type { Entry, Value } from './value.ts';

export interface Given {
  readonly value: Value;
  /** Whose default it is, as `Default` says it. */
  readonly whose: string;
}

/** What is there at the end of the keys, the first of which is absent; `at` is where one would look for it. */
export function givenAt(defaults: Defaults | undefined, keys: readonly string[], at: Place): Given | undefined {
  let [found, depth] = [defaults?.get(keys[0] ?? ''), 1];
  while (found?.kind === 'block' && depth < keys.length) found = found.inside.get(keys[depth++] ?? '');
  if (found?.kind !== 'attribute' || depth !== keys.length) return undefined;
  const literal = depth === 1 ? found.value : found.withoutBlock;
  return literal === undefined ? undefined : { value: literalAt(literal, at), whose: found.whose };
}

function literalAt(literal: Literal, place: Place): Value {
  switch (typeof literal) {
    case 'string':
      return { kind: 'string', value: literal, place };
    case 'number':
      return { kind: 'number', value: literal, place };
    case 'boolean':
      return { kind: 'boolean', value: literal, place };
    default: {
      if (Array.isArray(literal)) return { kind: 'list', items: literal.map((item) => literalAt(item, place)), place };
      const entries = Object.entries(literal).map(([key, value]): [string, Entry] => [
        key,
        { key: place, value: literalAt(value, place), place },
      ]);
      return { kind: 'map', entries: new Map(entries), place };
    }
  }
}
