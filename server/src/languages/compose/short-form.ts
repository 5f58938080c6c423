// Lists whose items are written as a text or as a mapping. Both become maps with the keys of the mapping, so that rules ask one question.

import { type Entry, type MapValue, placeInString, type StringValue, type Value } from '../../model/value.ts';
import { virtual } from '../../model/virtual.ts';

/** The list with a map in the place of every text and number. */
export function itemsOf(entry: Entry, read: (text: StringValue) => MapValue): Entry {
  const { value } = entry;
  if (value.kind !== 'list') return entry;
  const items = value.items.map((item) => {
    if (item.kind === 'number') return read(digitsOf(item));
    return item.kind === 'string' ? read(item) : item;
  });
  return { ...entry, value: { ...value, items } };
}

function digitsOf({ value, place, trail }: Extract<Value, { kind: 'number' }>): StringValue {
  const text = String(value);
  // A number may be written otherwise, as 0x50.
  const pieces = text.length === place.end - place.start ? {} : { pieces: [] };
  return { kind: 'string', value: text, place, ...(trail && { trail }), ...pieces };
}

/** The map of what a text says, with the text itself as `$text`. What is absent is underlined as the text without its quotes. */
export function shortForm(text: StringValue, parts: Readonly<Record<string, Value | undefined>>): MapValue {
  // With variables filled in, the ends of the text need not be written in it.
  const header = text.pieces ? text.place : placeInString(text, 0, text.value.length);
  const entries = new Map<string, Entry>([['$text', virtual(text, header)]]);
  for (const [name, part] of Object.entries(parts)) if (part) entries.set(name, virtual(part, header));
  return { kind: 'map', entries, place: text.place, header, ...(text.trail && { trail: text.trail }) };
}
