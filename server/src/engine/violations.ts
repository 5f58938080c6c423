// Asks every rule of every resource of a unit. The answers about a resource that did not change are kept, unless a rule looks at
// other resources of the unit too. A rule that throws costs only its own answer.

import type { Unit } from '../model/file.ts';
import { type Resource, type UnitView, withoutKey } from '../model/resource.ts';
import type { Rule, Violation } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import { messageOf } from '../text/thrown.ts';
import { grouped } from './grouped.ts';
import { type Settings, settingsAt } from './settings.ts';

export interface Violations {
  readonly violations: readonly Violation[];
  readonly failures: readonly RuleFailure[];
}

export interface RuleFailure {
  readonly rule: string;
  readonly resource: string;
  readonly message: string;
}

/** Remembers answers from one version of a unit to the next, under the same settings and on the same day; entries live as long as their resources. */
export type Memory = WeakMap<Resource, Violations>;

export function violationsIn(
  unit: Unit,
  rules: RuleSet,
  settings: Settings,
  today: string,
  memory: Memory,
): Violations {
  const view = viewOf(unit, settings, today);
  const violations: Violation[] = [];
  const failures: RuleFailure[] = [];
  const collect = (answer: Violations): void => {
    violations.push(...answer.violations);
    failures.push(...answer.failures);
  };
  for (const resource of withParts(unit.resources)) {
    const asked = rules.of(resource);
    if (asked.length === 0) continue;
    let alone = memory.get(resource);
    if (!alone) {
      alone = ask(asked, 'alone', resource, view);
      memory.set(resource, alone);
    }
    collect(alone);
    collect(ask(asked, 'related', resource, view));
  }
  return { violations, failures };
}

function* withParts(resources: readonly Resource[]): Generator<Resource> {
  for (const resource of resources) {
    yield resource;
    yield* withParts(resource.parts);
  }
}

/** Asks the rules that look at the resource alone, or those that look at others of its unit, too. */
function ask(rules: readonly Rule[], which: 'alone' | 'related', resource: Resource, view: UnitView): Violations {
  const violations: Violation[] = [];
  const failures: RuleFailure[] = [];
  for (const rule of rules) {
    if (rule.relates !== (which === 'related')) continue;
    try {
      violations.push(...rule.check(resource, view));
    } catch (error) {
      failures.push({
        rule: rule.id,
        resource: resource.address,
        message: messageOf(error),
      });
    }
  }
  return { violations, failures };
}

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
    setting: (name, file) => settingsAt(settings, file).lists[name],
    today,
  };
}
