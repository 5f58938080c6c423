// Walks through large JSON texts, such as lock files of megabytes, without making a tree of them: the caller is shown each member of an
// object and says where to go on. Broken text costs the line that it stands on, since no string goes over the end of its line.

import type { Problem } from '../model/file.ts';
import { type Span, spanOf } from '../text/span.ts';

/** Shown a member by its key, without quotes, and the offset at which its value begins; answers the offset after the value. */
export type VisitMember = (key: Span, value: number) => number;

/** Does another object begin at the quote, so that this one must have lost its end? */
export type Ends = (offset: number) => boolean;

const [quote, backslash, newline, comma, colon] = [0x22, 0x5c, 0x0a, 0x2c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Walks through the object whose `{` is at `open`; answers the offset after its `}`. */
export function eachMember(text: string, open: number, problems: Problem[], visit: VisitMember, ends?: Ends): number {
  let at = open + 1;
  for (;;) {
    at = afterSpace(text, at);
    if (at >= text.length) {
      problems.push(problem(open, open + 1, 'this object is not closed'));
      return at;
    }
    const code = text.charCodeAt(at);
    if (code === closeBrace) return at + 1;
    if (code !== quote) {
      const end = endOfLine(text, at);
      problems.push(problem(at, end, 'a key in quotes is expected'));
      at = end;
      continue;
    }
    if (ends?.(at)) {
      problems.push(problem(open, open + 1, 'this object is not closed'));
      return at;
    }
    at = afterMember(text, at, problems, visit);
  }
}

function afterMember(text: string, start: number, problems: Problem[], visit: VisitMember): number {
  const keyEnd = endOfString(text, start);
  const afterKey = afterSpace(text, keyEnd);
  if (text.charCodeAt(afterKey) !== colon) {
    problems.push(problem(start, keyEnd, 'a colon and a value are expected'));
    return text.charCodeAt(afterKey) === comma ? afterKey + 1 : keyEnd;
  }
  const value = afterSpace(text, afterKey + 1);
  const code = text.charCodeAt(value);
  if (code === closeBrace || code === comma || value >= text.length) {
    problems.push(problem(start, afterKey + 1, 'a value is expected'));
    return code === comma ? value + 1 : value;
  }
  const end = visit(spanOf(start + 1, isClosed(text, start, keyEnd) ? keyEnd - 1 : keyEnd), value);
  const next = afterSpace(text, end);
  const after = text.charCodeAt(next);
  if (after === comma) return next + 1;
  if (after !== closeBrace && next < text.length)
    problems.push(problem(end - 1, end, 'a comma is expected behind this'));
  return next;
}

/** Walks through the list whose `[` is at `open`: `visit` is shown where each item begins and answers the offset after it. */
export function eachItem(text: string, open: number, problems: Problem[], visit: (item: number) => number): number {
  let at = open + 1;
  for (;;) {
    at = afterSpace(text, at);
    if (at >= text.length) {
      problems.push(problem(open, open + 1, 'this list is not closed'));
      return at;
    }
    const code = text.charCodeAt(at);
    if (code === closeBracket) return at + 1;
    // Whoever visits goes on by a character at least.
    at = code === comma ? at + 1 : Math.max(visit(at), at + 1);
  }
}

/** The offset after the value that begins at the offset. */
export function endOfValue(text: string, start: number, ends?: Ends): number {
  const code = text.charCodeAt(start);
  if (code === quote) return endOfString(text, start);
  if (code !== openBrace && code !== openBracket) return endOfWord(text, start);
  let depth = 0;
  for (let at = start; at < text.length; ) {
    const inner = text.charCodeAt(at);
    if (inner === quote) {
      if (ends?.(at)) return at;
      at = endOfString(text, at);
      continue;
    }
    at++;
    if (inner === openBrace || inner === openBracket) depth++;
    else if ((inner === closeBrace || inner === closeBracket) && --depth === 0) return at;
  }
  return text.length;
}

/** The characters of the string that begins at the offset; undefined where no string begins there, or where it is broken. */
export function stringIn(text: string, start: number, problems: Problem[]): { text: string; span: Span } | undefined {
  if (text.charCodeAt(start) !== quote) return undefined;
  const end = endOfString(text, start);
  if (!isClosed(text, start, end)) {
    problems.push(problem(start, end, 'this text is not closed with a quote'));
    return undefined;
  }
  const span = spanOf(start + 1, end - 1);
  const written = text.slice(span.start, span.end);
  return { text: written.includes('\\') ? unescaped(written) : written, span };
}

export const isList = (text: string, at: number): boolean => text.charCodeAt(at) === openBracket;

export const isObject = (text: string, at: number): boolean => text.charCodeAt(at) === openBrace;

const problem = (start: number, end: number, message: string): Problem => ({
  span: spanOf(start, end),
  message: `not valid JSON: ${message}`,
});

function unescaped(written: string): string {
  try {
    return JSON.parse(`"${written}"`) as string;
  } catch {
    return written;
  }
}

/** After the closing quote, or at the end of the line. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === newline) return text.charCodeAt(at - 1) === 0x0d ? at - 1 : at;
    if (code === backslash && text.charCodeAt(at + 1) !== newline) at++;
  }
  return text.length;
}

const isClosed = (text: string, start: number, end: number): boolean =>
  end - start > 1 && text.charCodeAt(end - 1) === quote;

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !isWordEnd(text.charCodeAt(at))) at++;
  return Math.max(at, start + 1);
}

const isWordEnd = (code: number): boolean =>
  code <= 0x20 || code === comma || code === closeBrace || code === closeBracket;

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** The keys of the object that opens there; what is wrong with it is told by who reads it whole. */
export function namesIn(text: string, open: number): readonly string[] {
  const names: string[] = [];
  eachMember(text, open, [], (key, value) => {
    names.push(text.slice(key.start, key.end));
    return endOfValue(text, value);
  });
  return names;
}
