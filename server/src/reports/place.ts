// From offsets to what reports show: lines, columns and the line itself.

import { lineAt, lineSpan, type Snapshot } from '../text/snapshot.ts';
import type { Span } from '../text/span.ts';
import type { Excerpt, Position, Range } from './report.ts';

export function rangeOf(snapshot: Snapshot, span: Span): Range {
  return { start: positionOf(snapshot, span.start), end: positionOf(snapshot, span.end) };
}

function positionOf(snapshot: Snapshot, offset: number): Position {
  const line = lineAt(snapshot, offset);
  return { line: line + 1, column: offset - (snapshot.lines[line] ?? 0) + 1 };
}

const before = 100;
const after = 140;

export function excerptOf(snapshot: Snapshot, span: Span): Excerpt {
  const line = lineSpan(snapshot, lineAt(snapshot, span.start));
  const start = Math.min(span.start, line.end);
  const end = Math.min(Math.max(span.end, start + 1), Math.max(line.end, start + 1));
  const from = line.end - line.start <= before + after ? line.start : Math.max(line.start, start - before);
  const to = line.end - line.start <= before + after ? line.end : Math.min(line.end, start + after);
  return {
    text: snapshot.text.slice(from, to),
    start: start - from,
    end: Math.min(end, Math.max(to, start + 1)) - from,
  };
}
