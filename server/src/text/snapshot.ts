// Immutable documents. A change gives a new snapshot that remembers the edits that led to it, so that a syntax tree of the
// old text can be edited instead of parsed again. The old snapshot stays as it was: whoever holds it sees that it is stale.

import type { Span } from './span.ts';

/** One replacement, in offsets of the text just before it. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

export interface Snapshot {
  /** Path with `/`, or a URI for documents that are not on a disk. */
  readonly file: string;
  readonly version: number;
  readonly text: string;
  /** Offsets at which lines start; the first is 0. CR LF, LF and CR each end a line, as in LSP. */
  readonly lines: readonly number[];
  /** What turned `previous` into this text, in order; absent where the text is new as a whole. */
  readonly change?: { readonly previous: Snapshot; readonly edits: readonly Edit[] };
}

export function snapshotOf(file: string, text: string, version = 0): Snapshot {
  return { file, version, text, lines: lineStarts(text) };
}

/** Applies the edits in order, each in the offsets that the ones before it left. Offsets beyond the text are clamped. */
export function edited(previous: Snapshot, edits: readonly Edit[], version: number): Snapshot {
  let { text, lines } = previous;
  for (const { span, text: inserted } of edits) {
    const before = text.length;
    text = text.slice(0, span.start) + inserted + text.slice(span.end);
    lines =
      0 <= span.start && span.start <= span.end && span.end <= before
        ? movedLines(lines, span, text, text.length - before)
        : lineStarts(text);
  }
  // Only one step back is kept: whoever missed a version parses afresh, and no chain of old texts is held in memory.
  const { change: _, ...before } = previous;
  return { file: previous.file, version, text, lines, change: { previous: before, edits } };
}

/** The 0-based line that holds the offset. */
export function lineAt(snapshot: Pick<Snapshot, 'lines'>, offset: number): number {
  let low = 0;
  let high = snapshot.lines.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if ((snapshot.lines[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low;
}

/** The span of a 0-based line without its line end. */
export function lineSpan(snapshot: Snapshot, line: number): Span {
  const start = snapshot.lines[line] ?? snapshot.text.length;
  let end = snapshot.lines[line + 1] ?? snapshot.text.length;
  while (end > start && (snapshot.text[end - 1] === '\n' || snapshot.text[end - 1] === '\r')) end--;
  return { start, end };
}

/** The text of a 0-based line without its line end. */
export function lineText(snapshot: Snapshot, line: number): string {
  const { start, end } = lineSpan(snapshot, line);
  return snapshot.text.slice(start, end);
}

/** How the text ends its first line; `\n` where it has only one. */
export const newlineOf = (text: string): string => /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';

function lineStarts(text: string): number[] {
  const starts = [0];
  addStarts(starts, text, 0, text.length);
  return starts;
}

/** After the line ends that stand between the offsets. */
function addStarts(starts: number[], text: string, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
}

/**
 * Where lines start after an edit, which is looked for only around it: in large files that is what typing takes longest for. A line end before
 * or behind the edit may have become one with it, so the lines beside are looked at, too. `text` is the new text, longer `by` so much.
 */
function movedLines(lines: readonly number[], { start, end }: Span, text: string, by: number): readonly number[] {
  const first = lineAt({ lines }, Math.max(start - 1, 0));
  const rest = lineAt({ lines }, end + 1) + 1;
  const moved = lines.slice(0, first + 1);
  const restStart = lines[rest];
  addStarts(moved, text, moved[first] ?? 0, restStart === undefined ? text.length : restStart + by - 1);
  for (let line = rest; line < lines.length; line++) moved.push((lines[line] ?? 0) + by);
  return moved;
}
