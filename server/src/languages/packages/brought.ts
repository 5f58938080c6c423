// The packages that a lock brings in by way of a dependency, where something is known against them. A package is told once, at the dependency from which
// the way to it is the shortest; one that the manifest asks for itself is told there.

import type { Assessment } from '../../advisories/assess.ts';
import type { AdvisoryFacts } from '../../advisories/facts.ts';
import type { Resource } from '../../model/resource.ts';
import type { Subject } from './advisory-part.ts';
import type { LockFile } from './file.ts';
import type { LockedPackage } from './lock.ts';
import type { Choice } from './locked.ts';

type Choices = readonly (Choice | undefined)[];

/** For each dependency and its number in the manifest what it brings. */
export type Bringing = (dependency: Resource, index: number) => readonly Subject[];

export function brought(): (choices: Choices, facts: AdvisoryFacts) => Bringing {
  const assessed = assessing();
  return (choices, facts) => {
    const locks = new Set(choices.flatMap((choice) => choice?.lock ?? []));
    const ways = [...locks].flatMap((lock) => waysIn(lock, choices, assessed(facts)));
    return (dependency, index) => ways.filter(({ from }) => from === index).map((way) => subjectOf(way, dependency));
  };
}

/** Packages that stay the same from one text of a lock to the next are not looked up again. */
function assessing(): (facts: AdvisoryFacts) => (one: LockedPackage, lock: LockFile) => Assessment | undefined {
  const known = new WeakMap<AdvisoryFacts, WeakMap<LockedPackage, Assessment>>();
  return (facts) => {
    const ofPackages = known.get(facts) ?? new WeakMap<LockedPackage, Assessment>();
    known.set(facts, ofPackages);
    return (one, { format: { ecosystem } }) => {
      if (one.source !== 'registry' || one.version === '') return undefined;
      const before = ofPackages.get(one);
      if (before) return before;
      const assessment = facts.assess(ecosystem, one.name, { kind: 'version', version: one.version });
      ofPackages.set(one, assessment);
      return assessment;
    };
  };
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

function waysIn(
  lock: LockFile,
  choices: Choices,
  assess: (one: LockedPackage, lock: LockFile) => Assessment | undefined,
): readonly Way[] {
  const packages = lock.lock.content?.packages ?? [];
  const direct = [...choices.entries()].filter(([, choice]) => choice?.lock === lock && choice.inStep);
  const asked = new Set(direct.map(([, choice]) => choice?.index));
  return packages.flatMap((one, to): readonly Way[] => {
    const assessment = asked.has(to) ? undefined : assess(one, lock);
    if (!assessment || assessment.issues.length === 0) return [];
    const ways = direct.flatMap(([from, choice]) => {
      const way = choice && lock.graph.way(choice.index, to);
      return way ? [{ from, way }] : [];
    });
    const [shortest] = ways.sort((a, b) => a.way.length - b.way.length || a.from - b.from);
    if (!shortest) return [];
    const passed = shortest.way.flatMap((index) => packages[index] ?? []);
    return [{ from: shortest.from, packages: passed, chosen: one, also: ways.length - 1, assessment, lock }];
  });
}

function subjectOf({ packages, chosen, also, assessment, lock }: Way, dependency: Resource): Subject {
  const version = dependency.body.entries.get('version')?.value;
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
    reading: 'range',
    assessment,
    at: { place: version?.place ?? dependency.header, trail: [step] },
    command: undefined,
  };
}
