// The order of PyPI: PEP 440, and below all of it the versions from before PEP 440 in setuptools' old order, since both lie in advisories.

import { compare, explain, valid } from '@renovatebot/pep440';
import { compareText } from '../../text/order.ts';
import { isDigits, type VersionOrder } from './order.ts';

export const pypi: VersionOrder = {
  isVersion,
  compare(a, b) {
    const [left, right] = [isVersion(a), isVersion(b)];
    if (left && right) return compare(a.trim(), b.trim());
    return left || right ? Number(left) - Number(right) : compareLegacy(a, b);
  },
  stageOf: (version) => (explain(version.trim())?.is_prerelease === false ? 'release' : 'before'),
  major(version) {
    const parts = explain(version.trim());
    return parts ? `${parts.epoch}!${parts.release[0]}` : undefined;
  },
};

function isVersion(text: string): boolean {
  return valid(text.trim()) !== null;
}

function compareLegacy(a: string, b: string): number {
  const [left, right] = [legacyParts(a), legacyParts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = compareText(left[i]!, right[i]!);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** pkg_resources' `parse_version` as it was: parts that sort as text, `*` before words so that they come after what ends. */
function legacyParts(version: string): string[] {
  const parts: string[] = [];
  for (const written of [...(version.toLowerCase().match(/\d+|[a-z]+|\.|[^\d.a-z]+/g) ?? []), 'final']) {
    const part = legacyWords[written] ?? written;
    if (part === '.') continue;
    if (isDigits(part)) {
      parts.push(part.padStart(8, '0'));
      continue;
    }
    // A candidate takes back the `-` before it, and zeros that say nothing go before any word.
    if (part < 'final') while (parts.at(-1) === '*final-') parts.pop();
    while (parts.at(-1) === '00000000') parts.pop();
    parts.push(`*${part}`);
  }
  return parts;
}

const legacyWords: Readonly<Record<string, string>> = { pre: 'c', preview: 'c', '-': 'final-', rc: 'c', dev: '@' };
