// Questions to values: what of them is known, whether they are equal, how they are ordered.

import { hole, type UnknownValue, type Value } from '../../../model/value.ts';
import { childrenOf } from './traces.ts';
import { type FailedValue, isFailed } from './values.ts';

/** Nothing in it is unknown, not even a part of a string. */
export function isWhollyKnown(value: Value): boolean {
  switch (value.kind) {
    case 'unknown':
      return false;
    case 'string':
      return !value.value.includes(hole);
    case 'list':
      return !value.open && value.items.every(isWhollyKnown);
    case 'map':
      return !value.open && [...value.entries.values()].every((entry) => isWhollyKnown(entry.value));
    default:
      return true;
  }
}

// Nobody writes as much; a few lines that double each other can make any amount, all of it shared.
const mostParts = 50_000;

export function isTooLarge(value: Value): boolean {
  if (value.kind !== 'list' && value.kind !== 'map') return false;
  const waiting: Value[] = [value];
  let parts = 0;
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const children = childrenOf(part);
    parts += children.length;
    if (parts > mostParts) return true;
    waiting.push(...children);
  }
  return false;
}

/** The first thing in it that is not known. */
export function firstUnknown(value: Value): UnknownValue | undefined {
  if (value.kind === 'unknown') return value;
  for (const child of childrenOf(value)) {
    const found = firstUnknown(child);
    if (found) return found;
  }
  return undefined;
}

export function firstFailed(values: readonly Value[]): FailedValue | undefined {
  for (const value of values) {
    const found = isFailed(value) ? value : firstFailed(childrenOf(value));
    if (found) return found;
  }
  return undefined;
}

/** Terraform's `==`: of the same type and equal. Undefined if that cannot be known. */
export function equal(a: Value, b: Value): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return undefined;
  if (a.kind !== b.kind) return false;
  if (a.kind === 'list' && b.kind === 'list') {
    if (a.open || b.open) return undefined;
    return a.items.length === b.items.length && all(a.items.map((item, index) => equal(item, b.items[index]!)));
  }
  if (a.kind === 'map' && b.kind === 'map') {
    if (a.open || b.open) return undefined;
    if (a.entries.size !== b.entries.size) return false;
    return all(
      [...a.entries].map(([key, entry]) => {
        const other = b.entries.get(key);
        return other === undefined ? false : equal(entry.value, other.value);
      }),
    );
  }
  if (a.kind === 'string' && b.kind === 'string') {
    return a.value.includes(hole) || b.value.includes(hole) ? undefined : a.value === b.value;
  }
  return a.kind === 'null' || ('value' in a && 'value' in b && a.value === b.value);
}

function all(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** What may be equal is kept, unless both are known to be. */
export function distinctOf<T extends Value>(items: readonly T[]): T[] {
  const seen = new Set<unknown>();
  const result: T[] = [];
  for (const item of items) {
    if (item.kind === 'string' || item.kind === 'number' || item.kind === 'boolean') {
      const known = isWhollyKnown(item);
      if (known && seen.has(item.value)) continue;
      if (known) seen.add(item.value);
    } else if (result.length < 1000 && result.some((other) => equal(other, item))) continue;
    result.push(item);
  }
  return result;
}

/** Code points decide, as in Terraform; numbers by size. */
export function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [[...String(a)], [...String(b)]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = left[i]!.codePointAt(0)! - right[i]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
