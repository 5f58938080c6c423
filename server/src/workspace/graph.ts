// Which units are judged where: a module that somebody calls is judged in each of its callers, and one that nobody calls, or that only calls
// itself, by itself.

export interface Graph {
  /** The units that nobody calls. */
  readonly tops: ReadonlySet<string>;
  /** What is evaluated with the unit: all that it calls, directly or not, without itself. */
  closure(unit: string): readonly string[];
  /** The tops that call the unit, directly or not, and the unit itself. */
  judgedIn(unit: string): readonly string[];
}

/** `calls` gives the keys that a unit calls; keys that are no unit are left out. */
export function graphOf(units: readonly string[], calls: (unit: string) => readonly string[]): Graph {
  const known = new Set(units);
  const called = (unit: string): readonly string[] => calls(unit).filter((other) => known.has(other) && other !== unit);
  const judgedIn = new Map<string, Set<string>>(units.map((unit) => [unit, new Set()]));
  const tops = new Set<string>();
  const add = (top: string): void => {
    tops.add(top);
    for (const unit of reachedFrom(top, called)) judgedIn.get(unit)?.add(top);
  };
  const inner = new Set(units.flatMap(called));
  for (const unit of units) if (!inner.has(unit)) add(unit);
  // What is left calls itself by a detour, and nobody else calls it.
  for (const unit of units) if (judgedIn.get(unit)?.size === 0) add(unit);
  return {
    tops,
    closure: (unit) => reachedFrom(unit, called).slice(1),
    judgedIn: (unit) => [...(judgedIn.get(unit) ?? []).values()].concat(tops.has(unit) ? [] : [unit]),
  };
}

/** The unit itself comes first. */
function reachedFrom(top: string, called: (unit: string) => readonly string[]): readonly string[] {
  const reached = new Set([top]);
  for (const unit of reached) for (const other of called(unit)) reached.add(other);
  return [...reached];
}
