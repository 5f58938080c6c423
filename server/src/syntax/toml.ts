// Reads TOML 1.1, tolerantly and with the place of every key and value: Cargo.toml, pyproject.toml and the lock files of both worlds.
// A line that is not understood is told and left out; all others stay what they are. Two entries of one name are told as well, and
// the first counts.
//
// A reader of our own, because the published ones throw at the first mistake (toml-eslint-parser, @iarna/toml) or know no places
// (smol-toml), and half-typed text is what an editor holds most of the time.

import type { Comment, Problem } from '../model/file.ts';
import { placeOf, type Source } from '../model/place.ts';
import type { MapValue } from '../model/value.ts';
import { atLineEnd, type Cursor, cursorOf, lineEnd, report, skipSpaces, takeComment } from './toml/cursor.ts';
import { readKeys } from './toml/keys.ts';
import { growTo, openItem, openTable, type Table, tableOf } from './toml/tables.ts';
import { readPair } from './toml/values.ts';

export interface TomlText {
  /** The place of a table goes from its header to the end of its last own line; tables in it that have a header of their own lie outside. */
  readonly value: MapValue;
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
}

/** Offsets of the text are offsets of the source. Dates are texts, as written. Values of the keys to leave out are passed over. */
export function readToml(text: string, source: Source, leftOut?: ReadonlySet<string>): TomlText {
  const cursor = cursorOf(text, source);
  const root = tableOf(placeOf(source, 0, text.length), undefined, placeOf(source, 0, 0));
  let table = root;
  while (cursor.at < text.length) {
    skipSpaces(cursor);
    if (text[cursor.at] === '#') takeComment(cursor);
    else if (text[cursor.at] === '[') table = readHeader(cursor, root);
    else if (!atLineEnd(cursor) && !(leftOut && passesOver(cursor, leftOut))) readStatement(cursor, table);
    toNextLine(cursor);
  }
  return { value: root.map, problems: cursor.problems, comments: cursor.comments };
}

/** What stands below a header that is not understood belongs to nothing. */
function readHeader(cursor: Cursor, root: Table): Table {
  const start = cursor.at;
  const isItem = cursor.text[start + 1] === '[';
  cursor.at += isItem ? 2 : 1;
  skipSpaces(cursor);
  const keys = readKeys(cursor);
  skipSpaces(cursor);
  const closing = isItem ? ']]' : ']';
  const isClosed = cursor.text.startsWith(closing, cursor.at);
  cursor.at = isClosed ? cursor.at + closing.length : lineEnd(cursor.text, cursor.at);
  if (keys.length === 0) report(cursor, start, cursor.at, 'the name of a table is expected between the brackets');
  else if (!isClosed) report(cursor, start, cursor.at, `this header is not closed with \`${closing}\``);
  return (isItem ? openItem : openTable)(cursor, root, keys, start, cursor.at);
}

function readStatement(cursor: Cursor, table: Table): void {
  const start = cursor.at;
  cursor.givenUpAt = -1;
  if (readPair(cursor, table, 0)) growTo(table, cursor.at);
  else {
    if (cursor.at === start) {
      const end = lineEnd(cursor.text, start);
      report(cursor, start, end, 'a key is expected at the start of the line');
    }
    cursor.at = lineEnd(cursor.text, cursor.at);
  }
}

const assignment = /([\w-]+)[ \t]*=[ \t]*(\[?)/y;

/** As generators write them: an array over lines ends with a bracket at the start of one. */
function passesOver(cursor: Cursor, leftOut: ReadonlySet<string>): boolean {
  assignment.lastIndex = cursor.at;
  const [, key = '', bracket] = assignment.exec(cursor.text) ?? [];
  if (!leftOut.has(key)) return false;
  const end = lineEnd(cursor.text, cursor.at);
  const isOpen = bracket && assignment.lastIndex === end;
  const close = isOpen ? cursor.text.indexOf('\n]', end) : -1;
  cursor.at = close < 0 ? end : close + 2;
  return true;
}

/** A statement ends with its line. */
function toNextLine(cursor: Cursor): void {
  skipSpaces(cursor);
  if (cursor.text[cursor.at] === '#') takeComment(cursor);
  const end = lineEnd(cursor.text, cursor.at);
  if (end > cursor.at) report(cursor, cursor.at, end, 'the end of the line is expected here');
  cursor.at = end;
  if (cursor.text[cursor.at] === '\r') cursor.at++;
  if (cursor.text[cursor.at] === '\n') cursor.at++;
}
