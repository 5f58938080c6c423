// Literals as YAML: mappings and lists in block style as the file has them, or in flow style; strings with quotes only where they
// would not be read as the same strings without.

import type { Literal } from '../model/literal.ts';
import { plainScalar } from '../syntax/yaml/scalar.ts';
import { type Entries, isList, isMap } from './syntax.ts';

export interface BlockStyle {
  /** One step of indentation, in spaces. */
  readonly unit: string;
  /** How far a list is indented below its key: by a step, or not at all. */
  readonly listIndent: string;
}

/** Lists below keys are indented as most are in the file. */
export function blockStyleOf(text: string, unit: string): BlockStyle {
  const step = /^ +$/.test(unit) ? unit : '  ';
  const below = [...text.matchAll(/^( *)(?:- +)*[^\s#-][^\r\n]*:[ \t]*\r?\n( *)- /gm)];
  const flush = below.filter(([, key = '', list = '']) => list.length <= key.length).length;
  return { unit: step, listIndent: flush > below.length / 2 ? '' : step };
}

/** Lines that all start with the indentation. Empty collections and scalars have no lines of their own; see `flowText`. */
export function blockText(literal: Literal, indent: string, style: BlockStyle): string {
  if (isMap(literal)) return mappingText(literal, indent, style);
  if (isList(literal)) return literal.map((item) => itemText(item, indent, style)).join('\n');
  return indent + flowText(literal);
}

export const mappingText = (entries: Entries, indent: string, style: BlockStyle): string =>
  Object.entries(entries)
    .map(([key, value]) => `${indent}${scalarText(key, 'block')}:${belowKey(value, indent, style)}`)
    .join('\n');

/** What stands behind a colon, whose key is indented so: a scalar on its line, or a collection on lines below. */
export function belowKey(value: Literal, indent: string, style: BlockStyle): string {
  if (isInline(value)) return ` ${inlineText(value)}`;
  return `\n${blockText(value, indent + (isList(value) ? style.listIndent : style.unit), style)}`;
}

/** An item of a block list; what is a mapping goes on below its first key. */
export function itemText(item: Literal, indent: string, style: BlockStyle): string {
  if (isInline(item)) return `${indent}- ${inlineText(item)}`;
  return `${indent}- ${blockText(item, `${indent}  `, style).trimStart()}`;
}

export const isInline = (literal: Literal): boolean => typeof literal !== 'object' || Object.keys(literal).length === 0;

export const inlineText = (literal: Literal): string =>
  typeof literal === 'string' ? scalarText(literal, 'block') : flowText(literal);

export function flowText(literal: Literal): string {
  if (isList(literal)) return `[${literal.map(flowText).join(', ')}]`;
  if (isMap(literal))
    return `{${Object.entries(literal)
      .map(([key, value]) => `${scalarText(key, 'flow')}: ${flowText(value)}`)
      .join(', ')}}`;
  return typeof literal === 'string' ? scalarText(literal, 'flow') : String(literal);
}

/** `written` is the scalar that the string takes the place of; its quotes stay. */
export function scalarText(text: string, context: 'block' | 'flow', written = ''): string {
  if (written.startsWith("'") && !/[\r\n]/.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return written.startsWith('"') || !isPlain(text, context) ? JSON.stringify(text) : text;
}

/** Would it be read as this string without quotes, by YAML 1.1 and 1.2 alike? */
function isPlain(text: string, context: 'block' | 'flow'): boolean {
  return (
    plainScalar(text).kind === 'string' &&
    text.trim() === text &&
    !/^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|---|\.\.\.|<<$|=$)|: |:$| #|\p{Cc}/u.test(text) &&
    !(context === 'flow' && /[,[\]{}]/.test(text)) &&
    // Base 60, and dates, which are numbers and times in YAML 1.1.
    !/^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?$|^\d{4}-\d\d?-\d\d?/.test(text)
  );
}
