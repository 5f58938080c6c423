// Ranges of PyPI (PEP 440, version specifiers) and RubyGems: comparisons joined by commas. Poetry adds `^`, `~`, `*`, bare versions and `||`
// to those of PyPI, none of which means anything else there.

import type { VersionOrder } from '../versions/order.ts';
import { orders } from '../versions/orders.ts';
import { compared, type Operator, raised, upTo } from './comparator.ts';
import { everything, intersection, type Range } from './range.ts';

export function pypiRange(text: string): Range | undefined {
  const ranges = text.split(/\|\|?/).map((one) => joined(one, orders.PyPI, pypiPart));
  return ranges.some((range) => !range) ? undefined : ranges.flatMap((range) => range ?? []);
}

export const rubygemsRange = (text: string): Range | undefined => joined(text, orders.RubyGems, rubygemsPart);

function joined(text: string, order: VersionOrder, read: (part: string) => Range | undefined): Range | undefined {
  let range = everything;
  for (const part of text.split(',')) {
    const piece = part.trim() === '' ? everything : read(part.trim());
    if (!piece) return undefined;
    range = intersection(range, piece, order);
  }
  return range;
}

function pypiPart(part: string): Range | undefined {
  if (part === '*') return everything;
  const match = /^(~=|===?|!=|<=|>=|<|>|\^|~)?\s*(\w\S*)$/.exec(part);
  if (!match) return undefined;
  const [, operator = '==', written = ''] = match;
  const version = written.replace(/\.\*$/, '');
  if (!orders.PyPI.isVersion(version)) return undefined;
  if (version !== written) return prefixed(operator, version);
  switch (operator) {
    case '~=':
      return compatible(version);
    case '^':
    case '~':
      return near(operator, version);
    case '==':
    case '===':
      return compared('=', version);
    default:
      return compared(operator as Operator, version);
  }
}

/** `== 1.2.*` and `!= 1.2.*`: the development releases of 1.3 come after them. */
function prefixed(operator: string, version: string): Range | undefined {
  const numbers = version.replace(/^v/i, '').split('.');
  if (!numbers.every((number) => /^\d+$/.test(number))) return undefined;
  const [from, end] = [`${version}.dev0`, `${raised(numbers)}.dev0`];
  if (operator === '==') return upTo(from, end);
  if (operator !== '!=') return undefined;
  return [{ high: { version: from, included: false } }, { low: { version: end, included: true } }];
}

/** `~= 1.4.5` goes up to 1.5, whatever stands behind the numbers. */
function compatible(version: string): Range | undefined {
  const numbers = /^v?(\d+(?:\.\d+)+)/i.exec(version)?.[1]?.split('.');
  return numbers && upTo(version, `${raised(numbers.slice(0, -1))}.dev0`);
}

/** Poetry's `^1.2.3` goes up to the next change of the first number that is not zero, `~1.2.3` to that of the second. */
function near(operator: '^' | '~', version: string): Range | undefined {
  const numbers = /^v?(\d+(?:\.\d+)*)/i.exec(version)?.[1]?.split('.') ?? [];
  const first = numbers.findIndex((number) => !/^0+$/.test(number));
  const kept = operator === '~' ? 2 : first < 0 ? numbers.length : first + 1;
  return upTo(version, `${raised(numbers.slice(0, kept))}.dev0`);
}

function rubygemsPart(part: string): Range | undefined {
  const match = /^(~>|!=|<=|>=|<|>|=)?\s*([\da-z.-]+)$/i.exec(part);
  if (!match) return undefined;
  const [, operator = '=', version = ''] = match;
  if (!orders.RubyGems.isVersion(version)) return undefined;
  if (operator !== '~>') return compared(operator as Operator, version);
  const numbers = /^\d+(?:\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  return upTo(version, raised(numbers.length > 1 ? numbers.slice(0, -1) : numbers));
}
