// Which findings the suppressions hold back, and which suppressions are of no use.

import { isAdvisoryId } from '../advisories/advisory.ts';
import type { Finding, Suppressed } from '../model/finding.ts';
import type { Location } from '../model/place.ts';
import { comparableName } from '../rules/rule.ts';
import { matchesGlob } from '../text/glob.ts';
import { contains } from '../text/span.ts';
import type { Made } from './findings.ts';
import type { Ignore } from './ignores.ts';

export interface Applied {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Suppressed[];
  /** Lintel's own that hold nothing back; peers' may be about what Lintel has no rule for. */
  readonly unused: readonly Ignore[];
  /** Their date has passed, so they hold nothing back. */
  readonly expired: readonly Ignore[];
}

/** A name in one of Lintel's own comments that no rule has. */
export interface UnknownName {
  readonly ignore: Ignore;
  readonly name: string;
}

/** `namesOf` gives all that the rule of an id goes by. `today` is YYYY-MM-DD. */
export function applyIgnores(
  made: readonly Ignorable[],
  ignores: readonly Ignore[],
  namesOf: (rule: string) => readonly string[],
  today: string,
): Applied {
  const expired = ignores.filter(({ until }) => until !== undefined && until < today);
  const live = ignores.filter((ignore) => !expired.includes(ignore));
  const used = new Set<Ignore>();
  const kept: Finding[] = [];
  const suppressed: Suppressed[] = [];
  for (const one of made) {
    const { finding } = one;
    const holding =
      live.length > 0
        ? holdingBack(one, live, [...namesOf(finding.rule), ...(finding.names ?? [])].map(comparableName))
        : [];
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

type Ignorable = Pick<Made, 'finding' | 'wholes'>;

/** Those over the finding, or those over its resources where each of them has one: a finding may lie far from what it is about. */
function holdingBack({ finding, wholes }: Ignorable, live: readonly Ignore[], names: readonly string[]): Ignore[] {
  const ofRule = (ignore: Ignore): boolean => ignore.names.some((name) => isAmong(comparableName(name), names));
  const at = live.filter((ignore) => startsIn(finding, ignore) && ofRule(ignore));
  const around = wholes.map((whole) => live.filter((ignore) => liesIn(whole, ignore) && ofRule(ignore)));
  const all = around.every((ignores) => ignores.length > 0) ? around.flat() : [];
  return [...new Set([...at, ...all])];
}

const startsIn = ({ file, span }: Location, { file: at, covers }: Ignore): boolean =>
  file === at && covers.start <= span.start && span.start <= covers.end;

const liesIn = ({ file, span }: Location, { file: at, covers }: Ignore): boolean =>
  file === at && contains(covers, span);

const isAmong = (wanted: string, names: readonly string[]): boolean =>
  wanted.includes('*') ? names.some((name) => matchesGlob(name, wanted)) : names.includes(wanted);

/** `knownNames` is asked only where there is a comment of Lintel's own. */
export function unknownNames(ignores: readonly Ignore[], knownNames: () => readonly string[]): readonly UnknownName[] {
  const own = ignores.filter(({ tool }) => tool === 'lintel');
  if (own.length === 0) return [];
  const known = new Set(knownNames().map(comparableName));
  return own.flatMap((ignore) =>
    ignore.names
      .filter((name) => !name.includes('*') && !known.has(comparableName(name)) && !isAdvisoryId(name))
      .map((name) => ({ ignore, name })),
  );
}
