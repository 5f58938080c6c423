// The operators of two operands, three-valued: `false && unknown` is false.

import type { Place } from '../../../model/place.ts';
import type { Value } from '../../../model/value.ts';
import type { BinaryOperator } from '../syntax/ast.ts';
import { equal, firstFailed, isWhollyKnown } from './compare.ts';
import { booleanOf, numberOf } from './convert.ts';
import { boolean, failure, number, unknown } from './values.ts';

export function binary(operator: BinaryOperator, left: Value, right: Value, place: Place): Value {
  const both = [left, right];
  const failed = firstFailed(both);
  if (failed) return failure(place, failed.reason, both);
  switch (operator) {
    case '&&':
    case '||':
      return logical(operator, left, right, place);
    case '==':
    case '!=': {
      const same = equal(left, right);
      return same === undefined ? unknownOf(both, place) : boolean(same === (operator === '=='), place, both);
    }
    default:
      return arithmetic(operator, left, right, place);
  }
}

function unknownOf(values: readonly Value[], place: Place): Value {
  const reason = values.find((value) => value.kind === 'unknown')?.reason;
  return unknown(place, reason ?? 'a part of it is not known', values);
}

function logical(operator: '&&' | '||', left: Value, right: Value, place: Place): Value {
  const decisive = operator === '||';
  const deciding = [left, right].filter((value) => booleanOf(value) === decisive);
  if (deciding.length > 0) return boolean(decisive, place, deciding);
  const both = [left, right];
  if (!both.every(isWhollyKnown)) return unknownOf(both, place);
  return both.every((value) => booleanOf(value) !== undefined)
    ? boolean(!decisive, place, both)
    : failure(place, `\`${operator}\` needs booleans`, both);
}

function arithmetic(
  operator: Exclude<BinaryOperator, '&&' | '||' | '==' | '!='>,
  left: Value,
  right: Value,
  place: Place,
): Value {
  const both = [left, right];
  if (!both.every(isWhollyKnown)) return unknownOf(both, place);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === undefined || b === undefined) return failure(place, `\`${operator}\` needs numbers`, both);
  switch (operator) {
    case '<':
      return boolean(a < b, place, both);
    case '<=':
      return boolean(a <= b, place, both);
    case '>':
      return boolean(a > b, place, both);
    case '>=':
      return boolean(a >= b, place, both);
    case '+':
      return number(decimal(a + b), place, both);
    case '-':
      return number(decimal(a - b), place, both);
    case '*':
      return number(decimal(a * b), place, both);
    case '/':
      return number(a / b, place, both);
    case '%':
      return number(a % b, place, both);
  }
}

/** Terraform counts in decimal: 0.1 + 0.2 is 0.3. */
const decimal = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));
