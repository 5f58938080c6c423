// Brings together advisories that name one mistake: each names the others as aliases, or both name the same CVE.

import type { Advisory } from './advisory.ts';

/** In the order of their first advisories. */
export function aliasGroups(advisories: readonly Advisory[]): readonly (readonly Advisory[])[] {
  let groups: { readonly ids: ReadonlySet<string>; readonly advisories: readonly Advisory[] }[] = [];
  for (const advisory of advisories) {
    const ids = [advisory.id, ...(advisory.aliases ?? [])];
    const shared = groups.filter((group) => ids.some((id) => group.ids.has(id)));
    const merged = {
      ids: new Set([...shared.flatMap((group) => [...group.ids]), ...ids]),
      advisories: [...shared.flatMap((group) => group.advisories), advisory],
    };
    const first = shared[0];
    groups = first
      ? groups.flatMap((group) => (group === first ? merged : shared.includes(group) ? [] : group))
      : [...groups, merged];
  }
  return groups.map((group) => group.advisories);
}
