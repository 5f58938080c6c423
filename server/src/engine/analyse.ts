// The way from a unit to its findings: ask the rules, make findings of their answers, hold back what is ignored. A pure function but for
// the memory, which only saves work.

import { type FileProblem, locate, type Problem, type Unit } from '../model/file.ts';
import type { Finding, Suppressed } from '../model/finding.ts';
import type { Location, Place } from '../model/place.ts';
import { namesOf, type Violation } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Snapshot } from '../text/snapshot.ts';
import { findingsOf } from './findings.ts';
import { grouped } from './grouped.ts';
import { applyIgnores, type Ignore, ignoresIn, type UnknownName, unknownNames } from './ignores.ts';
import type { Memory } from './memory.ts';
import { type Settings, settingsAt } from './settings.ts';
import { type RuleFailure, violationsIn } from './violations.ts';

export interface Analysis {
  readonly unit: Unit;
  /** Sorted by file, place and rule; without those that are ignored. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Ignores of our own that hold nothing back, and what else is wrong with them. */
  readonly ignores: {
    readonly unused: readonly Ignore[];
    readonly expired: readonly Ignore[];
    readonly unknownNames: readonly UnknownName[];
  };
  readonly problems: readonly FileProblem[];
  readonly failures: readonly RuleFailure[];
  /** What a finding was made from, for its fix; keyed by the finding itself. */
  readonly violations: ReadonlyMap<Finding, Violation>;
  locate(place: Place): Location | undefined;
  /** The text of one of the unit's files, as it was analysed. */
  snapshotOf(file: string): Snapshot | undefined;
}

export interface AnalyseOptions {
  readonly rules: RuleSet;
  readonly settings: Settings;
  /** As YYYY-MM-DD, for ignores and releases that end. */
  readonly today: string;
  readonly memory: Memory;
  /** Is told what is wrong in this file? Some files are read for evaluation only. */
  isReported(file: string): boolean;
}

export function analyse(unit: Unit, options: AnalyseOptions): Analysis {
  const { rules, settings, today, memory, isReported } = options;
  const files = new Map(unit.files.map((file) => [file.file, file]));
  const located = (place: Place) => locate(place, (file) => files.get(file));
  const { violations, failures } = violationsIn(unit, rules, settings, today, memory.answers);
  const made = findingsOf(violations, files, located, settings, today, memory.marks).filter(({ finding }) =>
    isReported(finding.file),
  );
  const resources = grouped(unit.resources, ({ place }) => place.source.file);
  // An ignore in a file that is not reported on may hold back what is told at a call of its module.
  const ignores = unit.files
    .flatMap((file) => ignoresIn(file, resources.get(file.file) ?? [], located))
    .filter(({ tool, file }) => tool !== 'hadolint' || !settingsAt(settings, file).withoutPragmas);
  const namesOfRule = (id: string) => namesOf(rules.facts(id) ?? { id, aliases: {} });
  const { kept, suppressed, unused, expired } = applyIgnores(made, ignores, namesOfRule, today);
  const isOurs = ({ file }: { readonly file: string }): boolean => isReported(file);
  return {
    unit,
    findings: kept,
    suppressed,
    ignores: {
      unused: unused.filter(isOurs),
      expired: expired.filter(isOurs),
      unknownNames: unknownNames(ignores.filter(isOurs), () => rules.rules.flatMap(namesOf)),
    },
    problems: [
      ...unit.files.flatMap(({ file, problems }) => firstOf(problems).map((problem) => ({ ...problem, file }))),
      ...unit.problems,
    ].filter(isOurs),
    failures,
    violations: new Map(made.map(({ finding, violation }) => [finding, violation])),
    locate: located,
    snapshotOf: (file) => files.get(file)?.snapshot,
  };
}

// A file that is broken everywhere is told by its first mistakes; more would bury the findings.
const mostProblems = 100;

function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[mostProblems];
  if (!next) return problems;
  const message = `${problems.length - mostProblems} more places of this file cannot be read`;
  return [...problems.slice(0, mostProblems), { ...next, message }];
}
