// What a manifest asks for where no lock file decides: a union of pieces of the line of all versions. Which versions exist is not known offline; the
// line is taken as dense, so that an answer errs towards "there may be a clean one".

import { type Advisory, beginning, type Interval } from '../advisory.ts';
import type { VersionOrder } from '../versions/order.ts';

export type Range = readonly Piece[];

/** Without a bound it goes on for ever. */
export interface Piece {
  readonly low?: Bound;
  readonly high?: Bound;
}

export interface Bound {
  readonly version: string;
  readonly included: boolean;
}

export const everything: Range = [{}];

export const exactly = (version: string): Range => [
  { low: { version, included: true }, high: { version, included: true } },
];

/** Whether the range holds the version, pre-releases by plain order. */
export function admits(range: Range, version: string, order: VersionOrder): boolean {
  const difference = (bound: Bound): number => order.compare(version, bound.version) ?? 0;
  return range.some(({ low, high }) => {
    if (low && (difference(low) < 0 || (difference(low) === 0 && !low.included))) return false;
    return !high || difference(high) < 0 || (difference(high) === 0 && high.included);
  });
}

/** Whether the range holds one version alone. */
export function isExact(range: Range, order: VersionOrder): boolean {
  const [piece, ...more] = range;
  if (!piece?.low?.included || !piece.high?.included || more.length > 0) return false;
  return order.compare(piece.low.version, piece.high.version) === 0;
}

/** The first version that is asked for, where the range begins with one and does not go down for ever. */
export function lowestOf(range: Range, order: VersionOrder): string | undefined {
  let lowest: Bound | undefined;
  for (const { low } of range) {
    if (!low) return undefined;
    if (!lowest || (order.compare(low.version, lowest.version) ?? 0) < 0) lowest = low;
  }
  return lowest?.included ? lowest.version : undefined;
}

/** Whether some version of the range has none of the advisories. */
export function mayBeClean(range: Range, advisories: readonly Advisory[], order: VersionOrder): boolean {
  const affected = advisories.flatMap((advisory) => [
    ...advisory.affected,
    ...(advisory.versions ?? []).map((version) => ({ from: version, through: version })),
  ]);
  return range.some((piece) => !isCovered(piece, affected, order));
}

/** Where one stands on the line: at a version, or just behind it. */
interface Cursor {
  readonly version: string;
  readonly behind: boolean;
}

/** Walks from the low end, from the end of one interval to the end of the next, as far as they go without a gap. */
function isCovered({ low, high }: Piece, affected: readonly Interval[], order: VersionOrder): boolean {
  let cursor: Cursor = low ? { version: low.version, behind: !low.included } : { version: beginning, behind: false };
  for (;;) {
    if (high && isBeyond(cursor, high, order)) return true;
    const covering = affected.find((interval) => covers(interval, cursor, order));
    if (!covering) return false;
    if (covering.below !== undefined) cursor = { version: covering.below, behind: false };
    else if (covering.through !== undefined) cursor = { version: covering.through, behind: true };
    else return true;
  }
}

function isBeyond({ version, behind }: Cursor, high: Bound, order: VersionOrder): boolean {
  const difference = compareCursor(version, high.version, order);
  return difference > 0 || (difference === 0 && (behind || !high.included));
}

function covers({ from, below, through }: Interval, { version, behind }: Cursor, order: VersionOrder): boolean {
  if (compareCursor(version, from, order) < 0) return false;
  if (below !== undefined) return compareCursor(version, below, order) < 0;
  if (through === undefined) return true;
  const difference = compareCursor(version, through, order);
  return behind ? difference < 0 : difference <= 0;
}

function compareCursor(a: string, b: string, order: VersionOrder): number {
  if (a === beginning || b === beginning) return Number(a !== beginning) - Number(b !== beginning);
  return order.compare(a, b) ?? 0;
}

/** What lies in both. */
export function intersection(a: Range, b: Range, order: VersionOrder): Range {
  return a.flatMap((left) => b.flatMap((right) => overlapOf(left, right, order)));
}

function overlapOf(a: Piece, b: Piece, order: VersionOrder): Piece[] {
  const low = tighter(a.low, b.low, (difference) => difference > 0, order);
  const high = tighter(a.high, b.high, (difference) => difference < 0, order);
  if (low && high) {
    const difference = order.compare(low.version, high.version) ?? 0;
    if (difference > 0 || (difference === 0 && !(low.included && high.included))) return [];
  }
  return [{ ...(low && { low }), ...(high && { high }) }];
}

function tighter(
  a: Bound | undefined,
  b: Bound | undefined,
  wins: (difference: number) => boolean,
  order: VersionOrder,
): Bound | undefined {
  if (!a || !b) return a ?? b;
  const difference = order.compare(a.version, b.version) ?? 0;
  if (difference === 0) return a.included ? b : a;
  return wins(difference) ? a : b;
}
