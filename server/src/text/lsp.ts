// The only conversion between spans and what LSP counts in: 0-based lines and UTF-16 units within them. Positions come from clients,
// so they may lie outside of the text; every function clamps and none throws.

import type { Position, Range } from 'vscode-languageserver';
import { lineAt, lineSpan, type Snapshot } from './snapshot.ts';
import { type Span, spanOf } from './span.ts';

export const rangeOf = (snapshot: Snapshot, span: Span): Range => ({
  start: positionOf(snapshot, span.start),
  end: positionOf(snapshot, span.end),
});

/** A range whose ends are the wrong way round is empty at its start. */
export function spanOfRange(snapshot: Snapshot, range: Range): Span {
  const start = offsetOf(snapshot, range.start);
  return spanOf(start, Math.max(start, offsetOf(snapshot, range.end)));
}

/** Inside of a line end, which LSP cannot address, is before it. */
export function positionOf(snapshot: Snapshot, offset: number): Position {
  const clamped = Math.min(Math.max(offset, 0), snapshot.text.length);
  const line = lineAt(snapshot, clamped);
  const { start, end } = lineSpan(snapshot, line);
  return { line, character: Math.min(clamped, end) - start };
}

/** Beyond the end of a line is before its line end, as the protocol says; beyond the last line is the end of the text. */
export function offsetOf(snapshot: Snapshot, { line, character }: Position): number {
  if (line < 0) return 0;
  if (line >= snapshot.lines.length) return snapshot.text.length;
  const { start, end } = lineSpan(snapshot, line);
  return Math.min(start + Math.max(character, 0), end);
}
