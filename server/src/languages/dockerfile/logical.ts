// The logical lines of a Dockerfile: physical lines joined where BuildKit joins them, each character with its place in the file.

import { join, type Mapped, mappedAt, slice, standingFor } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';

/** The character that continues lines and escapes others; the `escape` directive chooses it. */
export type Escape = '\\' | '`';

/** The text `[start, end)` of a file on one line. Offsets are the file's. */
export function logicalWord(text: string, start: number, end: number, escaping: Escape): Word {
  const { text: logical, pieces } = withoutContinuations(text.slice(start, end), start, escaping);
  return { text: logical, pieces, start, end };
}

// A continuation ends its line but for blanks; empty lines and comment lines after it go with it. BuildKit: parser.go.
const continuations: Readonly<Record<Escape, RegExp>> = {
  '\\': /(^|[^\\])\\[ \t]*\r*\n(?:[^\S\n]*(?:#[^\n]*)?\n)*(?:[^\S\n]*#[^\n]*$)?/gm,
  '`': /(^|[^`])`[ \t]*\r*\n(?:[^\S\n]*(?:#[^\n]*)?\n)*(?:[^\S\n]*#[^\n]*$)?/gm,
};

function withoutContinuations(text: string, start: number, escaping: Escape): Mapped {
  if (!text.includes('\n')) return mappedAt(text, start);
  const parts: Mapped[] = [];
  let from = 0;
  for (const match of text.matchAll(continuations[escaping])) {
    parts.push(mappedAt(text.slice(from, match.index + match[1]!.length), start + from));
    from = match.index + match[0].length;
  }
  return join([...parts, mappedAt(text.slice(from), start + from)]);
}

/** A flag's text without its quotes and backslashes, by BuildKit's rule, which knows no other escape character here. */
export function withoutFlagQuotes(flag: Mapped): Mapped {
  const parts: Mapped[] = [];
  let quote: string | undefined;
  let from = 0;
  const skip = (at: number): void => {
    parts.push(slice(flag, from, at));
    from = at + 1;
  };
  for (let at = 0; at < flag.text.length; at++) {
    const char = flag.text[at]!;
    if (char === '\\') skip(at++);
    else if (quote === undefined && (char === '"' || char === "'")) {
      quote = char;
      skip(at);
    } else if (char === quote) {
      quote = undefined;
      skip(at);
    }
  }
  return join([...parts, slice(flag, from, flag.text.length)]);
}

/** What a JSON string, with its quotes, means. */
export function decodedJson(string: Word): Word {
  const inner = slice(string, 1, string.text.length - 1);
  const parts: Mapped[] = [];
  let from = 0;
  for (const match of inner.text.matchAll(/\\(?:u[0-9a-fA-F]{4}|.)/gs)) {
    const end = match.index + match[0].length;
    const written = slice(inner, match.index, end);
    const first = written.pieces[0]?.start ?? string.start;
    const last = written.pieces.at(-1);
    parts.push(slice(inner, from, match.index));
    parts.push(standingFor(decodedEscape(match[0]), first, last ? last.start + last.length : string.end));
    from = end;
  }
  return { ...join([...parts, slice(inner, from, inner.text.length)]), start: string.start, end: string.end };
}

function decodedEscape(written: string): string {
  try {
    return String(JSON.parse(`"${written}"`));
  } catch {
    return written;
  }
}
