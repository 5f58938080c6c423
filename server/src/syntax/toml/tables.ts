// The tables of a TOML text while they are put together. Tables come from headers, from dotted keys and from braces; each is a map
// from the first moment on, whose place grows with what is written into it.

import type { Place } from '../../model/place.ts';
import type { Entry, MapValue, Value } from '../../model/value.ts';
import { type Cursor, placeAt, report } from './cursor.ts';
import type { Key } from './keys.ts';

export interface Table {
  readonly map: MapValue;
  readonly entries: Map<string, Entry>;
  /** Those of `map`. */
  readonly place: Growing;
  readonly inner: Growing | undefined;
  /** The tables in it that may still be added to; of an array of tables only the last. */
  readonly tables: Map<string, Table>;
  /** Does a header of its own stand for it? */
  headed: boolean;
  /** The items, where the key holds an array of tables. */
  readonly items?: Value[];
}

type Growing = { -readonly [Key in keyof Place]: Place[Key] };

/** `inner` is where entries are put, where they are put between or below something. */
export function tableOf(place: Place, header?: Place, inner?: Place, items?: Value[]): Table {
  const entries = new Map<string, Entry>();
  const growing = { ...place };
  const inside = inner && { ...inner };
  return {
    map: { kind: 'map', entries, place: growing, ...(header && { header }), ...(inside && { inner: inside }) },
    entries,
    place: growing,
    inner: inside,
    tables: new Map(),
    headed: false,
    ...(items && { items }),
  };
}

/** The statement ends here, so the table does, too. */
export function growTo(table: Table, end: number): void {
  table.place.end = Math.max(table.place.end, end);
  if (table.inner) table.inner.end = Math.max(table.inner.end, end);
}

/** `[a.b.c]` from `start` to `end`: the table that the lines below write into. */
export function openTable(cursor: Cursor, root: Table, keys: readonly Key[], start: number, end: number): Table {
  const header = placeAt(cursor, start, end);
  const parent = tableWithin(cursor, root, keys.slice(0, -1), header);
  const key = keys.at(-1);
  if (!key) return tableOf(header, header);
  const known = parent.tables.get(key.name);
  if (known && !known.items) {
    if (known.headed) report(cursor, start, end, `the table \`${nameOf(keys)}\` stands here a second time`);
    known.headed = true;
    return known;
  }
  const table = tableOf(header, header, placeAt(cursor, end, end));
  table.headed = true;
  return enter(cursor, parent, key, table, table.map) ? table : detached(header);
}

/** `[[a.b.c]]`: a new item of the array. */
export function openItem(cursor: Cursor, root: Table, keys: readonly Key[], start: number, end: number): Table {
  const header = placeAt(cursor, start, end);
  const parent = tableWithin(cursor, root, keys.slice(0, -1), header);
  const key = keys.at(-1);
  if (!key) return detached(header);
  const items = parent.tables.get(key.name)?.items ?? [];
  const table = tableOf(header, header, placeAt(cursor, end, end), items);
  items.push(table.map);
  if (items.length > 1) parent.tables.set(key.name, table);
  else if (!enter(cursor, parent, key, table, { kind: 'list', items, place: header })) return detached(header);
  return table;
}

/** What nothing leads to: its lines are read, and nobody sees them. */
const detached = (header: Place): Table => tableOf(header, header);

/** The table that the keys lead to; those on the way are made, standing where `written` does. */
export function tableWithin(cursor: Cursor, from: Table, keys: readonly Key[], written: Place): Table {
  let table = from;
  for (const key of keys) {
    const known = table.tables.get(key.name);
    if (known) {
      table = known;
      continue;
    }
    const made = tableOf(written, placeAt(cursor, key.span.start, key.span.end));
    if (!enter(cursor, table, key, made, made.map)) return detached(written);
    table = made;
  }
  return table;
}

/** Says whether the key was free. */
function enter(cursor: Cursor, parent: Table, key: Key, table: Table, value: Value): boolean {
  if (!put(cursor, parent, key, value, value.place)) return false;
  parent.tables.set(key.name, table);
  return true;
}

/** The first of two with the same key counts. */
export function put(cursor: Cursor, { entries }: Table, key: Key, value: Value, place: Place): boolean {
  if (entries.has(key.name)) {
    report(cursor, key.span.start, key.span.end, `the key \`${key.name}\` stands here a second time`);
    return false;
  }
  entries.set(key.name, { key: placeAt(cursor, key.span.start, key.span.end), value, place });
  return true;
}

export const nameOf = (keys: readonly Key[]): string => keys.map(({ name }) => name).join('.');
