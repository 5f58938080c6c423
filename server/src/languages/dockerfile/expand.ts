// Expands the variables of a word and takes its quotes, as BuildKit does (frontend/dockerfile/shell/lex.go). Literal characters keep
// their places; what a variable gives stands where the variable does, with a trail to where it was set. What is not known becomes
// a hole.

import type { Step } from '../../model/place.ts';
import { hole } from '../../model/value.ts';
import { join, type Mapped, slice, spanIn, standingFor } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';
import type { Escape } from './logical.ts';

export interface Expanded extends Word {
  readonly trail: readonly Step[];
  /** Why a part of it is a hole. */
  readonly reason?: string;
}

export type Variable =
  | { readonly kind: 'known'; readonly text: string; readonly trail: readonly Step[]; readonly reason?: string }
  /** An ARG without a default: empty unless the build sets it, so `${x:-default}` is the default. No build sets what is `undeclared`. */
  | { readonly kind: 'unset'; readonly reason: string; readonly trail: readonly Step[]; readonly undeclared?: true }
  | { readonly kind: 'unknown'; readonly reason: string; readonly trail: readonly Step[] };

export type Lookup = (name: string) => Variable;

export function expand(word: Word, lookup: Lookup, escaping: Escape): Expanded {
  if (!/["'$\\`]/.test(word.text)) return literally(word);
  const reading: Reading = { word, lookup, escaping, at: 0, depth: 0, trail: [], reason: undefined };
  const expanded = join(partsUntil(undefined, reading));
  const { trail, reason } = reading;
  return { ...expanded, start: word.start, end: word.end, trail, ...(reason !== undefined && { reason }) };
}

/** A word that BuildKit takes as it is. */
export const literally = ({ text, pieces, start, end }: Word): Expanded => ({ text, pieces, start, end, trail: [] });

interface Reading {
  readonly word: Word;
  readonly lookup: Lookup;
  readonly escaping: Escape;
  at: number;
  /** How many `${…:-` are open. */
  depth: number;
  trail: readonly Step[];
  reason: string | undefined;
}

// In UTF-16 code units. Values that double from line to line would fill the memory.
const longestValue = 10_000;
const longestTrail = 8;

// Deeper than anybody writes by hand it is an attack on the stack.
const deepest = 50;

function partsUntil(stop: string | undefined, reading: Reading): Mapped[] {
  const { word, escaping } = reading;
  const parts: Mapped[] = [];
  while (reading.at < word.text.length && word.text[reading.at] !== stop) {
    const char = word.text[reading.at];
    if (char === "'") parts.push(singleQuoted(reading));
    else if (char === '"') parts.push(...doubleQuoted(reading));
    else if (char === '$') parts.push(...variable(reading));
    else if (char === escaping) {
      parts.push(slice(word, reading.at + 1, reading.at + 2));
      reading.at += 2;
    } else parts.push(plainText(stop, reading));
  }
  return parts;
}

function plainText(stop: string | undefined, reading: Reading): Mapped {
  const { word, escaping, at } = reading;
  let end = at + 1;
  for (; end < word.text.length; end++) {
    const char = word.text[end]!;
    if (char === stop || char === escaping || char === "'" || char === '"' || char === '$') break;
  }
  reading.at = end;
  return slice(word, at, end);
}

// A quote that is never closed is an error to BuildKit; here the string ends with the word.
function singleQuoted(reading: Reading): Mapped {
  const start = reading.at + 1;
  const close = reading.word.text.indexOf("'", start);
  const end = close < 0 ? reading.word.text.length : close;
  reading.at = end + 1;
  return slice(reading.word, start, end);
}

function doubleQuoted(reading: Reading): Mapped[] {
  const { word, escaping } = reading;
  const parts: Mapped[] = [];
  reading.at++;
  while (reading.at < word.text.length && word.text[reading.at] !== '"') {
    const { at } = reading;
    if (word.text[at] === '$') parts.push(...variable(reading));
    else {
      // Before any other character the escape stands for itself.
      const escapes = word.text[at] === escaping && ['"', '$', escaping].includes(word.text[at + 1] ?? '');
      reading.at += escapes ? 2 : 1;
      parts.push(slice(word, escapes ? at + 1 : at, reading.at));
    }
  }
  reading.at++;
  return parts;
}

const plainName = /\$([A-Za-z_]\w*|\d|[@*#?!$-])/y;
const bracedName = /\$\{([A-Za-z_]\w*|\d+|[@*#?!$-])(:?[-+?]|##?|%%?|\/\/?)?/y;

function variable(reading: Reading): Mapped[] {
  const { word, at: start } = reading;
  const plain = matchAt(plainName, word.text, start);
  if (plain) {
    reading.at = start + plain[0].length;
    return given(reading.lookup(plain[1]!), start, reading);
  }
  const braced = matchAt(bracedName, word.text, start);
  if (!braced || reading.depth >= deepest) {
    reading.at = start + 1;
    return [slice(word, start, start + 1)];
  }
  reading.at = start + braced[0].length;
  const before = { trail: reading.trail, reason: reading.reason };
  reading.depth++;
  const operand = partsUntil('}', reading);
  reading.depth--;
  // An expansion that is never closed is an error to BuildKit; here it stays as it is written.
  if (reading.at >= word.text.length) return [slice(word, start, word.text.length)];
  reading.at++;
  const found = reading.lookup(braced[1]!);
  const operator = braced[2];
  const choice = operator ? chosen(found, operator) : 'variable';
  if (choice === 'operand') return operand;
  ({ trail: reading.trail, reason: reading.reason } = before);
  if (choice === 'nothing') return [];
  const unknown = { kind: 'unknown', reason: `what \`${operator}\` makes of it is not worked out`, trail: [] } as const;
  return given(choice === 'variable' ? found : unknown, start, reading);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function chosen(found: Variable, operator: string): 'variable' | 'operand' | 'nothing' | 'unknown' {
  const isSet = found.kind === 'known' && (found.text !== '' || !operator.startsWith(':'));
  switch (operator.replace(':', '')) {
    case '-':
      return found.kind === 'unset' || (found.kind === 'known' && !isSet) ? 'operand' : 'variable';
    case '+':
      return found.kind === 'unknown' ? 'unknown' : isSet ? 'operand' : 'nothing';
    case '?':
      return 'variable';
    default:
      return 'unknown';
  }
}

function textOf(found: Variable): string {
  if (found.kind === 'known') return found.text;
  return found.kind === 'unset' && found.undeclared ? '' : hole;
}

/** What a variable gives, in the place of the expansion from `start` to where the reading is. */
function given(found: Variable, start: number, reading: Reading): Mapped[] {
  const place = spanIn(reading.word, start, Math.min(reading.at, reading.word.text.length));
  // Each step is told once, however often its variable is used, and a long way only as far as anybody reads it.
  reading.trail = [...new Set([...reading.trail, ...found.trail])].slice(0, longestTrail);
  const text = textOf(found);
  if (text.length <= longestValue) reading.reason ??= found.reason;
  else reading.reason ??= 'its value is too long';
  return [standingFor(text.length <= longestValue ? text : hole, place.start, place.end)];
}
