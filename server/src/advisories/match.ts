// Which advisories a version has, and the version that clears them.

import { type Advisory, beginning, type Interval } from './advisory.ts';
import type { VersionOrder } from './versions/order.ts';

export function advisoriesOn(version: string, advisories: readonly Advisory[], order: VersionOrder): Advisory[] {
  return advisories.filter((advisory) => isAffected(version, advisory, order));
}

/** What is no version of the ecosystem can only be named as it is, letter by letter. */
export function isAffected(
  version: string,
  { affected, versions = [] }: Pick<Advisory, 'affected' | 'versions'>,
  order: VersionOrder,
): boolean {
  const isVersion = order.isVersion(version);
  if (isVersion && affected.some((interval) => lies(version, interval, order))) return true;
  return versions.some((one) => one === version || (isVersion && order.compare(one, version) === 0));
}

function lies(version: string, { from, below, through }: Interval, order: VersionOrder): boolean {
  const at = (bound: string): number => order.compare(version, bound) ?? Number.NaN;
  if (from !== beginning && !(at(from) >= 0)) return false;
  if (below !== undefined) return at(below) < 0;
  return through === undefined || at(through) <= 0;
}

/** Whether a version may be named as a fix. */
export type Offer = (version: string) => boolean;

const any: Offer = () => true;

/** The lowest later release with a repair at which no advisory is left; undefined where there is none. */
export function lowestCleanFix(
  version: string,
  advisories: readonly Advisory[],
  order: VersionOrder,
  isOffered: Offer = any,
): string | undefined {
  return fixesAbove(version, advisories, order, isOffered).find(
    (fix) => order.stageOf(fix) === 'release' && advisoriesOn(fix, advisories, order).length === 0,
  );
}

/** The release or patch of the same major version that clears the most, for when none clears all; undefined where none clears any. */
export function bestFixOfMajor(
  version: string,
  advisories: readonly Advisory[],
  order: VersionOrder,
  isOffered: Offer = any,
): { readonly version: string; readonly cleared: readonly Advisory[] } | undefined {
  const found = advisoriesOn(version, advisories, order);
  const major = order.major(version);
  let best: { readonly version: string; readonly cleared: readonly Advisory[] } | undefined;
  for (const fix of fixesAbove(version, advisories, order, isOffered)) {
    if (order.major(fix) !== major) continue;
    const cleared = found.filter((advisory) => !isAffected(fix, advisory, order));
    if (cleared.length > (best?.cleared.length ?? 0)) best = { version: fix, cleared };
  }
  return best;
}

/** The lowest first. What is offered is out for everybody, and nothing is above a text that is no version. */
function fixesAbove(version: string, advisories: readonly Advisory[], order: VersionOrder, isOffered: Offer): string[] {
  if (!order.isVersion(version)) return [];
  const fixes = advisories.flatMap(({ affected, fixes = [] }) => [
    ...affected.flatMap(({ below }) => below ?? []),
    ...fixes,
  ]);
  return [...new Set(fixes)]
    .filter(isOffered)
    .filter((fix) => (order.compare(fix, version) ?? 0) > 0 && order.stageOf(fix) !== 'before')
    .sort((a, b) => order.compare(a, b) ?? 0);
}
