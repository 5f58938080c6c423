// The order of Packagist: PHP's version_compare (https://www.php.net/version_compare) over what Composer makes of a version first: no `v`, and
// numbers that are missing are zeros, so that 1.0 is 1.0.0. A branch such as `dev-main` is a word, and words come before all numbers.

import { compareDigits, isDigits, type VersionOrder } from './order.ts';

export const packagist: VersionOrder = {
  isVersion: (text) => text.trim() !== '',
  compare(a, b) {
    const [left, right] = [partsOf(a), partsOf(b)];
    const numbers = Math.max(numbersIn(left), numbersIn(right));
    return compareParts(filled(left, numbers), filled(right, numbers));
  },
  stageOf(version) {
    const words = partsOf(version).filter((part) => !isDigits(part));
    if (words.some((word) => weightOf(word) < number)) return 'before';
    return words.length > 0 ? 'patch' : 'release';
  },
  major: (version) => /^v?(\d+)/i.exec(version)?.[1],
};

function partsOf(version: string): string[] {
  return version
    .trim()
    .replace(/^v/i, '')
    .replace(/[-_+]/g, '.')
    .replace(/([^\d.])(?=\d)|(\d)(?=[^\d.])/g, '$&.')
    .split('.')
    .filter((part) => part !== '');
}

/** How many numbers it begins with. */
function numbersIn(parts: readonly string[]): number {
  const word = parts.findIndex((part) => !isDigits(part));
  return word < 0 ? parts.length : word;
}

/** A version that begins with a word has no numbers to fill up. */
function filled(parts: readonly string[], numbers: number): readonly string[] {
  const own = numbersIn(parts);
  return own === 0 ? parts : [...parts.slice(0, own), ...Array(numbers - own).fill('0'), ...parts.slice(own)];
}

function compareParts(a: readonly string[], b: readonly string[]): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) {
    const difference = comparePart(a[i]!, b[i]!);
    if (difference !== 0) return difference;
  }
  if (a.length === b.length) return 0;
  return a.length > b.length ? beyond(a.slice(common)) : -beyond(b.slice(common));
}

/** How the longer version stands to the shorter: a further number makes it later, a word says itself which. */
const beyond = (rest: readonly string[]): number => (isDigits(rest[0]!) ? 1 : compareParts(rest, ['#']));

function comparePart(a: string, b: string): number {
  if (isDigits(a) && isDigits(b)) return compareDigits(a, b);
  return weightOf(a) - weightOf(b);
}

/** PHP's ranks, told by how a word begins; `#` stands for any number. Other words come before all of them. */
const ranks: readonly (readonly [RegExp, number])[] = [
  [/^dev/, 0],
  [/^a/, 1],
  [/^b/, 2],
  [/^(?:RC|rc)/, 3],
  [/^(?:#|\d)/, 4],
  [/^p/, 5],
];

const number = 4;

const weightOf = (part: string): number => ranks.find(([word]) => word.test(part))?.[1] ?? -1;
