// The packages that a lock brings in by way of a dependency, where something is known against them. A package is told once, at the dependency from which
// the way to it is the shortest; one that the manifest asks for itself is told there.

import type { Assessment } from '../../advisories/assess.ts';
import type { AdvisoryFacts } from '../../advisories/facts.ts';
import type { Resource } from '../../model/resource.ts';
import type { Subject } from './advisory-part.ts';
import { tokenOf } from './asked.ts';
import type { LockFile } from './file.ts';
import type { LockedPackage } from './lock.ts';
import type { Choice } from './locked.ts';

type Choices = readonly (Choice | undefined)[];

/** For each dependency and its number in the manifest what it brings. */
export type Bringing = (dependency: Resource, index: number) => readonly Subject[];

export function brought(): (choices: Choices, facts: AdvisoryFacts) => Bringing {
  const affected = affectedPackages();
  return (choices, facts) => {
    const locks = new Set(choices.flatMap((choice) => choice?.lock ?? []));
    const ways = [...locks].flatMap((lock) => waysIn(lock, choices, affected(lock, facts)));
    return (dependency, index) => ways.filter(({ from }) => from === index).map((way) => subjectOf(way, dependency));
  };
}

/** A package of a lock that something is known against. */
interface Affected {
  readonly index: number;
  readonly chosen: LockedPackage;
  readonly assessment: Assessment;
}

/** They are looked for once in each lock; packages that stay the same from one text of it to the next are not looked up again. */
function affectedPackages(): (lock: LockFile, facts: AdvisoryFacts) => readonly Affected[] {
  const known = new WeakMap<AdvisoryFacts, Remembered>();
  return (lock, facts) => {
    const remembered = known.get(facts) ?? { locks: new WeakMap(), packages: new WeakMap() };
    known.set(facts, remembered);
    const { locks, packages } = remembered;
    const before = locks.get(lock);
    if (before) return before;
    const affected = (lock.lock.content?.packages ?? []).flatMap((chosen, index) => {
      if (chosen.source !== 'registry' || chosen.version === '') return [];
      const asked = { kind: 'version', version: chosen.version } as const;
      const assessment = packages.get(chosen) ?? facts.assess(lock.format.ecosystem, chosen.name, asked);
      packages.set(chosen, assessment);
      return assessment.issues.length > 0 ? [{ index, chosen, assessment }] : [];
    });
    locks.set(lock, affected);
    return affected;
  };
}

interface Remembered {
  readonly locks: WeakMap<LockFile, readonly Affected[]>;
  readonly packages: WeakMap<LockedPackage, Assessment>;
}

interface Way {
  /** The dependency that it begins at. */
  readonly from: number;
  /** From that to the package, both with them. */
  readonly packages: readonly LockedPackage[];
  readonly chosen: LockedPackage;
  /** The other dependencies that bring it. */
  readonly also: number;
  readonly assessment: Assessment;
  readonly lock: LockFile;
}

function waysIn(lock: LockFile, choices: Choices, affected: readonly Affected[]): readonly Way[] {
  if (affected.length === 0) return [];
  const packages = lock.lock.content?.packages ?? [];
  const direct = [...choices.entries()].flatMap(([from, choice]) =>
    choice?.lock === lock && choice.inStep ? [{ from, index: choice.index }] : [],
  );
  const asked = new Set(direct.map(({ index }) => index));
  // What a project of one's own brings is told in its own manifest.
  const foreign = direct.filter(({ index }) => packages[index]?.source !== 'workspace');
  return affected.flatMap(({ index: to, chosen, assessment }): readonly Way[] => {
    if (asked.has(to)) return [];
    const ways = foreign.flatMap(({ from, index }) => {
      const way = lock.graph.way(index, to);
      return way ? [{ from, way }] : [];
    });
    const [shortest] = ways.sort((a, b) => a.way.length - b.way.length || a.from - b.from);
    if (!shortest) return [];
    const passed = shortest.way.flatMap((index) => packages[index] ?? []);
    return [{ from: shortest.from, packages: passed, chosen, also: ways.length - 1, assessment, lock }];
  });
}

function subjectOf({ packages, chosen, also, assessment, lock }: Way, dependency: Resource): Subject {
  const path = packages.map(({ name }) => name);
  const step = {
    place: chosen.versionAt,
    message: `\`${chosen.name}\` ${chosen.version} is locked here, brought by ${path.slice(0, -1).join(' > ')}`,
  };
  return {
    ecosystem: lock.format.ecosystem,
    name: chosen.name,
    standing: { kind: 'brought', chosen, path, also },
    written: undefined,
    isRaisable: false,
    reading: 'range',
    assessment,
    at: { place: tokenOf(dependency).place, trail: [step] },
    command: undefined,
  };
}
