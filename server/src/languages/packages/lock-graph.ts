// Who brings whom into a lock: the shortest way from one package to another. Ways are looked for backwards from the package that is asked
// about, once for each, and few are asked about.

import type { Lock } from './lock.ts';

export interface LockGraph {
  /** The packages from the first to the last, both with them, over the fewest steps; undefined where the first does not bring the last. */
  way(from: number, to: number): readonly number[] | undefined;
  /** Those that bring the package, directly or not, without itself. */
  bringers(to: number): readonly number[];
  /** What each package needs itself. */
  readonly needs: readonly (readonly number[])[];
}

/** `previous` is the graph of the lock as it was before; it holds on where nobody needs anything else than before. */
export function lockGraph(lock: Lock | undefined, previous?: LockGraph): LockGraph {
  const needs = lock?.packages.map((one) => one.needs) ?? [];
  if (previous && sameNeeds(previous.needs, needs)) return previous;
  let needers: readonly (readonly number[])[] | undefined;
  const known = new Map<number, Nexts>();
  const nextsTo = (to: number): Nexts => {
    needers ??= turned(needs);
    const nexts = known.get(to) ?? nextSteps(to, needers);
    known.set(to, nexts);
    return nexts;
  };
  return {
    needs,
    way(from, to) {
      const { next } = nextsTo(to);
      if (from !== to && (next[from] ?? none) === none) return undefined;
      const way = [from];
      for (let at = from; at !== to; way.push(at)) at = next[at] ?? to;
      return way;
    },
    bringers: (to) => nextsTo(to).reached,
  };
}

/** Packages that did not change are the same objects, and so are their needs. */
const sameNeeds = (a: LockGraph['needs'], b: LockGraph['needs']): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

const none = -1;

interface Nexts {
  /** For each package the next one on the way. */
  readonly next: Int32Array;
  readonly reached: readonly number[];
}

function turned(needs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const needers: number[][] = needs.map(() => []);
  for (const [index, needed] of needs.entries()) for (const other of needed) needers[other]?.push(index);
  return needers;
}

/** Breadth first, so that the first way that is found is a shortest one. */
function nextSteps(to: number, needers: readonly (readonly number[])[]): Nexts {
  const next = new Int32Array(needers.length).fill(none);
  const reached: number[] = [];
  const queue = [to];
  for (const at of queue) {
    for (const needer of needers[at] ?? []) {
      if (needer === to || next[needer] !== none) continue;
      next[needer] = at;
      reached.push(needer);
      queue.push(needer);
    }
  }
  return { next, reached };
}
