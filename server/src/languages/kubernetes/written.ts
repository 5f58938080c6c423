// Names as a message can tell them.

import { hole, type Value } from '../../model/value.ts';

/** The scalar's value, or where a template decides it, its text in the document. Undefined for lists, maps and null. */
export function writtenOf(value: Value, text: string): string | undefined {
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return String(value.value);
    case 'string':
      return value.value.includes(hole) ? textOf(value, text) : value.value;
    case 'unknown':
      return textOf(value, text);
    case 'null':
    case 'list':
    case 'map':
      return undefined;
  }
}

const textOf = ({ place }: Value, text: string): string =>
  text
    .slice(place.start, place.end)
    .replace(/\s+/g, ' ')
    .replace(/^(["'])(.*)\1$/, '$2');
