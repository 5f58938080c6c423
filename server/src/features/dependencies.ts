// The dependencies of a manifest that is open, with what is known against them, and the edits that upgrade them.

import type { Analysis } from '../engine/analyse.ts';
import { fixEdits } from '../engine/fix.ts';
import { mergeEdits } from '../fixes/apply.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import type { Edit } from '../text/snapshot.ts';

export interface Vulnerable {
  readonly dependency: Resource;
  readonly group: string;
  readonly findings: readonly Finding[];
  /** Empty where there is nothing to upgrade to. */
  readonly upgrade: readonly Edit[];
}

/** The dependencies of the file. */
export const dependenciesIn = (file: string, { unit }: Analysis): readonly Resource[] =>
  unit.resources
    .filter(({ type, place }) => type === 'manifest' && place.source.file === file)
    .flatMap(({ parts }) => parts.filter(({ type }) => type === 'dependency'));

/** Those that findings speak of: what is ignored or set off does not count. In the order of the text. */
export function vulnerableIn(file: string, analysis: Analysis): readonly Vulnerable[] {
  const found = new Map<Resource, Finding[]>();
  for (const finding of analysis.findings) {
    const resource = analysis.violations.get(finding)?.resource;
    const dependency = resource?.type === 'advisory' ? resource.within?.() : undefined;
    if (finding.file === file && dependency) found.set(dependency, [...(found.get(dependency) ?? []), finding]);
  }
  return [...found].map(([dependency, findings]) => ({
    dependency,
    group: textAt(dependency, 'group') ?? '',
    findings,
    upgrade: mergeEdits(findings.flatMap((finding) => [fixEdits(analysis, finding) ?? []])),
  }));
}

/** Several dependencies may take their version from one place. */
export const upgradesOf = (vulnerable: readonly Vulnerable[]): readonly Edit[] =>
  mergeEdits(vulnerable.map(({ upgrade }) => upgrade).filter((upgrade) => upgrade.length > 0));

export function textAt({ body }: Resource, key: string): string | undefined {
  const value = body.entries.get(key)?.value;
  return value?.kind === 'string' ? value.value : undefined;
}
