// Expressions to values. Nothing throws: what Terraform would refuse is a failed value, what it would know only later is unknown.

import type { Place } from '../../../model/place.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { functionNamed } from '../functions/table.ts';
import type { Call, Conditional, Expression, ObjectExpression, Unary } from '../syntax/ast.ts';
import { equal, isTooLarge, isWhollyKnown } from './compare.ts';
import { booleanOf, numberOf, textOf } from './convert.ts';
import { forValue } from './loops.ts';
import { binary } from './operators.ts';
import { placeIn, type Scope, spend } from './scope.ts';
import { templateValue } from './template.ts';
import { entriesOf, itemsOf, placed, withSteps } from './traces.ts';
import { traversalValue } from './traversal.ts';
import { boolean, failure, isFailed, list, map, number, unknown } from './values.ts';

export function evaluate(expression: Expression, scope: Scope): Value {
  const place = placeIn(scope, expression.span);
  if (!spend(scope)) return unknown(place, 'this is too much to evaluate');
  const { nesting } = scope.budget;
  nesting.depth++;
  const value = evaluateKind(expression, place, scope);
  nesting.depth--;
  return isTooLarge(value) ? unknown(place, 'the value is too large') : value;
}

function evaluateKind(expression: Expression, place: Place, scope: Scope): Value {
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
      return list(
        expression.items.map((item) => evaluate(item, scope)),
        place,
      );
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

function literal(
  value: string | number | boolean | null,
  pieces: (Expression & { kind: 'literal' })['pieces'],
  place: Place,
): Value {
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
    if (last?.kind !== 'list' || last.open)
      return unknown(place, 'the arguments are not known', last ? [...given, last] : given);
    given.push(...itemsOf(last));
  }
  const known = functionNamed(call.name);
  if (!known) return unknown(place, `\`${call.name}()\` is not evaluated`, given);
  return known(given, {
    name: call.name,
    place,
    text: scope.symbols.text,
    files: scope.symbols.files,
    rendered: (template, variables) => renderedValue(template, variables, scope),
  });
}

/** Places in the template are in no file of the unit, so nobody is led to them. */
function renderedValue(template: string, variables: MapValue, scope: Scope): Value {
  const names = entriesOf(variables).map(([name, { value }]) => [name, value] as const);
  const inside = { ...scope, source: { file: '' }, names: new Map(names) };
  return evaluate(scope.symbols.template(template), inside);
}

function unaryValue({ operator, operand, span }: Unary, scope: Scope): Value {
  const place = placeIn(scope, span);
  const value = evaluate(operand, scope);
  if (value.kind === 'unknown') return placed(value, place);
  if (operator === '!') {
    const given = booleanOf(value);
    return given === undefined ? failure(place, '`!` needs a boolean', [value]) : boolean(!given, place, [value]);
  }
  const given = numberOf(value);
  return given === undefined ? failure(place, '`-` needs a number', [value]) : number(-given, place, [value]);
}

function conditionalValue({ condition, then, otherwise, span }: Conditional, scope: Scope): Value {
  const place = placeIn(scope, span);
  const test = evaluate(condition, scope);
  if (isFailed(test)) return failure(place, test.reason, [test]);
  if (test.kind !== 'unknown') {
    const holds = booleanOf(test);
    if (holds === undefined)
      return test.kind === 'string' && !isWhollyKnown(test)
        ? unknown(place, 'the condition is not known', [test])
        : failure(place, 'the condition is not a boolean', [test]);
    return withSteps(evaluate(holds ? then : otherwise, scope), test.trail ?? []);
  }
  const branches = [evaluate(then, scope), evaluate(otherwise, scope)] as const;
  if (equal(...branches)) return withSteps(branches[0], test.trail ?? []);
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
    if (name === undefined || !isWhollyKnown(key)) {
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
  return { ...map(found, place, open), header: found[0]?.[1].key ?? place, inner };
}
