// The values of TOML. Arrays and inline tables may go over lines; one that is not closed ends where a line begins like a statement, so
// that a bracket that was just typed costs its own line alone.

import type { Value } from '../../model/value.ts';
import { atLineEnd, type Cursor, lineEnd, placeAt, report, skipSpaces, takeComment, trimmedEnd } from './cursor.ts';
import { readKeys } from './keys.ts';
import { readScalar } from './scalars.ts';
import { readString } from './strings.ts';
import { growTo, put, type Table, tableOf, tableWithin } from './tables.ts';

// Deeper text than this is not a configuration but an attack on the stack.
const deepest = 100;

/** Undefined where no value stands at the cursor, which is reported by whoever expected one. */
export function readValue(cursor: Cursor, depth: number): Value | undefined {
  switch (cursor.text[cursor.at]) {
    case '"':
    case "'":
      return readString(cursor);
    case '[':
    case '{':
      if (depth > deepest) return tooDeep(cursor);
      return cursor.text[cursor.at] === '[' ? readArray(cursor, depth) : readInlineTable(cursor, depth);
    default:
      return readScalar(cursor);
  }
}

function tooDeep(cursor: Cursor): Value {
  const start = cursor.at;
  cursor.at = lineEnd(cursor.text, start);
  if (cursor.givenUpAt < 0) report(cursor, start, start + 1, `this nests deeper than ${deepest} levels`);
  cursor.givenUpAt = cursor.at;
  return { kind: 'unknown', reason: 'it nests too deep', place: placeAt(cursor, start, cursor.at) };
}

/** Says whether the statement around reads on: whether what follows still belongs to the brackets. */
type Continues = (cursor: Cursor) => boolean;

function readArray(cursor: Cursor, depth: number): Value {
  const start = cursor.at++;
  const items: Value[] = [];
  let separated = true;
  while (reachesItem(cursor, start, (at) => !startsStatement(at))) {
    const char = cursor.text[cursor.at];
    if (char === ']') {
      cursor.at++;
      return { kind: 'list', items, place: placeAt(cursor, start, cursor.at) };
    }
    if (char === ',') {
      if (separated) report(cursor, cursor.at, cursor.at + 1, 'a value is expected before the comma');
      separated = true;
      cursor.at++;
      continue;
    }
    const from = cursor.at;
    const item = readValue(cursor, depth + 1);
    if (!item) {
      cursor.at++;
      report(cursor, from, cursor.at, 'a value, `,` or `]` is expected here');
      continue;
    }
    if (!separated) report(cursor, from, cursor.at, 'a comma is expected before this value');
    separated = false;
    items.push(item);
  }
  return { kind: 'list', items, place: placeAt(cursor, start, cursor.at) };
}

function readInlineTable(cursor: Cursor, depth: number): Value {
  const start = cursor.at++;
  const table = tableOf(placeAt(cursor, start, start + 1));
  const end = readEntries(cursor, table, start, depth);
  const { entries } = table;
  const inner = placeAt(cursor, start + 1, end ?? cursor.at);
  return { kind: 'map', entries, place: placeAt(cursor, start, cursor.at), inner };
}

/** Where the closing brace stands; undefined where there is none. */
function readEntries(cursor: Cursor, table: Table, start: number, depth: number): number | undefined {
  let last: 'comma' | 'entry' | 'broken' = 'comma';
  while (reachesItem(cursor, start, isInside(cursor.text, start))) {
    const char = cursor.text[cursor.at];
    const from = cursor.at;
    if (char === '}') return cursor.at++;
    if (char === ',') {
      if (last === 'comma') report(cursor, from, from + 1, 'a key and a value are expected before the comma');
      last = 'comma';
      cursor.at++;
      continue;
    }
    if (last === 'entry') report(cursor, from, from + 1, '`,` or `}` is expected here');
    last = readPair(cursor, table, depth + 1) ? 'entry' : 'broken';
    if (cursor.at > from) continue;
    cursor.at++;
    report(cursor, from, cursor.at, 'a key is expected here');
  }
  return undefined;
}

