// Asks every rule of every resource of a unit. The answers about a resource that did not change are kept, unless a rule looks at
// other resources of the unit too. A rule that throws costs only its own answer.

import type { Unit } from '../model/file.ts';
import { type Resource, type UnitView, withoutKey } from '../model/resource.ts';
import type { Rule, Violation } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import { messageOf } from '../text/thrown.ts';
import { grouped } from './grouped.ts';
import { type Settings, settingsAt } from './settings.ts';
import { told } from './told.ts';

export interface Violations {
  readonly violations: readonly Violation[];
  readonly failures: readonly RuleFailure[];
}

export interface RuleFailure {
  readonly rule: string;
  readonly resource: string;
  readonly message: string;
}

/** What the rules said about a resource that is still the same. */
export type Answers = WeakMap<Resource, Violations>;

export function violationsIn(
  unit: Unit,
  rules: RuleSet,
  settings: Settings,
  today: string,
  answers: Answers,
): Violations {
  const view = viewOf(unit, settings, today);
  const blind = viewOfNothing(settings, today);
  const violations: Violation[] = [];
  const failures: RuleFailure[] = [];
  const collect = (answer: Violations): void => {
    if (answer === nothing) return;
    violations.push(...answer.violations);
    failures.push(...answer.failures);
  };
  for (const resource of withParts(unit.resources)) {
    const asked = rules.of(resource);
    if (asked.alone.length > 0) {
      let alone = answers.get(resource);
      if (!alone) {
        alone = ask(asked.alone, resource, blind);
        answers.set(resource, alone);
      }
      collect(alone);
    }
    if (asked.related.length > 0) collect(ask(asked.related, resource, view));
  }
  return { violations, failures };
}

function withParts(resources: readonly Resource[], before: Resource[] = []): readonly Resource[] {
  for (const resource of resources) {
    before.push(resource);
    withParts(resource.parts, before);
  }
  return before;
}

const nothing: Violations = { violations: [], failures: [] };

function ask(rules: readonly Rule[], resource: Resource, view: UnitView): Violations {
  let answer = nothing;
  for (const rule of rules) {
    try {
      const violations = rule.check(resource, view);
      if (violations.length > 0) answer = { ...answer, violations: [...answer.violations, ...violations.map(told)] };
    } catch (error) {
      const failure = { rule: rule.id, resource: resource.address, message: messageOf(error) };
      answer = { ...answer, failures: [...answer.failures, failure] };
    }
  }
  return answer;
}

/**
 * For answers that are kept. They hold on to the view that they were given, so with a view of the unit each version of it would keep the
 * one before in memory, and so on.
 */
const viewOfNothing = (settings: Settings, today: string): UnitView => ({
  ofType: () => [],
  at: () => [],
  setting: settingOf(settings),
  today,
});

const settingOf =
  (settings: Settings): UnitView['setting'] =>
  (name, file) =>
    settingsAt(settings, file).lists[name];

/** Looks resources up by type and address; the maps are made when first asked for. */
function viewOf(unit: Unit, settings: Settings, today: string): UnitView {
  let byType: Map<string, Resource[]> | undefined;
  let byAddress: Map<string, Resource[]> | undefined;
  return {
    ofType(type) {
      byType ??= grouped(withParts(unit.resources), (resource) => resource.type);
      return byType.get(type) ?? [];
    },
    at(address) {
      byAddress ??= grouped(unit.resources, (resource) => withoutKey(resource.address));
      const instances = byAddress.get(withoutKey(address)) ?? [];
      const exact = instances.filter((resource) => resource.address === address);
      return exact.length > 0 ? exact : instances;
    },
    setting: settingOf(settings),
    today,
  };
}
