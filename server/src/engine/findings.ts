// From violations to findings: places are resolved against the current text, the user's severities hold, and what violates a rule at one
// place is one finding, however many resources are made from it.

import type { SourceFile } from '../model/file.ts';
import { compareFindings, type Finding, type Related, type Severity } from '../model/finding.ts';
import type { Location, Place } from '../model/place.ts';
import { localAddress, type Resource } from '../model/resource.ts';
import type { Rule, Violation } from '../rules/rule.ts';
import { contains } from '../text/span.ts';
import { fingerprints, type Marks } from './fingerprint.ts';
import { type Settings, settingsAt, severityOf } from './settings.ts';
import { skippedIn } from './skips.ts';

/** A finding with what it was made from. */
export interface Made {
  readonly finding: Finding;
  /** The first that was found at the place; its fix is the finding's. */
  readonly violation: Violation;
  /** The whole of each resource that violates the rule there: instances of one block, policies that are made from one document. */
  readonly wholes: readonly Location[];
}

type Locate = (place: Place) => Location | undefined;

/** Sorted by file, place and rule. Rules that the user's settings turn off for a file, and places that are no longer there, give none. */
export function findingsOf(
  violations: readonly Violation[],
  files: ReadonlyMap<string, SourceFile>,
  located: Locate,
  settings: Settings,
  today: string,
  marks: Marks,
): readonly Made[] {
  const byPlace = new Map<string, Draft>();
  const severityIn = severities(settings, today);
  for (const violation of violations) {
    const at = located(violation.place);
    const severity = at && severityIn(at.file, violation);
    if (!severity) continue;
    // Two advisories on one version are two findings.
    const place = `${violation.rule.id} ${at.file} ${at.span.start} ${at.span.end} ${violation.names?.[0] ?? ''}`;
    // Two labels that one stage lacks are two findings, though both lie on its FROM.
    const key = isAnother(violation, byPlace.get(place)?.violation) ? `${place} ${violation.message}` : place;
    const known = byPlace.get(key);
    byPlace.set(key, known ? alsoOf(known, violation, located) : draftOf(violation, at, severity, located));
  }
  const drafts = [...byPlace.values()].sort((a, b) => compareFindings(a.finding, b.finding));
  const prints = fingerprints(drafts, files, marks);
  for (const [index, { finding }] of drafts.entries()) finding.fingerprint = prints[index] ?? '';
  return drafts;
}

/** The severity with which a violation is told in a file; each rule is looked up once for all files with the same settings. */
function severities(settings: Settings, today: string): (file: string, violation: Violation) => Severity | undefined {
  const known = new Map<Settings, Map<Rule, Chosen>>();
  const chosenIn = (here: Settings, violation: Violation): Chosen => ({
    severity: severityOf(violation.rule, here, violation),
    skipped: skippedIn(violation.rule, here, today, violation.names),
  });
  return (file, violation) => {
    const { rule } = violation;
    const here = settingsAt(settings, file);
    const ofRules = known.get(here) ?? new Map<Rule, Chosen>();
    known.set(here, ofRules);
    const isOwn = violation.severity !== undefined || violation.names !== undefined;
    const chosen = (isOwn ? undefined : ofRules.get(rule)) ?? chosenIn(here, violation);
    if (!isOwn) ofRules.set(rule, chosen);
    return chosen.skipped?.(file) ? undefined : chosen.severity;
  };
}

interface Chosen {
  readonly severity: Severity | undefined;
  readonly skipped: ((file: string) => boolean) | undefined;
}

const isAnother = (violation: Violation, first: Violation | undefined): boolean =>
  first?.resource === violation.resource && first.message !== violation.message;

/** Made anew at each keystroke, so the fingerprint, which is known last, is put into the finding and not into a copy of it. */
interface Draft extends Omit<Made, 'finding'> {
  readonly finding: Omit<Finding, 'fingerprint'> & { fingerprint: string };
}

function draftOf(violation: Violation, at: Location, severity: Severity, located: Locate): Draft {
  const { rule, message, names, trail, fix } = violation;
  const resource = namedResource(violation.resource);
  const whole = located(resource.place);
  const steps = trail.flatMap((step): Related[] => {
    const location = located(step.place);
    return location ? [{ ...location, message: step.message }] : [];
  });
  const finding = {
    rule: rule.id,
    severity,
    ...(names && { names }),
    message,
    file: at.file,
    span: at.span,
    ...(whole && { resource: { address: nameOf(resource, at, whole), type: resource.type, ...whole } }),
    related:
      whole && ![at, ...steps].some((place) => isInside(place, whole))
        ? [...steps, aboutIt(located(resource.header) ?? whole, resource)]
        : steps,
    ...(fix && fix.repairs().length > 0 && { fix: toldFix(fix) }),
    fingerprint: '',
  };
  return { finding, violation, wholes: whole ? [whole] : [] };
}

/** Its title says what it costs to apply it. */
function toldFix({ title, safe, replacing }: NonNullable<Violation['fix']>): NonNullable<Finding['fix']> {
  switch (replacing()) {
    case 'always':
      return { title: `${title}, which replaces the resource`, safe, replaces: true };
    case 'perhaps':
      return { title: `${title}, which may replace the resource`, safe, replaces: true };
    default:
      return { title, safe };
  }
}

/** The finding tells of one resource more, unless it lies in that or names it already, as with another instance of the same block. */
function alsoOf(draft: Draft, violation: Violation, located: Locate): Draft {
  const { finding } = draft;
  const resource = namedResource(violation.resource);
  const whole = located(resource.place);
  const header = located(resource.header);
  if (!whole || !header) return draft;
  const named = [...(finding.resource ? [finding.resource] : []), ...finding.related];
  const related = named.some((place) => isInside(header, place))
    ? finding.related
    : [...finding.related, aboutIt(header, resource)];
  return { ...draft, finding: { ...finding, related }, wholes: [...draft.wholes, whole] };
}

/** What is wrong in a module itself is wrong for each of its calls. */
const nameOf = (resource: Resource, at: Location, whole: Location): string =>
  isInside(at, whole) ? localAddress(resource) : resource.address;

const isInside = (inner: Location, outer: Location): boolean =>
  inner.file === outer.file && contains(outer.span, inner.span);

const aboutIt = (header: Location, { address }: Resource): Related => ({
  ...header,
  message: `this is about \`${address}\``,
});

/**
 * Some views are parts of what a reader knows as one thing: a shell command of the instruction that runs it, a statement or a
 * firewall rule of its resource, by whose name it goes.
 */
function namedResource(resource: Resource): Resource {
  const isCommand = resource.type === 'command' || resource.type === 'pipeline';
  const whole = resource.within?.();
  return whole && (isCommand || whole.address === resource.address) ? whole : resource;
}
