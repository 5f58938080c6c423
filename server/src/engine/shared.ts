// What is said of a file that several units are evaluated with: a module's, in each of its callers. What all of them say is said once,
// and an ignore is of use if it is in one of them.

import type { Finding } from '../model/finding.ts';
import type { Analysis } from './analyse.ts';
import type { Ignore } from './ignores.ts';

/** Undefined where there is no analysis; the analysis itself where there is but one. */
export function sharedAnalysis(file: string, analyses: readonly Analysis[]): Analysis | undefined {
  const [first, ...others] = analyses;
  if (!first || others.length === 0) return first;
  const here = <T extends { readonly file: string }>(all: readonly T[]): readonly T[] =>
    all.filter((one) => one.file === file);
  const of = <T>(all: (analysis: Analysis) => readonly T[], keyOf: (one: T) => string): readonly T[] =>
    saidOnce(analyses.map(all), keyOf);
  const isUnused = (ignore: Ignore): boolean =>
    analyses.every(({ ignores }) => ignores.unused.some((other) => keyOfSpan(other) === keyOfSpan(ignore)));
  return {
    unit: {
      ...first.unit,
      files: of(
        ({ unit }) => unit.files,
        (one) => one.file,
      ),
      resources: [...new Set(analyses.flatMap(({ unit }) => unit.resources))],
    },
    findings: of(({ findings }) => here(findings), keyOf),
    suppressed: of(
      ({ suppressed }) => suppressed.filter(({ finding }) => finding.file === file),
      ({ finding }) => keyOf(finding),
    ),
    ignores: {
      unused: here(first.ignores.unused).filter(isUnused),
      expired: here(first.ignores.expired),
      unknownNames: first.ignores.unknownNames.filter(({ ignore }) => ignore.file === file),
    },
    problems: of(
      ({ problems }) => here(problems),
      ({ message, span }) => `${message} ${span?.start}`,
    ),
    failures: analyses.flatMap(({ failures }) => failures),
    violations: new Map(analyses.flatMap(({ violations }) => [...violations])),
    locate: (place) => analyses.map(({ locate }) => locate(place)).find((location) => location !== undefined),
    snapshotOf: (name) => analyses.map(({ snapshotOf }) => snapshotOf(name)).find((snapshot) => snapshot !== undefined),
  };
}

/** What an earlier one has said already is left out of the later ones. */
export function saidOnce<T>(said: readonly (readonly T[])[], keyOf: (one: T) => string): readonly T[] {
  const before = new Set<string>();
  return said.flatMap((some) => {
    const fresh = some.filter((one) => !before.has(keyOf(one)));
    for (const one of fresh) before.add(keyOf(one));
    return fresh;
  });
}

const keyOf = (finding: Finding): string => `${finding.rule} ${finding.names?.[0]} ${keyOfSpan(finding)}`;
const keyOfSpan = ({ file, span }: Pick<Finding, 'file' | 'span'>): string => `${file} ${span.start} ${span.end}`;
