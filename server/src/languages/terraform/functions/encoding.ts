// Encodings. What a string was encoded from stays with it as `decoded`, so that a rule can look inside without reading it back.
// https://developer.hashicorp.com/terraform/language/functions/jsonencode and its neighbours.

import { parse as parseYaml } from 'yaml';
import type { Value } from '../../../model/value.ts';
import { readJsonIn } from '../../../syntax/json.ts';
import { isWhollyKnown } from '../evaluate/compare.ts';
import { settled } from '../evaluate/traces.ts';
import { text } from '../evaluate/values.ts';
import { CallError, type CallSite, type Functions, type Plain, pure, unknownResult } from './define.ts';
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
  base64encode: pure(['string'], (value) => {
    const bytes = new TextEncoder().encode(value);
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    return btoa(binary);
  }),
  base64sha256: unknownResult,
  base64sha512: unknownResult,
  csvdecode: pure(['string'], csvRows),
  jsondecode: checked(1, 1, jsondecode),
  jsonencode: checked(1, 1, encoded(jsonText)),
  md5: unknownResult,
  sha1: unknownResult,
  sha256: unknownResult,
  sha512: unknownResult,
  textdecodebase64: unknownResult,
  textencodebase64: unknownResult,
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
  uuidv5: unknownResult,
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
