// YAML as Terraform writes it: every key and string quoted, maps in the order of their keys.
// https://developer.hashicorp.com/terraform/language/functions/yamlencode

import { hole, type Value } from '../../../model/value.ts';
import { numberText } from '../evaluate/convert.ts';
import { itemsOf, sortedEntriesOf } from '../evaluate/traces.ts';

/** What is not known leaves a hole. */
export const yamlText = (value: Value): string => `${linesOf(value).join('\n')}\n`;

function linesOf(value: Value): string[] {
  if (value.kind === 'map' && value.entries.size > 0) {
    return sortedEntriesOf(value).flatMap(([key, entry]) => {
      const [first = '', ...rest] = linesOf(entry.value);
      const name = JSON.stringify(key);
      if (!isBlock(entry.value)) return [`${name}: ${first}`, ...indented(rest)];
      const lines = [first, ...rest];
      return [`${name}:`, ...(entry.value.kind === 'map' ? indented(lines) : lines)];
    });
  }
  if (value.kind === 'list' && value.items.length > 0) {
    return itemsOf(value).flatMap((item) => {
      const [first = '', ...rest] = linesOf(item);
      return [`- ${first}`, ...indented(rest)];
    });
  }
  return scalarLines(value);
}

const isBlock = (value: Value): boolean =>
  (value.kind === 'map' && value.entries.size > 0) || (value.kind === 'list' && value.items.length > 0);

const indented = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '' : `  ${line}`));

function scalarLines(value: Value): string[] {
  switch (value.kind) {
    case 'string': {
      if (!value.value.includes('\n')) return [JSON.stringify(value.value)];
      const ends = value.value.endsWith('\n');
      const lines = (ends ? value.value.slice(0, -1) : value.value).split('\n');
      return [ends ? '|' : '|-', ...lines];
    }
    case 'number':
      return [numberText(value.value)];
    case 'boolean':
      return [String(value.value)];
    case 'null':
      return ['null'];
    case 'list':
      return ['[]'];
    case 'map':
      return ['{}'];
    case 'unknown':
      return [JSON.stringify(hole)];
  }
}
