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

/** The line with the span. `print` says whether what stands there may be printed; a secret in a report is a secret in a build's log. */
export function excerptOf(snapshot: Snapshot, span: Span, print: 'as it is' | 'masked'): Excerpt {
  const line = lineSpan(snapshot, lineAt(snapshot, span.start));
  const start = Math.min(span.start, line.end);
  const end = Math.min(Math.max(span.end, start + 1), Math.max(line.end, start + 1));
  const from = line.end - line.start <= before + after ? line.start : Math.max(line.start, start - before);
  const to = line.end - line.start <= before + after ? line.end : Math.min(line.end, start + after);
  const excerpt = {
    text: snapshot.text.slice(from, to),
    start: start - from,
    end: Math.min(end, Math.max(to, start + 1)) - from,
  };
  return print === 'masked' ? masked(excerpt) : excerpt;
}

/** As many bullets as characters, so that what is underlined stays underlined. */
function masked({ text, start, end }: Excerpt): Excerpt {
  return { text: text.slice(0, start) + text.slice(start, end).replace(/./gsu, '•') + text.slice(end), start, end };
}
