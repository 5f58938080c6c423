// Turns a rule's source into a rule that can be asked. Everything that the rule's file can say wrongly about its logic, its message and
// its fix is found here, before the rule meets any configuration.

import type { Predicate } from '../checks/checks.ts';
import type { ImageFacts } from '../checks/image-facts.ts';
import type { PopularPackages } from '../checks/name-slip.ts';
import { type Severity, severities } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
import { hole } from '../model/value.ts';
import { madeOnce } from '../text/once.ts';
import { commandView } from './command.ts';
import { compileCondition, logicWords } from './condition.ts';
import type { CompileContext } from './context.ts';
import type { LifecycleOf } from './end-of-life.ts';
import { compileMessage, sayingDefault } from './message.ts';
import { type Path, parsePath, reach } from './path.ts';
import { compileAbout } from './related.ts';
import { compileRecipe, outermost } from './repairs.ts';
import { type Replacements, replacingOf } from './replacements.ts';
import type { FixSource, Rule, RuleSource, Subject, Violation } from './rule.ts';
import { type Scope, scopeOf, spokenOf } from './scope.ts';
import { scopeWords } from './scopes.ts';
import type { TestFacts } from './tests.ts';
import type { Witness } from './verdict.ts';

export interface RuleTools extends TestFacts {
  readonly checks: Readonly<Record<string, Predicate>>;
  /** Read when the first rule asks. */
  readonly images: () => ImageFacts;
  readonly lifecycleOf: LifecycleOf;
  /** Read when the first rule asks. */
  readonly packages: () => PopularPackages;
  readonly replacements: Replacements;
}

/** The keys of a rule file that are its logic. */
export const logicKeys: readonly string[] = [...logicWords, ...scopeWords];

/** Throws a RuleError whose path leads into the rule's YAML. */
export function compileRule(source: RuleSource, tools: RuleTools): Rule {
  const context: CompileContext = { ...tools, asks: 'demands', where: [], compile: compileCondition };
  // Nearly every answer is that nothing is wrong, and that costs the least where nobody asks what decided.
  const holds = compileCondition(source.logic, { ...context, wants: 'truth' });
  const decided = madeOnce(() => compileCondition(source.logic, context));
  const withAbout = source.about === undefined ? (scope: Scope) => scope : compileAbout(source.about, ['about']);
  const message = compileMessage(source.message, ['message']);
  const fixes = compileFixes(source.fix, tools);
  const { logic, message: _, fix, about: __, severityFrom, names, ...facts } = source;
  const severityOf = severityFrom === undefined ? undefined : compileSeverity(severityFrom);
  const namesOf = names === undefined ? undefined : compileNames(names);
  const rule: Rule = {
    ...facts,
    relates: source.about !== undefined || mentionsRelated(logic) || mentionsRelated(fix),
    check: (resource, unit) => {
      const subject = subjectView(resource, source.subjects);
      if (!subject) return [];
      const scope = withAbout(scopeOf(subject, unit));
      if (holds(scope).truth !== 'false') return [];
      return decided()(scope).witnesses.map((witness) => violationOf(witness, spokenOf(scope)));
    },
  };
  const violationOf = (witness: Witness, resource: Resource): Violation => ({
    rule,
    resource,
    ...(witness.scope.subject.module !== undefined && { module: witness.scope.subject.module }),
    place: witness.place,
    message: sayingDefault(message(witness), witness),
    ...defined('severity', severityOf?.(witness)),
    ...defined('names', namesOf?.(witness)),
    trail: (witness.value ?? witness.written)?.trail ?? [],
    ...fixes.find(({ fits }) => fits(witness))?.offer(witness),
  });
  return rule;
}

/** Undefined where the data name none of our severities. */
function compileSeverity(text: string): (witness: Witness) => Severity | undefined {
  const path = parsePath(text, ['severity', 'from']);
  return ({ scope }) => {
    const said = textsAt(scope, path)[0];
    return severities.find((severity) => severity === said);
  };
}

function compileNames(text: string): (witness: Witness) => readonly string[] {
  const path = parsePath(text, ['names']);
  return ({ scope }) => textsAt(scope, path);
}

const textsAt = (scope: Scope, path: Path): readonly string[] =>
  reach(scope, path)
    .flatMap((one) => (one.kind === 'value' ? one.value : []))
    .flatMap((value) => (value.kind === 'list' ? value.items : value))
    .flatMap((value) => (value.kind === 'string' && !value.value.includes(hole) ? value.value : []));

const defined = <Key extends string, T>(key: Key, value: T | undefined): { [K in Key]?: T } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]?: T });

interface Fix {
  /** What its `when` says; true where it has none. */
  readonly fits: (witness: Witness) => boolean;
  readonly offer: (witness: Witness) => Pick<Violation, 'fix'>;
}

function compileFixes(fix: RuleSource['fix'], tools: RuleTools): readonly Fix[] {
  if (!fix) return [];
  return 'title' in fix
    ? [compileFix(fix, tools, ['fix'])]
    : fix.map((one, index) => compileFix(one, tools, ['fix', index]));
}

function compileFix({ title, safe, recipe }: FixSource, tools: RuleTools, where: readonly (string | number)[]): Fix {
  const { when, ...steps } = recipe;
  const repairsOf = compileRecipe(steps, where);
  const titleOf = compileMessage(title, [...where, 'title']);
  const context: CompileContext = {
    ...tools,
    asks: 'one',
    wants: 'truth',
    where: [...where, 'when'],
    compile: compileCondition,
  };
  const fits = when === undefined ? undefined : compileCondition(when, context);
  return {
    fits: ({ scope }) => fits === undefined || fits(scope).truth === 'true',
    // A violation lives as long as its resource, and is asked at each keystroke whether it can be repaired.
    offer: (witness) => {
      const repairs = madeOnce(() => repairsOf(witness) ?? []);
      const told = madeOnce(() => ({ replacing: replacingOf(outermost(witness), repairs(), tools.replacements) }));
      return { fix: { title: titleOf(witness), safe, repairs, replacing: () => told().replacing } };
    },
  };
}

function subjectView(resource: Resource, subjects: readonly Subject[]): Resource | undefined {
  for (const subject of subjects) {
    if (subject.language !== resource.language) continue;
    if (subject.command) {
      const view = resource.type === 'command' ? commandView(resource, subject.command) : undefined;
      if (view) return view;
    } else if (subject.types.includes(resource.type) || subject.types.includes('*')) return resource;
  }
  return undefined;
}

/** A predicate may look at the unit too, and nothing tells that it does not. */
function mentionsRelated(logic: unknown): boolean {
  if (Array.isArray(logic)) return logic.some(mentionsRelated);
  if (logic === null || typeof logic !== 'object') return false;
  return Object.entries(logic).some(([key, value]) => key === 'related' || key === 'check' || mentionsRelated(value));
}
