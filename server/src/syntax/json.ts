// Reads JSON, tolerantly and with the place of every key and value: package.json, .tf.json, and the JSON that stands inside strings
// of other languages, such as IAM policies. Comments and trailing commas are accepted, as editors do.

import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Problem } from '../model/file.ts';
import { type Place, placeOf, type Source } from '../model/place.ts';
import { type Entry, placeInString, type StringValue, type Value } from '../model/value.ts';
import { spanOf } from '../text/span.ts';

/** `value` is undefined only where the text holds no value at all. */
export interface JsonText {
  readonly value: Value | undefined;
  readonly problems: readonly Problem[];
}

/** Offsets of the text are offsets of the source. */
export function readJson(text: string, source: Source): JsonText {
  return read(text, (start, end) => placeOf(source, start, end));
}

/**
 * Reads the JSON that a string holds; places lie on the characters inside the string. What stands nowhere in particular came the way of the
 * whole string. Undefined where it is not JSON.
 */
export function readJsonIn(string: StringValue): Value | undefined {
  const first = string.value.trimStart()[0];
  if (first !== '{' && first !== '[') return undefined;
  const { value, problems } = read(string.value, (start, end) => placeInString(string, start, end));
  return problems.length === 0 && value ? comingFrom(string, value) : undefined;
}

function comingFrom(string: StringValue, value: Value): Value {
  const { trail, sensitive, place } = string;
  if (!trail && !sensitive) return value;
  const coming = (one: Value): Value => {
    if (one.kind === 'list') return { ...one, items: one.items.map(coming) };
    if (one.kind === 'map') {
      const entries = [...one.entries].map(([key, entry]) => [key, { ...entry, value: coming(entry.value) }] as const);
      return { ...one, entries: new Map(entries) };
    }
    const isNowhere = one.place.start === place.start && one.place.end === place.end;
    return { ...one, ...(trail && isNowhere && { trail }), ...(sensitive && { sensitive }) };
  };
  return coming(value);
}

type PlaceAt = (start: number, end: number) => Place;

// Deeper text than this is not a configuration but an attack on the stack.
const deepest = 200;

// Whoever reads a broken file needs the first mistakes; the rest follow from them.
const mostProblems = 20;

function read(text: string, placeAt: PlaceAt): JsonText {
  if (nestsDeeperThan(text, deepest))
    return { value: undefined, problems: [{ message: `JSON nests deeper than ${deepest} levels` }] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  const problems = errors.slice(0, mostProblems).map(({ error, offset, length }) => ({
    span: spanOf(offset, Math.min(offset + Math.max(length, 1), text.length)),
    message: `not valid JSON: ${wordsOf(printParseErrorCode(error))}`,
  }));
  return { value: root && lowered(root, placeAt), problems };
}

function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    if (depth > limit) return true;
  }
  return false;
}

// `CommaExpected` is "comma expected" to a reader.
const wordsOf = (code: string): string => code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

function lowered(node: Node, placeAt: PlaceAt): Value {
  const place = placeAt(node.offset, node.offset + node.length);
  switch (node.type) {
    case 'string':
      return { kind: 'string', value: node.value, place };
    case 'number':
      return { kind: 'number', value: node.value, place };
    case 'boolean':
      return { kind: 'boolean', value: node.value, place };
    case 'null':
      return { kind: 'null', place };
    case 'array':
      return { kind: 'list', items: (node.children ?? []).map((child) => lowered(child, placeAt)), place };
    default:
      return mapOf(node, placeAt, place);
  }
}

function mapOf(node: Node, placeAt: PlaceAt, place: Place): Value {
  const entries = new Map<string, Entry>();
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (!key || !value) continue;
    const keyPlace = placeAt(key.offset, key.offset + key.length);
    const inner = lowered(value, placeAt);
    entries.set(key.value, {
      key: keyPlace,
      value: inner.kind === 'map' ? { ...inner, header: keyPlace } : inner,
      place: placeAt(property.offset, property.offset + property.length),
    });
  }
  return { kind: 'map', entries, place, inner: placeAt(node.offset + 1, node.offset + node.length - 1) };
}
