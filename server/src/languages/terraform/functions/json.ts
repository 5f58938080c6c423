// JSON as Terraform writes it: keys in order, and `<`, `>` and `&` escaped.
// https://developer.hashicorp.com/terraform/language/functions/jsonencode

import { hole, type Value } from '../../../model/value.ts';
import { numberText } from '../evaluate/convert.ts';
import { itemsOf, sortedEntriesOf } from '../evaluate/traces.ts';

/** What is not known leaves a hole. */
export function jsonText(value: Value): string {
  switch (value.kind) {
    case 'string':
      return quoted(value.value);
    case 'number':
      return numberText(value.value);
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'unknown':
      return quoted(hole);
    case 'list':
      return `[${itemsOf(value).map(jsonText).join(',')}]`;
    case 'map':
      return `{${sortedEntriesOf(value)
        .map(([key, entry]) => `${quoted(key)}:${jsonText(entry.value)}`)
        .join(',')}}`;
  }
}

const escapes: Readonly<Record<string, string>> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026' };

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[<>&]/g, (character) => escapes[character] ?? character);
