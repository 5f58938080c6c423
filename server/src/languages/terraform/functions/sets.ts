// Functions of sets. https://developer.hashicorp.com/terraform/language/functions/setunion and its neighbours.

import type { Value } from '../../../model/value.ts';
import { equal } from '../evaluate/compare.ts';
import { itemsOf } from '../evaluate/traces.ts';
import { failure, isSet, list, set } from '../evaluate/values.ts';
import { type CallSite, type Functions, unknownResult } from './define.ts';
import { any, checked, closedItems } from './pass.ts';

export const setFunctions: Functions = {
  setintersection: checked(1, any, (values, call) => kept(values, call, (inOthers) => inOthers.every(Boolean))),
  setproduct: checked(2, any, setproduct),
  setsubtract: checked(2, 2, (values, call) => kept(values, call, ([inSecond]) => !inSecond)),
  setunion: checked(1, any, (values, call) => {
    if (values.some((value) => value.kind !== 'list' && value.kind !== 'unknown'))
      return failure(call.place, '`setunion()` takes sets only', values);
    const open = values.some((value) => value.kind === 'unknown' || (value.kind === 'list' && value.open));
    const items = values.flatMap((value) => (value.kind === 'list' ? itemsOf(value) : []));
    return items.length === 0 && open ? unknownResult(values, call) : set(items, call.place, open);
  }),
};

/** The elements of the first set that pass; `test` is told for each other set whether the element is in it. */
function kept(values: readonly Value[], call: CallSite, test: (inOthers: readonly boolean[]) => boolean): Value {
  const [first, ...others] = values.map(closedItems);
  if (!first || others.some((other) => !other)) return unknownResult(values, call);
  const items: Value[] = [];
  for (const item of first) {
    const inOthers: boolean[] = [];
    for (const other of others) {
      const answers = (other ?? []).map((candidate) => equal(candidate, item));
      if (!answers.includes(true) && answers.includes(undefined)) return unknownResult(values, call);
      inOthers.push(answers.includes(true));
    }
    if (test(inOthers)) items.push(item);
  }
  return set(items, call.place);
}

const mostCombinations = 10_000;

function setproduct(values: readonly Value[], call: CallSite): Value {
  const factors = values.map(closedItems);
  if (factors.some((factor) => !factor)) return unknownResult(values, call);
  const count = factors.reduce((product, factor) => product * (factor?.length ?? 0), 1);
  if (count > mostCombinations) return unknownResult(values, call);
  let rows: Value[][] = [[]];
  for (const factor of factors) rows = rows.flatMap((row) => (factor ?? []).map((item) => [...row, item]));
  const items = rows.map((row) => list(row, call.place));
  return values.every(isSet) ? set(items, call.place) : list(items, call.place);
}
