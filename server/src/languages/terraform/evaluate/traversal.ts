// Names with steps behind them: `var.tags["Name"]`, `aws_s3_bucket.b[0].id`, `each.value.acl`, `local.rules[*].port`. A name that is
// not bound around the expression is a symbol of the module, or else the type of a resource.

import { type Place, samePlace } from '../../../model/place.ts';
import { withoutKey } from '../../../model/resource.ts';
import type { Value } from '../../../model/value.ts';
import type { Span } from '../../../text/span.ts';
import type { Expression, TraversalStep } from '../syntax/ast.ts';
import { isWhollyKnown } from './compare.ts';
import { numberOf, textOf } from './convert.ts';
import { evaluate } from './expression.ts';
import { withKey } from './path.ts';
import { type Origin, placeIn, type Scope } from './scope.ts';
import { childOf, filledIn, itemsOf, moved, placed } from './traces.ts';
import { boolean, failure, isFailed, isObject, list, type ObjectValue, objectValue, text, unknown } from './values.ts';

export function traversalValue(of: Expression, steps: readonly TraversalStep[], span: Span, scope: Scope): Value {
  const place = placeIn(scope, span);
  if (of.kind !== 'variable') return placed(take(evaluate(of, scope), steps, place, scope), place);
  const bound = scope.names.get(of.name);
  if (bound)
    return used(
      { value: take(bound, steps, place, scope), message: `\`${boundName(of.name, steps)}\` comes from here` },
      place,
    );
  const [first, second, third] = steps;
  const name = nameOf(first);
  // Terraform refuses `True` and `False`, and yet it is plain what they mean.
  if (steps.length === 0 && /^(?:true|false)$/i.test(of.name)) return boolean(of.name.toLowerCase() === 'true', place);
  if (name === undefined) return failure(place, `\`${of.name}\` is not defined`);
  switch (of.name) {
    case 'var':
      return fromSymbol(scope.symbols.variable(name), `\`var.${name}\` is not declared`, steps, place, scope);
    case 'local':
      return fromSymbol(scope.symbols.local(name), `\`local.${name}\` is not declared`, steps, place, scope);
    case 'path': {
      const folder = scope.symbols.folder(name);
      return folder === undefined ? unknown(place, `\`path.${name}\` is not known`) : text(folder, place);
    }
    case 'terraform':
    case 'self':
    case 'each':
    case 'count':
      return unknown(place, `\`${of.name}.${name}\` is not known`);
    case 'module':
      return fromObject(`module.${name}`, steps.slice(1), place, scope);
    case 'data':
    case 'ephemeral': {
      const label = nameOf(second);
      if (label === undefined) return unknown(place, `\`${of.name}.${name}\` is not known`);
      return fromObject(
        `${of.name}.${name}.${label}`,
        [third, ...steps.slice(3)].filter((step) => step !== undefined),
        place,
        scope,
      );
    }
    default:
      return fromObject(`${of.name}.${name}`, steps.slice(1), place, scope);
  }
}

const nameOf = (step: TraversalStep | undefined): string | undefined =>
  step?.kind === 'attribute' ? step.name : undefined;

/** `each.value` and `ingress.value` are told with their second name, the variables of a `for` without. */
function boundName(root: string, steps: readonly TraversalStep[]): string {
  const name = nameOf(steps[0]);
  return name === 'value' || name === 'key' || root === 'count' ? `${root}.${name}` : root;
}

/** A value where it is used. */
function used({ value, message, argument }: Origin, place: Place): Value {
  return value.kind === 'unknown' || samePlace(value.place, place)
    ? placed(value, place)
    : moved(value, place, message, argument);
}

function fromSymbol(
  origin: Origin | undefined,
  missing: string,
  steps: readonly TraversalStep[],
  place: Place,
  scope: Scope,
): Value {
  if (!origin) return unknown(place, missing);
  // The attributes of a resource that is given as a whole are looked up here, so it must know by now that it was given.
  const isGivenWhole = origin.argument !== undefined && isObject(origin.value);
  const from = isGivenWhole ? moved(origin.value, place, origin.message, origin.argument) : origin.value;
  const value = take(from, steps.slice(1), place, scope);
  const isFilledIn = origin.argument !== undefined && value.place.source !== from.place.source;
  return used(isFilledIn ? { value, message: filledIn } : { ...origin, value }, place);
}

