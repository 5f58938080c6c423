// How far the TOML text is read, and what was found on the way. All readers of this folder move one cursor forward; none goes back.

import type { Comment, Problem } from '../../model/file.ts';
import { type Place, placeOf, type Source } from '../../model/place.ts';
import { spanOf } from '../../text/span.ts';

export interface Cursor {
  readonly text: string;
  readonly source: Source;
  at: number;
  readonly problems: Problem[];
  readonly comments: Comment[];
  /** Where brackets were last given up, so that those around them do not tell of it again. */
  givenUpAt: number;
}

export const cursorOf = (text: string, source: Source): Cursor => ({
  text,
  source,
  at: text.startsWith('\uFEFF') ? 1 : 0,
  problems: [],
  comments: [],
  givenUpAt: -1,
});

export const placeAt = ({ source }: Cursor, start: number, end: number): Place => placeOf(source, start, end);

// Whoever reads a broken file needs the first mistakes; more are noise.
const mostProblems = 50;

export function report({ problems }: Cursor, start: number, end: number, message: string): void {
  if (problems.length < mostProblems) problems.push({ span: spanOf(start, end), message });
}

/** What a pattern with the flag `y` matches at the cursor, which moves behind it. */
export function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const matched = pattern.exec(cursor.text)?.[0];
  if (matched !== undefined) cursor.at += matched.length;
  return matched;
}

export function skipSpaces(cursor: Cursor): void {
  while (isSpace(cursor.text.charCodeAt(cursor.at))) cursor.at++;
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;

/** Is this the end of a line or of the text? */
export function atLineEnd({ text, at }: Cursor): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || code === 0x0a || code === 0x0d;
}

/** Takes a comment to the end of its line. */
export function takeComment(cursor: Cursor): void {
  const start = cursor.at;
  cursor.at = lineEnd(cursor.text, start);
  const text = cursor.text.slice(start + 1, cursor.at).trim();
  cursor.comments.push({ span: spanOf(start, cursor.at), text });
}

/** The end of the offset's line, before its line break. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  const end = feed < 0 ? text.length : feed;
  return end > offset && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
}

/** Where the text before `end` ends without white space, not before `start`. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && (isSpace(text.charCodeAt(at - 1)) || /[\r\n]/.test(text[at - 1] ?? ''))) at--;
  return at;
}
