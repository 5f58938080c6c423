// Encodings. What a string was encoded from stays with it as `decoded`, so that a rule can look inside without reading it back.
// https://developer.hashicorp.com/terraform/language/functions/jsonencode and its neighbours.

import { parse as parseYaml } from 'yaml';
import type { Value } from '../../../model/value.ts';
import { readJsonIn } from '../../../syntax/json.ts';
import { isWhollyKnown } from '../evaluate/compare.ts';
import { settled } from '../evaluate/traces.ts';
import { text } from '../evaluate/values.ts';
import { CallError, type CallSite, type Functions, type Plain, pure, unknownResult } from './define.ts';
import { base64, utf8 } from './hashes.ts';
import { jsonText } from './json.ts';
import { checked, handed } from './pass.ts';
import { yamlText } from './yaml.ts';

export const encodingFunctions: Functions = {
  base64decode: pure(['string'], (value) => {
    try {
      const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw new CallError('this is no text in Base64');
    }
  }),
  base64encode: pure(['string'], (value) => base64(utf8(value))),
  csvdecode: pure(['string'], csvRows),
  jsondecode: checked(1, 1, jsondecode),
  jsonencode: checked(1, 1, encoded(jsonText)),
  textdecodebase64: pure(['string', 'string'], (value, encoding) => {
    try {
      const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      throw new CallError('this is no text in this encoding');
    }
  }),
  textencodebase64: pure(['string', 'string'], (value, encoding) => base64(encodedIn(encoding, value))),
  urldecode: pure(['string'], (value) => {
    try {
      return decodeURIComponent(value.replaceAll('+', ' '));
    } catch {
      throw new CallError('this is not URL-encoded');
    }
  }),
  urlencode: pure(['string'], (value) =>
    encodeURIComponent(value)
      .replace(/%20/g, '+')
      .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  yamldecode: pure(['string'], (value) => {
    try {
      return (parseYaml(value, { maxAliasCount: 100 }) ?? null) as Plain;
    } catch {
      throw new CallError('this is not YAML');
    }
  }),
  yamlencode: checked(1, 1, encoded(yamlText)),
};

function encoded(write: (value: Value) => string): (values: readonly Value[], call: CallSite) => Value {
  return (values, call) => {
    const [value] = values;
    if (!value || value.kind === 'unknown') return unknownResult(values, call);
    return { ...text(write(value), call.place, values), decoded: settled(value) } as Value;
  };
}

/** The encodings whose characters are code units; others have tables that nobody has asked for yet. */
function encodedIn(encoding: string, value: string): Uint8Array {
  const units = [...value].flatMap((character) => character.split('').map((unit) => unit.charCodeAt(0)));
  switch (encoding.toUpperCase()) {
    case 'UTF-8':
      return utf8(value);
    case 'UTF-16LE':
      return Uint8Array.from(units.flatMap((unit) => [unit & 0xff, unit >> 8]));
    case 'UTF-16BE':
      return Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff]));
    case 'US-ASCII':
    case 'ISO-8859-1':
      if (units.every((unit) => unit < (encoding.toUpperCase() === 'US-ASCII' ? 0x80 : 0x100)))
        return Uint8Array.from(units);
      throw new CallError('this encoding has no such character');
    default:
      throw new CallError('this encoding is not known');
  }
}

/** Values decoded from a literal keep their places inside it. */
function jsondecode(values: readonly Value[], call: CallSite): Value {
  const [value] = values;
  if (value?.kind === 'string' && value.decoded) return handed(value.decoded, call);
  if (value?.kind !== 'string' || !isWhollyKnown(value)) return unknownResult(values, call);
  return readJsonIn(value) ?? parseJson([value], call);
}

const parseJson = pure(['string'], (value) => {
  try {
    return JSON.parse(value) as Plain;
  } catch {
    throw new CallError('this is not JSON');
  }
});

/** Rows as objects by the names of the first row. Quotes as in RFC 4180. */
function csvRows(value: string): Plain[] {
  const [names = [], ...rows] = csvCells(value);
  return rows.map((row) => {
    if (row.length !== names.length) throw new CallError('the rows differ in length');
    return Object.fromEntries(names.map((name, at) => [name, row[at] ?? '']));
  });
}

function csvCells(value: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of value.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [whole, quoted, bare = '', end] = match;
    if (whole === '' && row.length === 0) break;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows.filter((cells) => cells.length > 1 || cells[0] !== '');
}
