// The text that is repaired, as the writers of edits see it: where values stand in it, which line ends and which indentation it
// has, so that what is written looks like what is there.

import type { Place } from '../model/place.ts';
import { lineAt, lineSpan, lineText, newlineOf, type Snapshot } from '../text/snapshot.ts';
import type { Span } from '../text/span.ts';

export interface Page {
  readonly text: string;
  /** The file's own, that of its first line. */
  readonly newline: string;
  /** One step of indentation: a tab or some spaces. */
  readonly unit: string;
  /** Throws Unrepairable where the place is not in this text. */
  span(place: Place): Span;
  /** As `span`, but undefined there. */
  find(place: Place): Span | undefined;
  /** Of the line that holds the offset, without its line end. */
  line(offset: number): Span;
  /** Where the line after that of the offset starts; undefined on a last line, ended or not. */
  lineAfter(offset: number): number | undefined;
}

/** Says that a repair cannot be written safely here; caught where repairs become edits. */
export class Unrepairable extends Error {}

export function pageOf(snapshot: Snapshot, locate: (place: Place) => Span | undefined): Page {
  const { text, lines } = snapshot;
  const find = (place: Place): Span | undefined => {
    const span = locate(place);
    return span && span.start <= span.end && span.end <= text.length ? span : undefined;
  };
  return {
    text,
    newline: newlineOf(text),
    unit: unitOf(snapshot),
    find,
    span(place) {
      const span = find(place);
      if (!span) throw new Unrepairable('it stands elsewhere');
      return span;
    },
    line: (offset) => lineSpan(snapshot, lineAt(snapshot, offset)),
    lineAfter: (offset) => lines[lineAt(snapshot, offset) + 1],
  };
}

/** The step by which lines are most often indented deeper than the line before; two spaces where none is. */
function unitOf(snapshot: Snapshot): string {
  const counts = new Map<string, number>();
  let above = '';
  for (const number of snapshot.lines.keys()) {
    const line = lineText(snapshot, number);
    if (line.trim() === '') continue;
    const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
    const step = indent.startsWith(above) ? indent.slice(above.length) : '';
    if (step) counts.set(step, (counts.get(step) ?? 0) + 1);
    above = indent;
  }
  let [unit, most] = ['  ', 0];
  for (const [step, count] of counts) if (count > most) [unit, most] = [step, count];
  return unit;
}

/** The white space at the start of the offset's line. */
export function indentAt(page: Page, offset: number): string {
  const { start, end } = page.line(offset);
  return /^[ \t]*/.exec(page.text.slice(start, end))?.[0] ?? '';
}

/** What stands before the offset on its line. */
export const beforeOnLine = (page: Page, offset: number): string => page.text.slice(page.line(offset).start, offset);

export const startsLine = (page: Page, offset: number): boolean => beforeOnLine(page, offset).trim() === '';

/** The end of the text `[start, end)` without the white space at its end. */
export const trimmedEnd = (page: Page, start: number, end: number): number =>
  start + page.text.slice(start, end).trimEnd().length;
