// The order of semver.org, which npm, Go, crates.io and Hex follow, with what Pub and NuGet make of it: Pub counts the build after the
// release, NuGet has four numbers and no case. Numbers may be of any length and may be missing, as they are in advisories;
// numbers beyond the last one that counts are taken for a build.

import { compareText } from '../../text/order.ts';
import { compareDigits, isDigits, type VersionOrder } from './order.ts';

interface Semantic {
  readonly numbers: readonly string[];
  readonly prerelease: readonly string[];
  readonly build: readonly string[];
}

interface Dialect {
  /** How many numbers count. */
  readonly numbers: number;
  /** The text as it is compared. */
  fold(text: string): string;
  compareBuilds(a: readonly string[], b: readonly string[]): number;
}

const sameBuild = (): number => 0;
const asWritten = (text: string): string => text;

export const semantic: VersionOrder = orderOf({ numbers: 3, fold: asWritten, compareBuilds: sameBuild });

export const nuget: VersionOrder = orderOf({
  numbers: 4,
  fold: (text) => text.toLowerCase(),
  compareBuilds: sameBuild,
});

export const pub: VersionOrder = orderOf({ numbers: 3, fold: asWritten, compareBuilds: compareIdentifiers });

function orderOf(dialect: Dialect): VersionOrder {
  return {
    isVersion: (text) => parse(text) !== undefined,
    compare(a, b) {
      const [left, right] = [parse(dialect.fold(a)), parse(dialect.fold(b))];
      return left && right && compare(left, right, dialect);
    },
    stageOf: (version) => (parse(version)?.prerelease.length ? 'before' : 'release'),
    major: (version) => parse(version)?.numbers[0],
  };
}

function parse(text: string): Semantic | undefined {
  const match = /^\s*[vV]?(\d+(?:\.\d+)*)(?:-([\w.-]*))?(?:\+(.*))?$/s.exec(text.trimEnd());
  if (!match) return undefined;
  const [, numbers = '', prerelease, build] = match;
  return { numbers: numbers.split('.'), prerelease: identifiers(prerelease), build: identifiers(build) };
}

const identifiers = (text: string | undefined): string[] => (text ? text.split('.') : []);

function compare(a: Semantic, b: Semantic, { numbers, compareBuilds }: Dialect): number {
  for (let i = 0; i < numbers; i++) {
    const difference = compareDigits(a.numbers[i] ?? '0', b.numbers[i] ?? '0');
    if (difference !== 0) return difference;
  }
  return comparePrereleases(a.prerelease, b.prerelease) || compareBuilds(a.build, b.build);
}

/** What has no pre-release is the release, and later. */
function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0);
  return compareIdentifiers(a, b);
}

function compareIdentifiers(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compareIdentifier(a[i]!, b[i]!);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Numbers come before words. */
function compareIdentifier(a: string, b: string): number {
  if (isDigits(a) && isDigits(b)) return compareDigits(a, b);
  if (isDigits(a) || isDigits(b)) return Number(isDigits(b)) - Number(isDigits(a));
  return compareText(a, b);
}
