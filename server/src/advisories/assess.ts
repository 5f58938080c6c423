// What the advisories on a package mean for what a manifest asks for: which of them concern it, how sure that is, and the upgrade that clears them.

import type { Severity } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import type { Advisory } from './advisory.ts';
import { beginning } from './advisory.ts';
import { aliasGroups } from './alias-groups.ts';
import { bestFixOfMajor, isAffected, lowestCleanFix, type Offer } from './match.ts';
import { lowestOf, mayBeClean, type Range } from './ranges/range.ts';
import type { VersionOrder } from './versions/order.ts';

/** One version, by a pin or a lock file, or what a range leaves open. */
export type Asked =
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'range'; readonly range: Range };

export interface Assessment {
  /** The version that is judged: the one asked for, or the lowest of the range where it has one. */
  readonly version: string | undefined;
  /** One for each mistake, the worst first. */
  readonly issues: readonly Issue[];
  /** What to upgrade to. */
  readonly upgrade?: Upgrade;
}

export interface Upgrade {
  readonly version: string;
  /** How many of the vulnerabilities it clears, and how many there are. */
  readonly clears: number;
  readonly of: number;
}

export interface Issue {
  readonly id: string;
  /** All names of it, its own first. */
  readonly ids: readonly string[];
  readonly kind: NonNullable<Advisory['kind']> | 'vulnerability';
  readonly severity: Severity | undefined;
  readonly score: number | undefined;
  readonly certainty: Certainty;
  /** The lowest release in which it is mended. */
  readonly fixedIn: string | undefined;
  /** By the upgrade. */
  readonly isCleared: boolean;
}

/**
 * `exact`: of the very version. `every`: of every version of the range. `none clean`: every version of the range has one advisory or another, and
 * the lowest has this one. `lowest`: the lowest version of the range has it, and there are better ones.
 */
export type Certainty = 'exact' | 'every' | 'none clean' | 'lowest';

const unaffected: Assessment = { version: undefined, issues: [] };

export function assess(asked: Asked, advisories: readonly Advisory[], order: VersionOrder): Assessment {
  if (advisories.length === 0) return unaffected;
  const version = asked.kind === 'version' ? asked.version : lowestOf(asked.range, order);
  const noneClean = asked.kind === 'range' && !mayBeClean(asked.range, advisories.filter(isWeighed), order);
  const concerned = aliasGroups(advisories).flatMap((group) => {
    const certainty = certaintyOf(group, asked, version, noneClean, order);
    return certainty ? [{ group, certainty }] : [];
  });
  if (concerned.length === 0) return { version, issues: [] };
  const from = version ?? beginning;
  const vulnerabilities = concerned.filter(({ group }) => kindOf(group) === 'vulnerability');
  const target =
    vulnerabilities.length > 0 && !concerned.some(({ group }) => kindOf(group) === 'malicious')
      ? targetFrom(from, advisories.filter(isWeighed), order)
      : undefined;
  const isClearedIn = (group: readonly Advisory[]): boolean =>
    target !== undefined && !group.some((advisory) => isAffected(target, advisory, order));
  const issues = concerned.map(({ group, certainty }) => issueOf(group, certainty, from, isClearedIn(group), order));
  const clears = vulnerabilities.filter(({ group }) => isClearedIn(group)).length;
  return {
    version,
    issues: issues.sort(worstFirst),
    ...(target !== undefined && clears > 0 && { upgrade: { version: target, clears, of: vulnerabilities.length } }),
  };
}

/** What nobody maintains any more has no version that is better. */
const isWeighed = ({ kind }: Advisory): boolean => kind === undefined || kind === 'malicious';

function certaintyOf(
  group: readonly Advisory[],
  asked: Asked,
  version: string | undefined,
  noneClean: boolean,
  order: VersionOrder,
): Certainty | undefined {
  const affects = version !== undefined && group.some((advisory) => isAffected(version, advisory, order));
  if (asked.kind === 'version') return affects ? 'exact' : undefined;
  if (!mayBeClean(asked.range, group, order)) return 'every';
  return affects ? (noneClean ? 'none clean' : 'lowest') : undefined;
}

const targetFrom = (version: string, advisories: readonly Advisory[], order: VersionOrder): string | undefined =>
  lowestCleanFix(version, advisories, order, isReal) ?? bestFixOfMajor(version, advisories, order, isReal)?.version;

function issueOf(
  group: readonly Advisory[],
  certainty: Certainty,
  version: string,
  isCleared: boolean,
  order: VersionOrder,
): Issue {
  const own = group.map(({ id }) => id);
  const all = [...new Set(group.flatMap(({ id, aliases = [] }) => [id, ...aliases]))];
  const id = bestKnown(own) ?? bestKnown(all) ?? own[0] ?? '';
  const scores = group.flatMap(({ score }) => score ?? []);
  return {
    id,
    ids: [id, ...all.filter((one) => one !== id)],
    kind: kindOf(group),
    severity: severities.findLast((severity) => group.some((advisory) => advisory.severity === severity)),
    score: scores.length > 0 ? Math.max(...scores) : undefined,
    certainty,
    fixedIn: lowestCleanFix(version, group, order, isReal),
    isCleared,
  };
}

/** Some sources end what nobody will ever mend with a version that nobody will ever release: 1.999.0. */
const isReal: Offer = (version) => !/(?:^|\.)9{3,}(?:\.|$)/.test(version);

/** GitHub's database tells most; what only its own source knows is a last resort. */
const bestKnown = (ids: readonly string[]): string | undefined =>
  ids.find((id) => id.startsWith('GHSA-')) ?? ids.find((id) => !/^(?:RETIREJS|FOP|NSWG)-/.test(id));

/** One database may tell of a vulnerability what another only remarks on. */
function kindOf(group: readonly Advisory[]): Issue['kind'] {
  if (group.some(({ kind }) => kind === 'malicious')) return 'malicious';
  if (group.some(({ kind }) => kind === undefined)) return 'vulnerability';
  return group[0]?.kind ?? 'vulnerability';
}

const worstFirst = (a: Issue, b: Issue): number =>
  rankOf(b) - rankOf(a) || (b.score ?? 0) - (a.score ?? 0) || (a.id < b.id ? -1 : 1);

/** What has no severity stands where most of them are. */
const rankOf = ({ kind, severity }: Issue): number =>
  kind === 'malicious' ? severities.length : severities.indexOf(severity ?? 'medium');
