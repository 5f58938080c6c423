// Expressions to values. Nothing throws: what Terraform would refuse is a failed value, what it would know only later is unknown.

import type { Place } from '../../../model/place.ts';
import type { Value } from '../../../model/value.ts';
import { functionNamed } from '../functions/table.ts';
import type { Call, Conditional, Expression, For, ObjectExpression, Unary } from '../syntax/ast.ts';
import { booleanOf, numberOf, textOf } from './convert.ts';
import { binary } from './operators.ts';
import { placeIn, type Scope, spend, withNames } from './scope.ts';
import { templateValue } from './template.ts';
import { traversalValue } from './traversal.ts';
import * as values from './values.ts';

const { failure, isFailed, unknown } = values;

export function evaluate(expression: Expression, scope: Scope): Value {
  const place = placeIn(scope, expression.span);
  if (!spend(scope)) return unknown(place, 'this is too much to evaluate');
  const { nesting } = scope.budget;
  nesting.depth++;
  const value = valueOf(expression, place, scope);
  nesting.depth--;
  return value;
}

function valueOf(expression: Expression, place: Place, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value, expression.pieces, place);
    case 'template':
      return templateValue(expression, scope);
    case 'variable':
      return traversalValue(expression, [], expression.span, scope);
    case 'traversal':
      return traversalValue(expression.of, expression.steps, expression.span, scope);
    case 'call':
      return callValue(expression, scope);
    case 'unary':
      return unaryValue(expression, scope);
    case 'binary':
      return binary(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope), place);
    case 'conditional':
      return conditionalValue(expression, scope);
    case 'tuple':
      return values.list(expression.items.map((item) => evaluate(item, scope)), place);
    case 'object':
      return objectValue(expression, scope);
    case 'for':
      return forValue(expression, scope);
    case 'parens':
      return evaluate(expression.inner, scope);
    case 'unreadable':
      return unknown(place, 'this cannot be read');
  }
}

function literal(value: string | number | boolean | null, pieces: (Expression & { kind: 'literal' })['pieces'], place: Place): Value {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', value, place, ...(pieces ? { pieces } : {}) };
    case 'number':
      return { kind: 'number', value, place };
    case 'boolean':
      return { kind: 'boolean', value, place };
    default:
      return { kind: 'null', place };
  }
}

function callValue(call: Call, scope: Scope): Value {
  const place = placeIn(scope, call.span);
  const given = call.arguments.map((argument) => evaluate(argument, scope));
  if (call.spread) {
    const last = given.pop();
    if (last?.kind !== 'list' || last.open) return unknown(place, 'the arguments are not known', last ? [...given, last] : given);
    given.push(...values.itemsOf(last));
  }
  const known = functionNamed(call.name);
  if (!known) return unknown(place, `\`${call.name}()\` is not evaluated`, given);
  return known(given, { name: call.name, place });
}

function unaryValue({ operator, operand, span }: Unary, scope: Scope): Value {
  const place = placeIn(scope, span);
  const value = evaluate(operand, scope);
  if (value.kind === 'unknown') return values.placed(value, place);
  if (operator === '!') {
    const given = booleanOf(value);
    return given === undefined ? failure(place, '`!` needs a boolean', [value]) : values.boolean(!given, place, [value]);
  }
  const given = numberOf(value);
  return given === undefined ? failure(place, '`-` needs a number', [value]) : values.number(-given, place, [value]);
}

function conditionalValue({ condition, then, otherwise, span }: Conditional, scope: Scope): Value {
  const place = placeIn(scope, span);
  const test = evaluate(condition, scope);
  if (isFailed(test)) return failure(place, test.reason, [test]);
  if (test.kind !== 'unknown') {
    const holds = booleanOf(test);
    if (holds === undefined) return test.kind === 'string' && !values.isWhollyKnown(test) ? unknown(place, 'the condition is not known', [test]) : failure(place, 'the condition is not a boolean', [test]);
    return values.withSteps(evaluate(holds ? then : otherwise, scope), test.trail ?? []);
  }
  const branches = [evaluate(then, scope), evaluate(otherwise, scope)] as const;
  if (values.equal(...branches)) return values.withSteps(branches[0], test.trail ?? []);
  return unknown(place, test.reason, [...branches, test]);
}

