// The four kinds of TOML strings. A string that is not closed ends with its line, so that a quote that was just typed does not swallow
// the rest of the file.

import type { Piece, StringValue } from '../../model/value.ts';
import { type Cursor, lineEnd, placeAt, report } from './cursor.ts';

/** The cursor stands on a quote. */
export function readString(cursor: Cursor): StringValue {
  const quote = cursor.text[cursor.at] === '"' ? '"' : "'";
  const triple = quote.repeat(3);
  if (!cursor.text.startsWith(triple, cursor.at)) return readSingle(cursor, quote);
  const close = closingTriple(cursor.text, cursor.at, triple);
  return close === undefined ? unclosed(cursor, quote, 3) : readTriple(cursor, quote, close);
}

const simple = { '"': /"([^"\\\r\n]*)"/y, "'": /'([^'\r\n]*)'/y } as const;

type Quote = keyof typeof simple;

function readSingle(cursor: Cursor, quote: Quote): StringValue {
  const start = cursor.at;
  const pattern = simple[quote];
  pattern.lastIndex = start;
  const matched = pattern.exec(cursor.text);
  if (matched) {
    cursor.at = pattern.lastIndex;
    return { kind: 'string', value: matched[1] ?? '', place: placeAt(cursor, start, cursor.at) };
  }
  const end = quote === '"' ? closingQuote(cursor.text, start) : undefined;
  if (end === undefined) return unclosed(cursor, quote, 1);
  cursor.at = end + 1;
  return { ...unescaped(cursor, start + 1, end), place: placeAt(cursor, start, cursor.at) };
}

/** Of a basic string on one line. */
function closingQuote(text: string, open: number): number | undefined {
  for (let at = open + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '"') return at;
    if (char === '\\' && !isBreak(text[at + 1])) at++;
    else if (isBreak(char)) return undefined;
  }
  return undefined;
}

const isBreak = (char: string | undefined): boolean => char === '\n' || char === '\r';

/** All that stands on the line is the string. */
function unclosed(cursor: Cursor, quote: Quote, quotes: 1 | 3): StringValue {
  const start = cursor.at;
  cursor.at = lineEnd(cursor.text, start);
  report(cursor, start, cursor.at, `this text is not closed with \`${quote.repeat(quotes)}\``);
  const characters = quote === '"' ? unescaped(cursor, start + quotes, cursor.at) : literal(cursor, start + quotes);
  return { ...characters, place: placeAt(cursor, start, cursor.at) };
}

function literal(cursor: Cursor, start: number): Pick<StringValue, 'kind' | 'value' | 'pieces'> {
  const value = cursor.text.slice(start, cursor.at);
  return { kind: 'string', value, pieces: [{ at: 0, length: value.length, start }] };
}

/**
 * Where the closing quotes begin; further quotes before them belong to the text. Quotes that open the text of another key close nothing:
 * then those at `open` are the ones that miss their partner.
 */
function closingTriple(text: string, open: number, triple: string): number | undefined {
  let close = text.indexOf(triple, open + 3);
  while (close >= 0 && triple === '"""' && isEscaped(text, close, open + 3)) close = text.indexOf(triple, close + 1);
  if (close < 0 || opensAnother(text, open, close)) return undefined;
  const [quote = ''] = triple;
  for (let more = 0; more < 2 && text[close + 3] === quote; more++) close++;
  return close;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let backslashes = 0;
  while (at - backslashes > from && text[at - backslashes - 1] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function opensAnother(text: string, open: number, close: number): boolean {
  const start = text.lastIndexOf('\n', close) + 1;
  return start > open && close - start < 200 && /^[\w.-]+[ \t]*=[ \t]*$/.test(text.slice(start, close));
}

function readTriple(cursor: Cursor, quote: Quote, close: number): StringValue {
  const start = cursor.at;
  // A line break right behind the opening quotes is not a part of the text.
  const from = start + 3 + (/^(?:\r\n|\n)/.exec(cursor.text.slice(start + 3, start + 5))?.[0].length ?? 0);
  cursor.at = close;
  const characters = quote === '"' ? unescaped(cursor, from, close) : literal(cursor, from);
  cursor.at = close + 3;
  return { ...characters, place: placeAt(cursor, start, cursor.at) };
}

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  e: '\x1b',
  '"': '"',
  '\\': '\\',
};

// A backslash at the end of a line takes the line break and all white space after it away.
const escapeSequence = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[ \t]*\r?\n\s*|[\s\S]|$)/y;

/** The characters `[start, end)` of a basic string. What is no escape stays as it is written, and is told. */
function unescaped(cursor: Cursor, start: number, end: number): Pick<StringValue, 'kind' | 'value' | 'pieces'> {
  const { text } = cursor;
  const pieces: Piece[] = [];
  let value = '';
  for (let at = start; at < end; ) {
    const backslash = text.indexOf('\\', at);
    const plainEnd = backslash < 0 || backslash > end ? end : backslash;
    if (plainEnd > at) pieces.push({ at: value.length, length: plainEnd - at, start: at });
    value += text.slice(at, plainEnd);
    at = plainEnd;
    if (at >= end) break;
    escapeSequence.lastIndex = at;
    const written = text.slice(at, Math.min(end, at + (escapeSequence.exec(text)?.[0].length ?? 1)));
    const means = meaningOf(written);
    if (means === undefined) report(cursor, at, at + written.length, `\`${written}\` is not an escape of TOML`);
    const length = means?.length ?? written.length;
    // Two pieces over the same characters say where the escape begins and where it ends.
    if (length > 0) {
      pieces.push({ at: value.length, length, start: at });
      pieces.push({ at: value.length, length, start: at + written.length - length });
    }
    value += means ?? written;
    at += written.length;
  }
  return { kind: 'string', value, pieces };
}

function meaningOf(written: string): string | undefined {
  const kind = written[1] ?? '';
  if (/\s/.test(kind)) return /\n/.test(written) ? '' : undefined;
  if (!/[xuU]/.test(kind)) return escapes[kind];
  const point = Number.parseInt(written.slice(2), 16);
  if (written.length === 2 || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
  return String.fromCodePoint(point);
}
