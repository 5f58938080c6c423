// Placeholder until the real file lands in this working tree.
import type { SourceFile } from '../model/file.ts';
import type { Finding, Suppressed } from '../model/finding.ts';
import type { Location, Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Span } from '../text/span.ts';

export interface Ignore {
  readonly file: string;
  readonly span: Span;
  readonly names: readonly string[];
  readonly covers: Span;
  readonly until?: string;
  readonly reason?: string;
  readonly tool: string;
  readonly wholeFile?: true;
}

export const ignoresIn = (_file: SourceFile, _resources: readonly Resource[], _locate: (place: Place) => Location | undefined): readonly Ignore[] => [];

export function applyIgnores(findings: readonly Finding[], _ignores: readonly Ignore[], _namesOf: (rule: string) => readonly string[], _today: string) {
  return { kept: findings, suppressed: [] as readonly Suppressed[], unused: [] as readonly Ignore[], expired: [] as readonly Ignore[] };
}