function objectValue({ entries, span }: ObjectExpression, scope: Scope): Value {
  const place = placeIn(scope, span);
  let open = false;
  const found: [string, { key: Place; value: Value; place: Place }][] = [];
  for (const entry of entries) {
    const key = evaluate(entry.key, scope);
    const name = textOf(key);
    if (isFailed(key)) return failure(place, key.reason, [key]);
    if (name === undefined || !values.isWhollyKnown(key)) {
      open = true;
      continue;
    }
    const keyPlace = placeIn(scope, entry.key.span);
    const value = evaluate(entry.value, scope);
    const headed = value.kind === 'map' && !value.trail ? { ...value, header: keyPlace } : value;
    found.push([name, { key: keyPlace, value: headed, place: placeIn(scope, entry.span) }]);
  }
  const inner = { ...place, start: place.start + 1, end: place.end - 1 };
  // In an attribute or another object its key will be the header; in a list it has nothing better than its first own key.
  return { ...values.map(found, place, open), header: found[0]?.[1].key ?? place, inner };
}

/** What a `for` walks over; `open` if there may be more. Undefined if the collection is none. */
function elementsOf(collection: Value): { readonly elements: readonly (readonly [Value, Value])[]; readonly open: boolean } | undefined {
  const { place } = collection;
  if (collection.kind === 'list') {
    const items = values.itemsOf(collection);
    const elements = items.map((item, index) => [values.isSet(collection) ? item : values.number(index, place), item] as const);
    return { elements, open: collection.open ?? false };
  }
  if (collection.kind !== 'map') return undefined;
  const elements = values.sortedEntriesOf(collection).map(([key, entry]) => [values.text(key, entry.key), entry.value] as const);
  return { elements, open: collection.open ?? false };
}

function forValue(loop: For, scope: Scope): Value {
  const place = placeIn(scope, loop.span);
  const collection = evaluate(loop.collection, scope);
  if (collection.kind === 'unknown') return values.placed(collection, place);
  const walked = elementsOf(collection);
  if (!walked) return failure(place, '`for` needs a collection', [collection]);
  let open = walked.open;
  const results: { readonly key: string | undefined; readonly value: Value }[] = [];
  for (const [key, value] of walked.elements) {
    if (!spend(scope)) return unknown(place, 'this is too much to evaluate');
    const names: [string, Value][] = [[loop.valueName, value]];
    if (loop.keyName !== undefined) names.push([loop.keyName, key]);
    const inner = withNames(scope, names);
    const taken = loop.condition ? evaluate(loop.condition, inner) : undefined;
    if (taken && isFailed(taken)) return failure(place, taken.reason, [taken]);
    if (taken && booleanOf(taken) === false) continue;
    const resultKey = loop.key && evaluate(loop.key, inner);
    const keyText = resultKey && textOf(resultKey);
    const keyKnown = resultKey === undefined || (keyText !== undefined && values.isWhollyKnown(resultKey));
    if (resultKey && isFailed(resultKey)) return failure(place, resultKey.reason, [resultKey]);
    if ((taken && booleanOf(taken) === undefined) || !keyKnown) open = true;
    else results.push({ key: keyText, value: evaluate(loop.value, inner) });
  }
  const failed = results.map((result) => result.value).find(isFailed);
  if (failed) return failure(place, failed.reason, [failed]);
  if (!loop.key) return values.list(results.map((result) => result.value), place, open);
  if (!loop.grouped) return values.map(results.map(({ key = '', value }) => [key, value] as const), place, open);
  const groups = new Map<string, Value[]>();
  for (const { key = '', value } of results) groups.set(key, [...(groups.get(key) ?? []), value]);
  return values.map([...groups].map(([key, items]) => [key, values.list(items, place, open)] as const), place, open);
}
