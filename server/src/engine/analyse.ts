// The way from a unit to its findings: ask the rules, resolve places against the current text, apply the user's severities, hold back
// what is ignored. A pure function but for the memory, which only saves work.

import { locate, type Problem, type SourceFile, type Unit } from '../model/file.ts';
import { compareFindings, type Finding, type Related, type Suppressed } from '../model/finding.ts';
import type { Location, Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Violation } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import { fingerprints } from './fingerprint.ts';
import { applyIgnores, type Ignore, ignoresIn } from './ignores.ts';
import { type Settings, settingsAt, severityOf } from './settings.ts';
import { type Memory, type RuleFailure, violationsIn } from './violations.ts';

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
  readonly problems: readonly (Problem & { readonly file: string })[];
  readonly failures: readonly RuleFailure[];
  /** What a finding was made from, for its fix; keyed by the finding itself. */
  readonly violations: ReadonlyMap<Finding, Violation>;
  locate(place: Place): Location | undefined;
}

export interface UnknownName {
  readonly ignore: Ignore;
  readonly name: string;
}

export interface AnalyseOptions {
  readonly rules: RuleSet;
  readonly settings: Settings;
  /** As YYYY-MM-DD, for ignores that end. */
  readonly today: string;
  readonly memory: Memory;
}

export function analyse(unit: Unit, options: AnalyseOptions): Analysis {
  const files = new Map(unit.files.map((file) => [file.file, file]));
  const located = (place: Place) => locate(place, (file) => files.get(file));
  const { violations, failures } = violationsIn(unit, options.rules, options.memory);
  const made = findingsOf(violations, files, located, options.settings);
  const all = [...made.keys()].sort(compareFindings);
  const ignores = unit.files.flatMap((file) =>
    ignoresIn(
      file,
      unit.resources.filter((resource) => resource.place.source.file === file.file),
      located,
    ),
  );
  const { kept, suppressed, unused, expired } = applyIgnores(
    all,
    ignores,
    (id) => namesOf(id, options.rules),
    options.today,
  );
  return {
    unit,
    findings: kept,
    suppressed,
    ignores: { unused, expired, unknownNames: unknownNamesIn(ignores, options.rules) },
    problems: [
      ...unit.files.flatMap((file) => file.problems.map((problem) => ({ ...problem, file: file.file }))),
      ...unit.problems,
    ],
    failures,
    violations: made,
    locate: located,
  };
}

/** Instances of one block violate a rule at the same place in the same words: that is one finding. */
function findingsOf(
  violations: readonly Violation[],
  files: ReadonlyMap<string, SourceFile>,
  located: (place: Place) => Location | undefined,
  settings: Settings,
): Map<Finding, Violation> {
  const seen = new Set<string>();
  const drafts: { readonly finding: Omit<Finding, 'fingerprint'>; readonly violation: Violation }[] = [];
  for (const violation of violations) {
    const at = located(violation.place);
    const severity = at && severityOf(violation.rule, settingsAt(settings, at.file));
    if (!severity) continue;
    const key = `${violation.rule.id} ${at.file} ${at.span.start} ${at.span.end}`;
    if (seen.has(key)) continue;
    seen.add(key);
    drafts.push({ violation, finding: draftOf(violation, at, severity, located) });
  }
  const marks = fingerprints(
    drafts.map(({ finding }) => finding),
    files,
  );
  return new Map(
    drafts.map(({ finding, violation }, index) => [{ ...finding, fingerprint: marks[index] ?? '' }, violation]),
  );
}

function draftOf(
  violation: Violation,
  at: Location,
  severity: Finding['severity'],
  located: (place: Place) => Location | undefined,
): Omit<Finding, 'fingerprint'> {
  const { rule, message, trail, fix } = violation;
  const resource = namedResource(violation.resource);
  const whole = located(resource.place);
  const steps = trail.flatMap((step): Related[] => {
    const location = located(step.place);
    return location ? [{ ...location, message: step.message }] : [];
  });
  const isInside = whole?.file === at.file && whole.span.start <= at.span.start && at.span.end <= whole.span.end;
  return {
    rule: rule.id,
    severity,
    message,
    file: at.file,
    span: at.span,
    ...(whole &&
      whole.file === at.file && { resource: { address: resource.address, type: resource.type, span: whole.span } }),
    related: whole && !isInside ? [...steps, aboutIt(located(resource.header) ?? whole, resource)] : steps,
    ...(fix && fix.repairs().length > 0 && { fix: { title: fix.title, safe: fix.safe } }),
  };
}

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

function namesOf(id: string, rules: RuleSet): readonly string[] {
  const facts = rules.facts(id);
  return facts ? [id, ...Object.values(facts.aliases).flat()] : [id];
}

function unknownNamesIn(ignores: readonly Ignore[], rules: RuleSet): readonly UnknownName[] {
  const own = ignores.filter((ignore) => ignore.tool === 'lintel');
  if (own.length === 0) return [];
  const known = new Set(rules.rules.flatMap((rule) => namesOf(rule.id, rules)).map((name) => name.toLowerCase()));
  return own.flatMap((ignore) =>
    ignore.names
      .filter((name) => !name.includes('*') && !known.has(name.toLowerCase()))
      .map((name) => ({ ignore, name })),
  );
}
