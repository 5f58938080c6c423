// Text whose characters stand elsewhere: a RUN script without its line continuations, a word without its quotes. Pieces say which
// characters stand where, so that text found deep inside (a word of a script in quotes in a heredoc) is found in the document.

import { hole, type Piece } from '../model/value.ts';
import { type Span, spanOf } from '../text/span.ts';

/**
 * `pieces` are in order of `at`. Characters in no piece stand for something else, such as a hole for `$VERSION`; a piece of
 * length 0 before and after them says where that stands.
 */
export interface Mapped {
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Text that stands in one piece from `start` on. */
export const mappedAt = (text: string, start: number): Mapped => ({
  text,
  pieces: [{ at: 0, length: text.length, start }],
});

/** Text that stands for the characters `[start, end)`. */
export const standingFor = (text: string, start: number, end: number): Mapped => ({
  text,
  pieces: [
    { at: 0, length: 0, start },
    { at: text.length, length: 0, start: end },
  ],
});

/** The parts with the separator, which stands nowhere, between them. */
export function join(parts: readonly Mapped[], separator = ''): Mapped {
  const [only] = parts;
  if (only && parts.length === 1) return { text: only.text, pieces: only.pieces };
  let text = '';
  const pieces: Piece[] = [];
  for (const [index, part] of parts.entries()) {
    if (index > 0) text += separator;
    for (const { at, length, start } of part.pieces) append(pieces, at + text.length, length, start);
    text += part.text;
  }
  return { text, pieces };
}

/** The characters `[start, end)`, with where they stand. */
export function slice({ text, pieces }: Mapped, start: number, end: number): Mapped {
  return { text: text.slice(start, end), pieces: piecesWithin(pieces, start, end) };
}

/** Without white space around. */
export function trimmed(mapped: Mapped): Mapped {
  const start = mapped.text.length - mapped.text.trimStart().length;
  return slice(mapped, start, Math.max(start, mapped.text.trimEnd().length));
}

/** The characters `[start, end)`, and the span that they stand in as a whole. */
export function sliceInPlace(mapped: Mapped, start: number, end: number): Mapped & Span {
  return { ...slice(mapped, start, end), ...spanIn(mapped, start, end) };
}

/** Where the characters `[start, end)` stand, from the first to the last. */
export function spanIn(mapped: Mapped, start: number, end: number): Span {
  const from = startOf(mapped, start);
  return spanOf(from, start < end ? Math.max(from, endOf(mapped, end)) : from);
}

/** `inner` stands in `outer.text`: the same characters, and where `outer` has them. */
export function through(inner: Mapped, outer: Mapped): Mapped {
  const pieces: Piece[] = [];
  for (const { at, length, start } of inner.pieces) {
    if (length === 0) {
      const opens = inner.text[at] === hole;
      append(pieces, at, length, opens ? startOf(outer, start) : endOf(outer, start));
      continue;
    }
    for (const piece of piecesWithin(outer.pieces, start, start + length))
      append(pieces, piece.at + at, piece.length, piece.start);
  }
  return { text: inner.text, pieces };
}

/** Where the character at the offset begins. */
function startOf({ pieces }: Mapped, offset: number): number {
  const piece = pieces[firstWhere(pieces, ({ at }) => at > offset) - 1] ?? pieces[0];
  return piece ? piece.start + Math.min(Math.max(0, offset - piece.at), piece.length) : 0;
}

/** Where the character before the offset ends. */
function endOf({ pieces }: Mapped, offset: number): number {
  const piece = pieces[firstWhere(pieces, ({ at, length }) => at + length >= offset)] ?? pieces.at(-1);
  return piece ? piece.start + Math.min(Math.max(0, offset - piece.at), piece.length) : 0;
}

/** The pieces of `[start, end)`, `at` counted from `start`. */
function piecesWithin(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const within: Piece[] = [];
  for (let i = firstWhere(pieces, ({ at, length }) => at + length >= start); i < pieces.length; i++) {
    const piece = pieces[i]!;
    if (piece.at > end) break;
    const from = Math.max(piece.at, start);
    const to = Math.min(piece.at + piece.length, end);
    if (from < to || piece.length === 0)
      within.push({ at: from - start, length: to - from, start: piece.start + from - piece.at });
  }
  return within;
}

/** The index of the first piece that has a property which all after it have too. */
function firstWhere(pieces: readonly Piece[], holds: (piece: Piece) => boolean): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(pieces[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

// Neighbours that stand side by side become one piece, so that long text stays cheap to search.
function append(pieces: Piece[], at: number, length: number, start: number): void {
  const last = pieces[pieces.length - 1];
  if (last && last.at + last.length === at && last.start + last.length === start) {
    pieces[pieces.length - 1] = { at: last.at, length: last.length + length, start: last.start };
  } else pieces.push({ at, length, start });
}
