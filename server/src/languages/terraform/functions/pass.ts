// What functions over values share: handing on an argument, and reading collections that may be open.

import type { Value } from '../../../model/value.ts';
import { firstFailed } from '../evaluate/compare.ts';
import { itemsOf, placed } from '../evaluate/traces.ts';
import { failure } from '../evaluate/values.ts';
import { type CallSite, type TerraformFunction, unknownResult } from './define.ts';

/** An argument that is the result. What was written elsewhere stands at the whole call, since that is what a user would change. */
export const handed = (value: Value, { place }: CallSite): Value => (value.trail ? placed(value, place) : value);

/** All elements, or undefined if there may be more, or it is no list. */
export const closedItems = (value: Value | undefined): Value[] | undefined =>
  value?.kind === 'list' && !value.open ? itemsOf(value) : undefined;

/** What a function whose first argument is a list answers to anything else: an error, unless that is not known or may have more items. */
export function noList(values: readonly Value[], call: CallSite): Value {
  const kind = values[0]?.kind;
  return kind === 'unknown' || kind === 'list'
    ? unknownResult(values, call)
    : failure(call.place, `\`${call.name}()\` takes a list`, values);
}

/** Refuses arguments that failed, and a number of them that the function does not take. */
export function checked(least: number, most: number, call: TerraformFunction): TerraformFunction {
  return (values, site) => {
    if (values.length < least || values.length > most) {
      return failure(site.place, `\`${site.name}()\` does not take ${values.length} arguments`, values);
    }
    const failed = firstFailed(values);
    return failed ? failure(site.place, failed.reason, values) : call(values, site);
  };
}

export const any = Number.POSITIVE_INFINITY;
