// Ranges that npm's own parser reads, and those of crates.io, Pub, Hex and Packagist, which say the same in other words: their words are
// translated to npm's first.

import { type Comparator, Range as NpmRange } from 'semver';
import { semantic } from '../versions/semantic.ts';
import { compared, type Operator } from './comparator.ts';
import { everything, intersection, type Range } from './range.ts';

export function npmRange(text: string): Range | undefined {
  try {
    return new NpmRange(text, { loose: true }).set.flatMap((comparators) =>
      comparators.map(rangeOf).reduce((all, one) => intersection(all, one, semantic), everything),
    );
  } catch {
    return undefined; // A tag such as `latest`, or no range at all.
  }
}

/** A comparator without a version is npm's for everything. */
function rangeOf({ operator, semver }: Comparator): Range {
  const version: string | undefined = semver.version;
  return version === undefined ? everything : compared((operator || '=') as Operator, version);
}

/** Cargo: a bare version is compatible, parts are joined by commas. */
export const cargoRange = (text: string): Range | undefined =>
  npmRange(
    text
      .split(',')
      .map((part) => part.trim())
      .map((part) => (/^\d[^*]*$/.test(part) ? `^${part}` : part))
      .join(' '),
  );

export const pubRange = (text: string): Range | undefined => npmRange(text.trim() === 'any' ? '*' : text);

export const hexRange = (text: string): Range | undefined =>
  npmRange(
    text
      .replace(/\bor\b/g, '||')
      .replace(/\band\b/g, ' ')
      .replaceAll('==', '=')
      .replace(/~>\s*(\S+)/g, (_, version: string) => pessimistic(version)),
  );

/** Composer: `~1.2` goes up to 2, and a stability flag changes no range. A branch is no version. */
export function composerRange(text: string): Range | undefined {
  if (/\bdev-|-dev\b/.test(text)) return undefined;
  return npmRange(
    text
      .replace(/@[a-z]+/gi, '')
      .replace(/\|\|?/g, '||')
      .replaceAll(',', ' ')
      .replace(/~\s*v?(\d[\w.-]*)/g, (_, version: string) => pessimistic(version)),
  );
}

/** `~>` of Hex and `~` of Composer: the last number that is written may rise. */
function pessimistic(version: string): string {
  const [major = '0', minor, patch] = version.split('.');
  if (patch !== undefined) return `~${version}`;
  return `>=${major}.${minor ?? 0}.0 <${Number(major) + 1}.0.0-0`;
}
