// Whether Terraform replaces a resource when a fix is applied: it destroys the resource and makes it anew where an attribute changes that
// cannot be changed, from rules/tables/replacements. Which attribute a repair changes is told by where it stands in the resource.

import type { Place } from '../model/place.ts';
import type { Repair } from '../model/repair.ts';
import type { Resource } from '../model/resource.ts';
import type { Value } from '../model/value.ts';

/** By resource type and path: keys with dots between them, which stand for all below, or `*` for every attribute. */
export type Replacements = Readonly<Record<string, Readonly<Record<string, Replacing>>>>;

/** `perhaps` under some versions or settings, `never` where the attribute is changed in place. */
export type Replacing = 'always' | 'perhaps' | 'never';

/** One file of the table. */
export interface ReplacementTable {
  readonly types: readonly {
    readonly types: readonly string[];
    readonly replaces?: readonly string[];
    readonly mayReplace?: readonly string[];
    readonly inPlace?: readonly string[];
  }[];
}

export function replacementsIn(tables: readonly ReplacementTable[]): Replacements {
  const listed = (paths: readonly string[] = [], replacing: Replacing) =>
    Object.fromEntries(paths.map((path) => [path, replacing]));
  return Object.fromEntries(
    tables
      .flatMap(({ types }) => types)
      .flatMap(({ types, replaces, mayReplace, inPlace }) =>
        types.map((type) => [
          type,
          { ...listed(inPlace, 'never'), ...listed(mayReplace, 'perhaps'), ...listed(replaces, 'always') },
        ]),
      ),
  );
}

/** Undefined where the table says nothing of any of the attributes. */
export function replacingOf(
  resource: Resource,
  repairs: readonly Repair[],
  replacements: Replacements,
): Replacing | undefined {
  const paths = replacements[resource.type];
  if (!paths) return undefined;
  const all = changedPaths(resource, repairs).map((path) => replacingAt(paths, path));
  return (['always', 'perhaps', 'never'] as const).find((replacing) => all.includes(replacing));
}

/** The paths of the attributes that the repairs change, as far as they stand in the resource itself. */
export function changedPaths({ body }: Resource, repairs: readonly Repair[]): readonly string[] {
  return repairs.flatMap((repair) => {
    const { place, further = [] } = changed(repair);
    const keys = place && contains(body.place, place) ? [...keysTo(body, place), ...further] : [];
    return keys.length > 0 ? [keys.join('.')] : [];
  });
}

/** The listed path that is nearest to this one decides. */
export function replacingAt(paths: Replacements[string] = {}, path: string): Replacing | undefined {
  const keys = path.split('.');
  for (let length = keys.length; length > 0; length--) {
    const found = paths[keys.slice(0, length).join('.')];
    if (found) return found;
  }
  return paths['*'];
}

/** Where a repair changes something, and the keys below that it adds. */
function changed(repair: Repair): { readonly place?: Place; readonly further?: readonly string[] } {
  switch (repair.kind) {
    case 'set':
      return { place: repair.value.place };
    case 'add':
      return { place: repair.map.inner ?? repair.map.place, further: repair.keys };
    case 'append':
    case 'removeItem':
      return { place: repair.list.place };
    case 'removeEntry':
      return { place: repair.entry.place };
    case 'text':
    case 'word':
    case 'lines':
      return { place: repair.place };
    case 'companion':
      return {};
  }
}

function keysTo(value: Value, place: Place): readonly string[] {
  if (value.kind === 'list')
    return value.items.filter((item) => holds(item, place)).flatMap((item) => keysTo(item, place));
  if (value.kind !== 'map') return [];
  for (const [key, entry] of value.entries)
    if (contains(entry.place, place) || holds(entry.value, place)) return [key, ...keysTo(entry.value, place)];
  return [];
}

const holds = (value: Value, place: Place): boolean =>
  contains(value.place, place) || (value.kind === 'list' && value.items.some((item) => contains(item.place, place)));

const contains = (outer: Place, inner: Place): boolean =>
  outer.source === inner.source && outer.start <= inner.start && inner.end <= outer.end;
