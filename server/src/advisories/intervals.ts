// Turns the events of a range into intervals, as the schema evaluates them (https://ossf.github.io/osv-schema/#evaluation): in the order of their
// versions, whatever the order in which they are written.

import { beginning, type Interval } from './advisory.ts';
import type { VersionOrder } from './versions/order.ts';

export interface Event {
  readonly kind: 'introduced' | 'fixed' | 'last affected' | 'limit';
  readonly version: string;
}

/** A range with a version that cannot be ordered says nothing that is certain, and none of it is taken. */
export function intervalsOf(events: readonly Event[], order: VersionOrder): Interval[] {
  const sorted = inOrder(events, order);
  if (!sorted) return [];
  const intervals: Interval[] = [];
  let from: string | undefined;
  for (const { kind, version } of sorted) {
    if (kind === 'introduced') {
      from ??= version;
    } else if (from !== undefined) {
      intervals.push(kind === 'last affected' ? { from, through: version } : { from, below: version });
      from = undefined;
    }
  }
  return from === undefined ? intervals : [...intervals, { from }];
}

function inOrder(events: readonly Event[], order: VersionOrder): Event[] | undefined {
  const limited = events.filter(({ kind, version }) => kind !== 'limit' || version !== '*');
  if (!limited.every(({ version }) => version === beginning || order.compare(version, version) === 0)) return undefined;
  return limited.sort((a, b) => compareFromBeginning(a.version, b.version, order));
}

function compareFromBeginning(a: string, b: string, order: VersionOrder): number {
  if (a === beginning || b === beginning) return Number(a !== beginning) - Number(b !== beginning);
  return order.compare(a, b) ?? 0;
}
