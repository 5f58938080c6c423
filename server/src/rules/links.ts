// What the values at some paths of the resources of some types point at. Gathered once for each version of a unit, since a rule is asked
// of many resources and each would have to look at all the others.

import { type Resource, type UnitView, withoutKey } from '../model/resource.ts';
import { hole, type Value } from '../model/value.ts';
import { type Path, reach } from './path.ts';
import { type Scope, scopeOf } from './scope.ts';

export interface Links {
  /** Those that point at the resource of this address. */
  at(address: string): readonly Resource[];
  /** Those with this text. */
  named(text: string): readonly Resource[];
  /** Those of which it is not known what they point at. */
  readonly open: readonly Resource[];
}

export function linksOf(types: readonly string[], paths: readonly Path[]): (unit: UnitView) => Links {
  const known = new WeakMap<UnitView, Links>();
  return (unit) => {
    const links = known.get(unit) ?? gather(unit, types, paths);
    known.set(unit, links);
    return links;
  };
}

/** The values that the paths lead to, each item of a list; unknown ones for what may be there. */
export function valuesAt(scope: Scope, paths: readonly Path[]): readonly Value[] {
  return paths
    .flatMap((path) => reach(scope, path))
    .flatMap((reached): readonly Value[] => {
      if (reached.kind === 'absent') return [];
      if (reached.kind === 'unknown') return [{ kind: 'unknown', reason: 'not known', place: reached.at }];
      return reached.value.kind === 'list' ? reached.value.items : [reached.value];
    });
}

function gather(unit: UnitView, types: readonly string[], paths: readonly Path[]): Links {
  const pointing = new Map<string, { readonly resource: Resource; readonly address: string }[]>();
  const named = new Map<string, Resource[]>();
  const open: Resource[] = [];
  for (const resource of types.flatMap((type) => unit.ofType(type))) {
    for (const value of valuesAt(scopeOf(resource, unit), paths)) {
      for (const { address } of value.references ?? [])
        listed(pointing, withoutKey(address)).push({ resource, address });
      if (isText(value)) listed(named, value.value).push(resource);
      // A reference to another resource is known not to point here; only a value of unknown origin may.
      else if (!value.references?.length) open.push(resource);
    }
  }
  return {
    at: (address) =>
      (pointing.get(withoutKey(address)) ?? [])
        .filter((one) => sameResource(one.address, address))
        .map(({ resource }) => resource),
    named: (text) => named.get(text) ?? [],
    open,
  };
}

export const isText = (value: Value): value is Value & { readonly kind: 'string' } =>
  value.kind === 'string' && !value.value.includes(hole);

function listed<T>(map: Map<string, T[]>, key: string): T[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

/** `aws_s3_bucket.b` stands for each of its instances, since an index may not be known. */
function sameResource(a: string, b: string): boolean {
  return a === b || withoutKey(a) === b || a === withoutKey(b);
}
