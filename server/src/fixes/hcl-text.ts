// Literals as HCL: expressions, and the bodies of blocks. Nothing is aligned here; see hcl-align.ts.
// The syntax: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md

import type { Literal } from '../model/literal.ts';
import { type Entries, isList, isMap } from './syntax.ts';

/** All but the first line starts with `indent`. Lists without maps stay on one line. */
export function expressionText(literal: Literal, indent: string, unit: string): string {
  const inner = indent + unit;
  if (isMap(literal)) {
    const lines = Object.entries(literal).map(
      ([key, value]) => `${inner}${keyText(key)} = ${expressionText(value, inner, unit)}\n`,
    );
    return lines.length > 0 ? `{\n${lines.join('')}${indent}}` : '{}';
  }
  if (isList(literal)) {
    if (!literal.some((item) => isMap(item)))
      return `[${literal.map((item) => expressionText(item, indent, unit)).join(', ')}]`;
    return `[\n${literal.map((item) => `${inner}${expressionText(item, inner, unit)},\n`).join('')}${indent}]`;
  }
  return typeof literal === 'string' ? quoted(literal) : String(literal);
}

/** The lines of a block's body: arguments first, then a block for each map, an empty line around each. */
export function bodyText(entries: Entries, indent: string, unit: string): string {
  const named = Object.entries(entries);
  const lines = named
    .filter(([, literal]) => blocksOf(literal).length === 0)
    .map(([key, literal]) => `${indent}${keyText(key)} = ${expressionText(literal, indent, unit)}`)
    .join('\n');
  const blocks = named.flatMap(([key, literal]) => blocksOf(literal).map((body) => blockText(key, body, indent, unit)));
  return [...(lines ? [lines] : []), ...blocks].join('\n\n');
}

export function blockText(type: string, body: Entries, indent: string, unit: string): string {
  const lines = bodyText(body, indent + unit, unit);
  return lines ? `${indent}${type} {\n${lines}\n${indent}}` : `${indent}${type} {}`;
}

/** A map whose keys could not be arguments is no body of a block: tags, labels, environment variables with dots in their names. */
function blocksOf(literal: Literal): readonly Entries[] {
  if (isMap(literal)) return Object.keys(literal).every(isIdentifier) ? [literal] : [];
  return isList(literal) && literal.length > 0 && literal.every(isMap) ? literal.filter(isMap) : [];
}

export const isBlocks = (literal: Literal): boolean => blocksOf(literal).length > 0;

const isIdentifier = (key: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(key);

export const keyText = (key: string): string => (isIdentifier(key) ? key : quoted(key));

/** As a quoted template: `${` and `%{` would be read as its parts. */
export function quoted(text: string): string {
  const escaped = text.replace(/["\\\n\r\t]/g, (character) => escapes[character] ?? character);
  return `"${escaped.replace(/[$%](?=\{)/g, '$&$&')}"`;
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
