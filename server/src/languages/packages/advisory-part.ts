// One mistake that is known of a package, as rules see it. What a message says in words, it says here, since the words depend on how sure it
// is which version will be installed.

import type { Assessment, Issue } from '../../advisories/assess.ts';
import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { AdvisoryFacts } from '../../advisories/facts.ts';
import { type Reading, upgradedTo } from '../../advisories/ranges/upgrade.ts';
import type { Resource } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import { lineMap } from './line-map.ts';
import type { LockedPackage } from './lock.ts';

/** A package that a dependency brings, with what is known of it. */
export interface Subject {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly standing: Standing;
  /** What the manifest asks for, where it asks for the package itself and names a version. */
  readonly written: string | undefined;
  /** Can another version take its place there? */
  readonly isRaisable: boolean;
  readonly reading: Reading;
  readonly assessment: Assessment;
  /** Where it stands, and how it came there. */
  readonly at: Pick<Value, 'place' | 'trail'>;
  /** What brings the lock file up to date after an upgrade. */
  readonly command: string | undefined;
}

/** How it comes into the project: as the manifest says, in the version of a lock file, or by way of the dependency. */
export type Standing =
  | { readonly kind: 'asked' }
  | { readonly kind: 'locked'; readonly lock: string; readonly chosen: LockedPackage }
  | {
      readonly kind: 'brought';
      readonly chosen: LockedPackage;
      /** The names from the dependency to the package. */
      readonly path: readonly string[];
      /** How many other dependencies bring it. */
      readonly also: number;
    };

export function advisoryPart(issue: Issue, subject: Subject, dependency: Resource, facts: AdvisoryFacts): Resource {
  const { at, name, ecosystem, assessment, standing } = subject;
  const { id, ids, kind, severity, score, certainty, fixedIn } = issue;
  const { place, trail } = at;
  const exploited = ids.some((one) => facts.isExploited(one));
  const text = (value: string | undefined): Value | undefined =>
    value === undefined ? undefined : { ...at, kind: 'string', value, pieces: [] };
  const list = (values: readonly string[]): Value => ({
    ...at,
    kind: 'list',
    items: values.flatMap((value) => text(value) ?? []),
  });
  const words = { ...wordsOf(issue, subject), ...upgradeOf(issue, subject) };
  const body = lineMap(
    {
      id: text(id),
      ids: list(ids),
      kind: text(kind),
      severity: text(severity ?? 'unknown'),
      score: score === undefined ? undefined : { ...at, kind: 'number', value: score },
      exploited: { ...at, kind: 'boolean', value: exploited },
      package: text(name),
      version: text(shown(assessment.version, ecosystem)),
      path: standing.kind === 'brought' ? list(standing.path) : undefined,
      certainty: text(certainty),
      fixedIn: text(shown(fixedIn, ecosystem)),
      danger: text(exploited ? ' Attackers are known to use it.' : ''),
      ...Object.fromEntries(Object.entries(words).map(([key, value]) => [key, text(value)])),
    },
    place,
    place,
  );
  return {
    language: 'packages',
    type: 'advisory',
    name: id,
    // It goes by the name of the dependency.
    address: dependency.address,
    place,
    header: place,
    body: { ...body, ...(trail && { trail }) },
    parts: [],
    within: () => dependency,
  };
}

type Words = Readonly<Record<string, string | undefined>>;

/** What stands in the manifest after the upgrade, what that clears, and what is to be run then. */
function upgradeOf(
  { isCleared }: Issue,
  { assessment, written, isRaisable, reading, ecosystem, command }: Subject,
): Words {
  const { upgrade } = assessment;
  if (!upgrade || !isCleared || !isRaisable || written === undefined) return {};
  const raised = upgradedTo(upgrade.version, written, reading, ecosystem);
  if (raised === undefined) return {};
  const refresh = command === undefined ? '' : `, then run \`${command}\``;
  return { upgrade: raised, clears: `${upgrade.clears} of ${upgrade.of}`, command, refresh };
}

/** For messages. */
function wordsOf(issue: Issue, subject: Subject): Words {
  const { severity, score, fixedIn } = issue;
  const fixed = shown(fixedIn, subject.ecosystem);
  return {
    subject: subjectText(issue, subject),
    names: namesText(issue),
    weight: [severity ?? 'of unknown severity', score?.toFixed(1)].filter(Boolean).join(' '),
    remedy: fixed === undefined ? 'and no release is known that fixes it' : `fixed in ${fixed}`,
  };
}

/** Advisories on Go leave out the `v`. */
const shown = (version: string | undefined, ecosystem: Ecosystem): string | undefined =>
  version !== undefined && ecosystem === 'Go' && !version.startsWith('v') ? `v${version}` : version;

function subjectText({ certainty }: Issue, { name, standing, written = '', assessment, ecosystem }: Subject): string {
  const version = shown(assessment.version, ecosystem);
  const range = written.trim();
  switch (standing.kind) {
    case 'locked':
      return `\`${name}\` ${version}, which ${standing.lock} locks, has`;
    case 'brought':
      return `${bringersText(standing)} \`${name}\` ${version}${wayText(standing)}, which has`;
    case 'asked':
      break;
  }
  switch (certainty) {
    case 'exact':
      return `\`${name}\` ${version} has`;
    case 'every':
      return `Every version of \`${name}\` that \`${range}\` admits has`;
    case 'none clean':
      return `Every version of \`${name}\` that \`${range}\` admits has an advisory; the lowest, ${version}, has`;
    case 'lowest':
      return `\`${range}\` admits \`${name}\` ${version}, which has`;
  }
}

type Brought = Extract<Standing, { kind: 'brought' }>;

const bringersText = ({ path: [first], also }: Brought): string =>
  also === 0 ? `\`${first}\` brings` : `\`${first}\` and ${also} more bring`;

/** Without both ends. */
function wayText({ path }: Brought): string {
  const between = path.slice(1, -1).map((name) => `\`${name}\``);
  return between.length > 0 ? ` (by way of ${between.join(', ')})` : '';
}

/** The id of the database that tells most, and the number under which everybody knows it. */
function namesText({ id, ids }: Issue): string {
  const cve = ids.find((one) => one.startsWith('CVE-'));
  return cve === undefined || cve === id ? id : `${id} (${cve})`;
}
