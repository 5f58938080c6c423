// Terraform's automatic conversions between strings, numbers and booleans.
// https://developer.hashicorp.com/terraform/language/expressions/types#type-conversion

import type { Value } from '../../../model/value.ts';

/** Undefined if the value has no such form, or is not known. */
export function textOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.value;
    case 'number':
      return numberText(value.value);
    case 'boolean':
      return String(value.value);
    default:
      return undefined;
  }
}

export function numberOf(value: Value): number | undefined {
  if (value.kind === 'number') return value.value;
  if (value.kind !== 'string' || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value.value)) return undefined;
  return Number(value.value);
}

export function booleanOf(value: Value): boolean | undefined {
  if (value.kind === 'boolean') return value.value;
  if (value.kind !== 'string') return undefined;
  return value.value === 'true' || value.value === '1'
    ? true
    : value.value === 'false' || value.value === '0'
      ? false
      : undefined;
}

/** Without an exponent, as Terraform writes numbers. */
export function numberText(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '');
}
