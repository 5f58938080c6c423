// `nameSlip` of the rule language: of a dependency whose name is one slip away from a very popular one, a map with both names, which stand
// on the name as it is written.

import type { PopularPackages } from '../checks/name-slip.ts';
import { hole, type MapValue, type Value } from '../model/value.ts';
import { mapAt, textAt } from './end-of-life.ts';

/** Undefined where the value is no dependency, and where its name is no slip. */
export function nameSlipOf(dependency: Value, packages: PopularPackages): MapValue | undefined {
  if (dependency.kind !== 'map') return undefined;
  const [name, ecosystem] = ['name', '$ecosystem'].map((key) => dependency.entries.get(key)?.value);
  if (name?.kind !== 'string' || name.value.includes(hole) || ecosystem?.kind !== 'string') return undefined;
  const popular = packages.slipOf(ecosystem.value, name.value);
  return popular === undefined ? undefined : mapAt(name, { name, popular: textAt(popular, name) });
}
