// Reading the bodies of resources for views, and adding to them what views know: entries whose names begin with `$`.

import { type Entry, hole, type MapValue, type Value } from '../../../model/value.ts';
import { map } from '../evaluate/values.ts';

/** The value of an attribute; a null is none. */
export function valueAt(body: MapValue, name: string): Value | undefined {
  const value = body.entries.get(name)?.value;
  return value?.kind === 'null' ? undefined : value;
}

/** The values of an attribute in blocks: `details.policy`. */
export function valuesAt(body: MapValue, path: string): readonly Value[] {
  const [name = '', ...rest] = path.split('.');
  if (rest.length > 0) return blocksOf(body, name).flatMap((block) => valuesAt(block, rest.join('.')));
  const value = valueAt(body, name);
  return value ? [value] : [];
}

/** The nested blocks of a type, or the objects of an attribute in their place; an open one for those that are not known. */
export function blocksOf(body: MapValue, name: string): readonly MapValue[] {
  const value = valueAt(body, name);
  if (!value) return body.open ? [openBlock(body)] : [];
  if (value.kind === 'map') return [value];
  if (value.kind !== 'list') return [openBlock(value)];
  const blocks = value.items.filter((item) => item.kind === 'map');
  return value.open || blocks.length < value.items.length ? [...blocks, openBlock(value)] : blocks;
}

/** What stands for something of which nothing is known. */
export const openBlock = (value: Value): MapValue => ({ ...map([], value.place, true), header: value.place });

/** The map with further entries behind its own; those without a value are left out. */
export function withEntries(body: MapValue, added: Readonly<Record<string, Value | undefined>>): MapValue {
  const entries = new Map<string, Entry>(body.entries);
  for (const [name, value] of Object.entries(added))
    if (value) entries.set(name, { key: value.place, value, place: value.place });
  return { ...body, entries };
}

/** A text whose characters are all known. */
export const knownText = (value: Value | undefined): string | undefined =>
  value?.kind === 'string' && !value.value.includes(hole) ? value.value : undefined;