/** `key = value`, from key to value on one line. Says whether it was understood. */
export function readPair(cursor: Cursor, table: Table, depth: number): boolean {
  const start = cursor.at;
  const keys = readKeys(cursor);
  const key = keys.at(-1);
  if (!key) return false;
  const keysEnd = cursor.at;
  skipSpaces(cursor);
  if (cursor.text[cursor.at] !== '=') {
    cursor.at = keysEnd;
    report(cursor, start, keysEnd, 'a `=` and a value are expected after the key');
    return false;
  }
  cursor.at++;
  const afterSign = cursor.at;
  skipSpaces(cursor);
  const value = atLineEnd(cursor) ? undefined : readValue(cursor, depth);
  if (!value) {
    cursor.at = afterSign;
    report(cursor, start, afterSign, 'a value is expected after `=`');
    return false;
  }
  const place = placeAt(cursor, start, cursor.at);
  const inner = keys.length > 1 ? tableWithin(cursor, table, keys.slice(0, -1), place) : table;
  if (inner !== table && isAdjacent(cursor.text, inner.place.end, start)) growTo(inner, cursor.at);
  put(cursor, inner, key, value.kind === 'map' ? { ...value, header: placeOfKey(cursor, key) } : value, place);
  return true;
}

const placeOfKey = (cursor: Cursor, { span }: { readonly span: { readonly start: number; readonly end: number } }) =>
  placeAt(cursor, span.start, span.end);

/** Do two statements follow each other with nothing between but the line end? */
const isAdjacent = (text: string, end: number, start: number): boolean =>
  start >= end && start - end < 200 && /^\s*$/.test(text.slice(end, start));

/**
 * Goes to the next character that is neither white space nor in a comment. False at the end of the text, and where a line begins that
 * does not continue the brackets opened at `start`; the cursor is then at the end of what was in them.
 */
function reachesItem(cursor: Cursor, start: number, continues: Continues): boolean {
  const { text } = cursor;
  const from = cursor.at;
  let crossed = false;
  for (;;) {
    skipSpaces(cursor);
    if (text[cursor.at] === '#') takeComment(cursor);
    else if (atLineEnd(cursor) && cursor.at < text.length) {
      cursor.at++;
      crossed = true;
    } else break;
  }
  if (cursor.at < text.length && !(crossed && !continues(cursor))) return true;
  const end = trimmedEnd(text, start + 1, from);
  if (cursor.givenUpAt !== end) {
    report(cursor, start, start + 1, `this \`${text[start]}\` is not closed`);
    cursor.givenUpAt = end;
  }
  // What was passed over is read again by the statement that follows; its comments are, too.
  while ((cursor.comments.at(-1)?.span.start ?? -1) >= from) cursor.comments.pop();
  cursor.at = end;
  return false;
}

const pair = /(?:[\w-]+|"[^"\r\n]*"|'[^'\r\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\r\n]*"|'[^'\r\n]*'))*[ \t]*=/y;
const header =
  /\[\[?[ \t]*(?!(?:true|false|inf|nan)\b)[A-Za-z_][\w-]*(?:[ \t]*\.[ \t]*[\w"'-]+)*[ \t]*\]\]?[ \t]*(?=[\r\n#]|$)/y;

/** No value of an array looks like this: a key with its `=`, or a header of a bare name. */
function startsStatement({ text, at }: Cursor): boolean {
  pair.lastIndex = at;
  header.lastIndex = at;
  return pair.test(text) || header.test(text);
}

/** TOML 1.1 allows inline tables over lines. Their entries are indented, which statements below are not. */
function isInside(text: string, start: number): Continues {
  return ({ at }) => text[at] === '}' || indentOf(text, at) > indentOf(text, start);
}

function indentOf(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - start;
}
