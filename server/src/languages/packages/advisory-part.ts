// One mistake that is known of a package, as rules see it. What a message says in words, it says here, since the words depend on how sure it
// is which version will be installed.

import type { Assessment, Issue } from '../../advisories/assess.ts';
import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { AdvisoryFacts } from '../../advisories/facts.ts';
import { type Reading, upgradedTo } from '../../advisories/ranges/upgrade.ts';
import type { Resource } from '../../model/resource.ts';
import type { Entry, Value } from '../../model/value.ts';
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
  const { at, name, ecosystem, assessment, command } = subject;
  const path = subject.standing.kind === 'brought' ? subject.standing.path : undefined;
  const { id, ids, kind, severity, score, certainty, fixedIn } = issue;
  const exploited = ids.some((one) => facts.isExploited(one));
  const upgrade = issue.isCleared ? upgradeOf(subject) : undefined;
  const entries = new Map<string, Entry>();
  const add = (key: string, value: Value | undefined): void => {
    if (value) entries.set(key, { key: at.place, value, place: at.place });
  };
  const text = (value: string | undefined): Value | undefined =>
    value === undefined ? undefined : { ...at, kind: 'string', value, pieces: [] };
  add('id', text(id));
  add('ids', { ...at, kind: 'list', items: ids.flatMap((one) => text(one) ?? []) });
  add('kind', text(kind));
  add('severity', text(severity ?? 'unknown'));
  add('score', score === undefined ? undefined : { ...at, kind: 'number', value: score });
  add('exploited', { ...at, kind: 'boolean', value: exploited });
  add('package', text(name));
  add('version', text(shown(assessment.version, ecosystem)));
  add('path', path && { ...at, kind: 'list', items: path.flatMap((one) => text(one) ?? []) });
  add('certainty', text(certainty));
  add('fixedIn', text(shown(fixedIn, ecosystem)));
  add('upgrade', text(upgrade));
  if (upgrade !== undefined && assessment.upgrade) {
    add('clears', text(`${assessment.upgrade.clears} of ${assessment.upgrade.of}`));
    add('command', text(command));
    add('refresh', text(command === undefined ? '' : `, then run \`${command}\``));
  }
  add('subject', text(subjectText(issue, subject)));
  add('names', text(namesText(issue)));
  add('weight', text([severity ?? 'of unknown severity', score?.toFixed(1)].filter(Boolean).join(' ')));
  add(
    'remedy',
    text(fixedIn === undefined ? 'and no release is known that fixes it' : `fixed in ${shown(fixedIn, ecosystem)}`),
  );
  add('danger', text(exploited ? ' Attackers are known to use it.' : ''));
  const { place, trail } = at;
  return {
    language: 'packages',
    type: 'advisory',
    name: id,
    // It goes by the name of the dependency.
    address: dependency.address,
    place,
    header: place,
    body: { kind: 'map', entries, place, header: place, ...(trail && { trail }) },
    parts: [],
    within: () => dependency,
  };
}

function upgradeOf({ assessment, written, isRaisable, reading, ecosystem }: Subject): string | undefined {
  if (written === undefined || !isRaisable || !assessment.upgrade) return undefined;
  return upgradedTo(assessment.upgrade.version, written, reading, ecosystem);
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
      return `${bringersText(standing)} \`${name}\` ${version}, which has`;
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

function bringersText({ path: [first, ...others], also }: Extract<Standing, { kind: 'brought' }>): string {
  const by =
    others.length > 1
      ? ` by way of ${others
          .slice(0, -1)
          .map((name) => `\`${name}\``)
          .join(', ')}`
      : '';
  return also === 0 ? `\`${first}\` brings${by}` : `\`${first}\` and ${also} more bring${by}`;
}

/** The id of the database that tells most, and the number under which everybody knows it. */
function namesText({ id, ids }: Issue): string {
  const cve = ids.find((one) => one.startsWith('CVE-'));
  return cve === undefined || cve === id ? id : `${id} (${cve})`;
}
