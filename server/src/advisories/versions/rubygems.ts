// The order of RubyGems (Gem::Version): runs of digits and of letters, letters before numbers, and zeros that say nothing left out.

import { compareText } from '../../text/order.ts';
import { compareDigits, isDigits, type VersionOrder } from './order.ts';

export const rubygems: VersionOrder = {
  isVersion: (text) => segmentsOf(text) !== undefined,
  compare(a, b) {
    const [left, right] = [segmentsOf(a), segmentsOf(b)];
    if (!left || !right) return undefined;
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const difference = compareSegments(left[i] ?? '0', right[i] ?? '0');
      if (difference !== 0) return difference;
    }
    return 0;
  },
  stageOf: (version) => (/[a-z-]/i.test(version) ? 'before' : 'release'),
  major: (version) => segmentsOf(version)?.[0] ?? (segmentsOf(version) && '0'),
};

/** Without the zeros that end the numbers and those that end the whole. */
function segmentsOf(version: string): string[] | undefined {
  const text = version.trim();
  if (!/^\d[\da-z]*(?:\.[\da-z]+)*(?:-[\da-z]+(?:[.-][\da-z]+)*)?$/i.test(text)) return undefined;
  const segments = text.replaceAll('-', '.pre.').match(/\d+|[a-z]+/gi) ?? [];
  const letters = segments.findIndex((segment) => !isDigits(segment));
  const split = letters < 0 ? segments.length : letters;
  return [...withoutLastZeros(segments.slice(0, split)), ...withoutLastZeros(segments.slice(split))];
}

function withoutLastZeros(segments: readonly string[]): readonly string[] {
  return segments.slice(0, segments.findLastIndex((segment) => !/^0+$/.test(segment)) + 1);
}

function compareSegments(a: string, b: string): number {
  if (isDigits(a) && isDigits(b)) return compareDigits(a, b);
  if (isDigits(a) || isDigits(b)) return Number(isDigits(a)) - Number(isDigits(b));
  return compareText(a, b);
}
