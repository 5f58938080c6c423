// One comparison, `>= 1.2`, as a range. Most ecosystems write ranges as lists of these.

import { exactly, type Range } from './range.ts';

export type Operator = '<' | '<=' | '>' | '>=' | '=' | '!=';

export function compared(operator: Operator, version: string): Range {
  switch (operator) {
    case '<':
    case '<=':
      return [{ high: { version, included: operator === '<=' } }];
    case '>':
    case '>=':
      return [{ low: { version, included: operator === '>=' } }];
    case '=':
      return exactly(version);
    case '!=':
      return [{ high: { version, included: false } }, { low: { version, included: false } }];
  }
}

/** From a version on, up to another that is not meant any more. */
export const upTo = (from: string, end: string): Range => [
  { low: { version: from, included: true }, high: { version: end, included: false } },
];

/** The numbers with the last one raised: 1.2 becomes 1.3. */
export function raised(numbers: readonly string[]): string {
  return [...numbers.slice(0, -1), String(BigInt(numbers.at(-1) ?? '0') + 1n)].join('.');
}
