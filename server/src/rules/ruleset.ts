// All rules, found by what they are asked of. Closures are made when a type first appears, so a program that meets only Dockerfiles
// compiles only their rules.

import type { LanguageId, Resource } from '../model/resource.ts';
import { compileRule, type RuleTools } from './compile.ts';
import type { Rule, RuleFacts, RuleSource } from './rule.ts';

export interface RuleSet {
  /** In the order of their ids. */
  readonly rules: readonly RuleFacts[];
  facts(id: string): RuleFacts | undefined;
  compiled(id: string): Rule | undefined;
  /** The rules that are asked of the resource's type. */
  of(resource: Resource): Asked;
  /** The same, but only the wanted rules are asked. */
  only(wanted: (rule: RuleFacts) => boolean): RuleSet;
}

/** In the order of their ids. */
export interface Asked {
  /** Those that look at the resource alone. */
  readonly alone: readonly Rule[];
  /** Those that look at others of its unit, too. */
  readonly related: readonly Rule[];
}

/** Of several sources with one id the last counts, so that users' rules may replace ours. Throws RuleError when a broken rule is met. */
export function ruleSet(sources: readonly RuleSource[], tools: RuleTools): RuleSet {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const ordered = [...byId.values()].sort(inOrder);
  const index = indexOf(ordered);
  const compiled = new Map<string, Rule>();
  const compile = (source: RuleSource): Rule => {
    const known = compiled.get(source.id);
    if (known) return known;
    const rule = compileRule(source, tools);
    compiled.set(source.id, rule);
    return rule;
  };
  const asking = (wanted: (rule: RuleFacts) => boolean): RuleSet['of'] => {
    const asked = new Set(ordered.filter(wanted));
    const rulesOf = new Map<string, Asked>();
    return (resource) => {
      // A view and a resource may have the same type: a LABEL in a stage, and one before the first.
      const key = resource.within ? `${keyOf(resource)} within` : keyOf(resource);
      const known = rulesOf.get(key);
      if (known) return known;
      const candidates = new Set(keysAsked(resource).flatMap((one) => index.get(one) ?? []));
      const rules = [...candidates]
        .filter((source) => asked.has(source))
        .sort(inOrder)
        .map(compile);
      const both = { alone: rules.filter(({ relates }) => !relates), related: rules.filter(({ relates }) => relates) };
      rulesOf.set(key, both);
      return both;
    };
  };
  const all: RuleSet = {
    rules: ordered,
    facts: (id) => byId.get(id),
    compiled: (id) => {
      const source = byId.get(id);
      return source && compile(source);
    },
    of: asking(() => true),
    only: (wanted) => ({ ...all, of: asking(wanted) }),
  };
  return all;
}

const inOrder = (a: RuleFacts, b: RuleFacts): number => (a.id < b.id ? -1 : 1);

function indexOf(sources: readonly RuleSource[]): ReadonlyMap<string, readonly RuleSource[]> {
  const index = new Map<string, RuleSource[]>();
  for (const source of sources) {
    for (const subject of source.subjects) {
      const names = subject.command
        ? subject.command.names.map((name) => commandKey(subject.language, name))
        : subject.types.map((type) => typeKey(subject.language, type));
      for (const name of names) {
        const listed = index.get(name);
        if (listed) listed.push(source);
        else index.set(name, [source]);
      }
    }
  }
  return index;
}

const typeKey = (language: LanguageId, type: string): string => `${language} ${type}`;
const commandKey = (language: LanguageId, name: string): string => `${language} command ${name}`;

const keyOf = (resource: Resource): string =>
  resource.type === 'command'
    ? commandKey(resource.language, resource.name)
    : typeKey(resource.language, resource.type);

/** `*` stands for every resource that is no view into another. */
function keysAsked(resource: Resource): readonly string[] {
  const { language, type } = resource;
  if (type === 'command') return [keyOf(resource), commandKey(language, '*'), typeKey(language, type)];
  return resource.within ? [keyOf(resource)] : [keyOf(resource), typeKey(language, '*')];
}
