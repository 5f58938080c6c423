// Which findings the suppressions hold back, and which suppressions are of no use.

import type { Finding, Suppressed } from '../model/finding.ts';
import { contains } from '../text/span.ts';
import type { Ignore } from './ignores.ts';
import { matchesGlob } from './ignores-directives.ts';

export interface Applied {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Lintel's own that hold nothing back; peers' may be about what Lintel has no rule for. */
  readonly unused: readonly Ignore[];
  /** Their date has passed, so they hold nothing back. */
  readonly expired: readonly Ignore[];
}

/**
 * `namesOf` gives a rule's id and the ids that peers have for it; names are compared without regard to case and to Trivy's old
 * `AVD-`. `today` is YYYY-MM-DD.
 */
export function applyIgnores(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  namesOf: (rule: string) => readonly string[],
  today: string,
): Applied {
  const expired = ignores.filter(({ until }) => until !== undefined && until < today);
  const live = ignores.filter((ignore) => !expired.includes(ignore));
  const used = new Set<Ignore>();
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const finding of findings) {
    const names = live.length > 0 ? namesOf(finding.rule).map(normal) : [];
    const holding = live.filter(
      (ignore) => covers(ignore, finding) && ignore.names.some((name) => isAmong(normal(name), names)),
    );
    for (const ignore of holding) used.add(ignore);
    const [first] = holding;
    if (!first) kept.push(finding);
    else {
      const { file, span, reason } = first;
      suppressed.push({ finding, by: { file, span }, ...(reason !== undefined && { reason }) });
    }
  }
  return { kept, suppressed, unused: live.filter((ignore) => ignore.tool === 'lintel' && !used.has(ignore)), expired };
}

/** A finding that lies elsewhere, such as in the default of a variable, is held back with its resource. */
function covers(ignore: Ignore, { file, span, resource }: Finding): boolean {
  if (ignore.file !== file) return false;
  const startsHere = ignore.covers.start <= span.start && span.start <= ignore.covers.end;
  return startsHere || (resource !== undefined && contains(ignore.covers, resource.span));
}

const normal = (name: string): string => name.toLowerCase().replace(/^avd-/, '');

const isAmong = (wanted: string, names: readonly string[]): boolean =>
  wanted.includes('*') ? names.some((name) => matchesGlob(name, wanted)) : names.includes(wanted);

/** Names in Lintel's own comments that no rule has. */
export function unknownNames(
  ignores: readonly Ignore[],
  isKnown: (name: string) => boolean,
): readonly { readonly ignore: Ignore; readonly name: string }[] {
  return ignores
    .filter(({ tool }) => tool === 'lintel')
    .flatMap((ignore) =>
      ignore.names.filter((name) => !name.includes('*') && !isKnown(name)).map((name) => ({ ignore, name })),
    );
}
