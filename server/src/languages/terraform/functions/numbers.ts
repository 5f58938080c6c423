// Numeric functions. https://developer.hashicorp.com/terraform/language/functions/abs and its neighbours.

import { CallError, type Functions, pure, variadic } from './define.ts';

export const numericFunctions: Functions = {
  abs: pure(['number'], Math.abs),
  ceil: pure(['number'], Math.ceil),
  floor: pure(['number'], Math.floor),
  log: pure(['number', 'number'], (value, base) => rounded(Math.log(value) / Math.log(base))),
  max: variadic(['number'], 'number', (...given) => Math.max(...given)),
  min: variadic(['number'], 'number', (...given) => Math.min(...given)),
  parseint: pure(['string', 'number'], parseInteger),
  pow: pure(['number', 'number'], (base, exponent) => base ** exponent),
  signum: pure(['number'], Math.sign),
};

/** Floating point leaves log(16, 2) at 4 and log(1000, 10) a little below 3. */
const rounded = (value: number): number => Number(value.toPrecision(15));

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

function parseInteger(text: string, base: number): number {
  if (!Number.isInteger(base) || base < 2 || base > 62) throw new CallError('the base is not between 2 and 62');
  const unsigned = text.replace(/^[+-]/, '');
  const allowed = digits.slice(0, base);
  let value = 0;
  for (const character of base <= 36 ? unsigned.toLowerCase() : unsigned) {
    const digit = allowed.indexOf(character);
    if (digit < 0) throw new CallError(`\`${text}\` is not a number of base ${base}`);
    value = value * base + digit;
  }
  if (unsigned === '') throw new CallError('an empty string is no number');
  return text.startsWith('-') ? -value : value;
}