function fromObject(address: string, steps: readonly TraversalStep[], place: Place, scope: Scope): Value {
  return placed(take(scope.symbols.object(address, place), steps, place, scope), place);
}

/** Follows the steps from a value. `place` is that of the whole traversal. */
function take(value: Value, steps: readonly TraversalStep[], place: Place, scope: Scope): Value {
  let current = value;
  for (const step of steps) {
    if (isFailed(current)) return current;
    current = step.kind === 'splat' ? splat(current, step.steps, place, scope) : takeOne(current, step, place, scope);
  }
  return current;
}

function takeOne(
  value: Value,
  step: TraversalStep & { kind: 'attribute' | 'index' },
  place: Place,
  scope: Scope,
): Value {
  if (step.kind === 'attribute') return attributeOf(value, step.name, place, scope);
  const key = evaluate(step.key, scope);
  if (isFailed(key)) return key;
  if (isObject(value)) return instanceOf(value, key, place);
  if (value.kind === 'unknown') return value;
  if (key.kind === 'unknown' || !isWhollyKnown(key)) return anyOf(value, key, place);
  if (value.kind === 'map') return attributeOf(value, textOf(key) ?? '', place, scope);
  const index = numberOf(key);
  if (value.kind !== 'list' || index === undefined) return failure(place, 'this has no elements', [value]);
  const item = value.items[index];
  if (item) return childOf(value, item);
  return value.open
    ? unknown(place, 'the element is not known', [value])
    : failure(place, `there is no element ${index}`, [value]);
}

function attributeOf(value: Value, name: string, place: Place, scope: Scope): Value {
  if (isObject(value)) {
    const found = used(scope.symbols.attribute(value.object, name, place), place);
    return value.trail ? { ...found, trail: [...value.trail, ...(found.trail ?? [])] } : found;
  }
  if (value.kind === 'unknown') return value;
  if (value.kind !== 'map') {
    const objects = value.kind === 'list' && value.items.some(isObject);
    return objects
      ? unknown(place, `\`.${name}\` of a list is not known`, [value])
      : failure(place, `this has no attribute \`${name}\``, [value]);
  }
  const entry = value.entries.get(name);
  if (entry) return childOf(value, entry.value);
  return value.open
    ? unknown(place, `\`${name}\` is not known`, [value])
    : failure(place, `this has no attribute \`${name}\``, [value]);
}

function instanceOf(value: ObjectValue, key: Value, place: Place): Value {
  const known = isWhollyKnown(key) && (key.kind === 'string' || key.kind === 'number') ? key.value : undefined;
  if (known === undefined || value.object.address.endsWith(']')) return value;
  return objectValue({ ...value.object, address: withKey(value.object.address, known), single: true }, place);
}

/** The element of a key that is not known: any of them, so nothing but what they were made from. */
function anyOf(value: Value, key: Value, place: Place): Value {
  const elements =
    value.kind === 'list'
      ? itemsOf(value)
      : value.kind === 'map'
        ? [...value.entries.values()].map((entry) => entry.value)
        : [];
  const reason = key.kind === 'unknown' ? key.reason : 'the key is not known';
  const [first] = elements;
  if (!first || !isObject(first)) return unknown(place, reason, [...elements, key]);
  const address = withoutKey(first.object.address);
  return objectValue({ ...first.object, address, single: true }, place);
}

function splat(value: Value, steps: readonly TraversalStep[], place: Place, scope: Scope): Value {
  if (value.kind === 'null') return list([], place);
  if (value.kind === 'list') {
    const items = itemsOf(value).map((item) => take(item, steps, place, scope));
    return items.find(isFailed) ?? list(items, place, value.open);
  }
  const taken = take(value, steps, place, scope);
  if (isFailed(taken) || (value.kind === 'unknown' && !isObject(value))) return taken;
  return list([taken], place, isObject(value) && !value.object.single);
}
