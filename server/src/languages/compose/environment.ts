// Variables that a service or a build is given, written as a mapping or as a list of `NAME=value`.

import { type Entry, hole, type Value } from '../../model/value.ts';
import { stringAt, virtual } from '../../model/virtual.ts';
import { filledIn, partOf } from './characters.ts';

/** A list of maps of `name` and `value`; a variable that is handed on from the environment of Compose has no value. */
export function variablesOf(entry: Entry): Entry {
  const { value } = entry;
  switch (value.kind) {
    case 'map': {
      const items = [...value.entries].map(([name, one]) => variable(stringAt(name, one.key), one.value, one.place));
      return listed(entry, items, value.open);
    }
    case 'list':
      return listed(entry, value.items.map(assignmentOf), value.open);
    default:
      return entry;
  }
}

const listed = (entry: Entry, items: readonly Value[], open: boolean | undefined): Entry => ({
  ...entry,
  value: { kind: 'list', items, place: entry.value.place, ...(open && { open }) },
});

function assignmentOf(item: Value): Value {
  if (item.kind !== 'string') return item;
  const equals = item.value.indexOf('=');
  if (equals < 0 && item.value.includes(hole)) return { kind: 'unknown', place: item.place, reason: filledIn };
  if (equals < 0) return variable(item, undefined, item.place);
  return variable(partOf(item, 0, equals), partOf(item, equals + 1, item.value.length), item.place);
}

function variable(name: Value, value: Value | undefined, place: Value['place']): Value {
  const entries = new Map<string, Entry>([['name', virtual(name, name.place)]]);
  if (value && value.kind !== 'null') entries.set('value', virtual(value, name.place));
  return { kind: 'map', entries, place, header: name.place };
}
