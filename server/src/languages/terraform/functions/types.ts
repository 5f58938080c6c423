// Conversions, and functions about values as such. https://developer.hashicorp.com/terraform/language/functions/try and its neighbours.

import type { Value } from '../../../model/value.ts';
import { firstFailed, isWhollyKnown } from '../evaluate/compare.ts';
import { booleanOf, numberOf, textOf } from '../evaluate/convert.ts';
import { itemsOf } from '../evaluate/traces.ts';
import { boolean, failure, isSet, list, number, set, text } from '../evaluate/values.ts';
import { type CallSite, type Functions, type TerraformFunction, unknownResult } from './define.ts';
import { checked, handed } from './pass.ts';

export const typeFunctions: Functions = {
  can: ([value], call) => {
    if (!value) return failure(call.place, '`can()` takes an expression');
    if (firstFailed([value])) return boolean(false, call.place, [value]);
    return value.kind === 'unknown' ? unknownResult([value], call) : boolean(true, call.place, [value]);
  },
  ephemeralasnull: unknownResult,
  issensitive: checked(1, 1, ([value], call) => boolean(value?.sensitive ?? false, call.place)),
  nonsensitive: checked(1, 1, ([value], call) => {
    if (!value) return unknownResult([], call);
    const { sensitive: _, ...rest } = handed(value, call);
    return rest;
  }),
  sensitive: checked(1, 1, ([value], call) =>
    value ? { ...handed(value, call), sensitive: true } : unknownResult([], call),
  ),
  tobool: primitive((value, call) => {
    const read =
      value.kind === 'boolean' || (value.kind === 'string' && /^(?:true|false)$/.test(value.value))
        ? booleanOf(value)
        : undefined;
    return read === undefined ? undefined : boolean(read, call.place, [value]);
  }),
  tolist: checked(1, 1, ([value], call) => {
    if (value?.kind !== 'list') return noCollection(value, call);
    return isSet(value) ? list(itemsOf(value), call.place, value.open) : handed(value, call);
  }),
  tomap: checked(1, 1, ([value], call) => (value?.kind === 'map' ? handed(value, call) : noCollection(value, call))),
  tonumber: primitive((value, call) => {
    const read = numberOf(value);
    return read === undefined ? undefined : number(read, call.place, [value]);
  }),
  toset: checked(1, 1, ([value], call) =>
    value?.kind === 'list' ? set(itemsOf(value), call.place, value.open) : noCollection(value, call),
  ),
  tostring: primitive((value, call) => {
    const read = textOf(value);
    return read === undefined ? undefined : text(read, call.place, [value]);
  }),
  try: (values, call) => {
    const found = values.find((value) => !firstFailed([value]));
    return found ? handed(found, call) : failure(call.place, 'nothing in `try()` can be evaluated', values);
  },
};

/** Null stays null, and a value that has the type already stays as it is. */
function primitive(convert: (value: Value, call: CallSite) => Value | undefined): TerraformFunction {
  return checked(1, 1, ([value], call) => {
    if (!value || value.kind === 'unknown') return unknownResult(value ? [value] : [], call);
    if (value.kind === 'null') return value;
    const converted = convert(value, call);
    if (converted?.kind === value.kind) return handed(value, call);
    if (!isWhollyKnown(value)) return unknownResult([value], call);
    return converted ?? failure(call.place, `\`${call.name}()\` cannot convert this`, [value]);
  });
}

function noCollection(value: Value | undefined, call: CallSite): Value {
  if (value?.kind === 'null') return value;
  const given = value ? [value] : [];
  return value?.kind === 'unknown'
    ? unknownResult(given, call)
    : failure(call.place, `\`${call.name}()\` cannot convert this`, given);
}
