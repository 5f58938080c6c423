// Whole lines: written below others, and taken away without leaving holes of empty lines.

import type { Edit } from '../text/snapshot.ts';
import { type Span, spanOf } from '../text/span.ts';
import { indentAt, type Page } from './page.ts';

/** Writes lines below the line of the offset; `lines` end in no line break. */
export function linesBelow(page: Page, offset: number, lines: string): Edit {
  const next = page.lineAfter(offset);
  if (next !== undefined) return { span: spanOf(next, next), text: `${lines}\n` };
  const { end } = page.line(offset);
  return { span: spanOf(end, end), text: `\n${lines}` };
}

/** Writes lines above the line of the offset. */
export function linesAbove(page: Page, offset: number, lines: string): Edit {
  const { start } = page.line(offset);
  return { span: spanOf(start, start), text: `${lines}\n` };
}

/** Takes away the lines from that of `start` to that of `end`, and the empty line that would be one too many. */
export function withoutLines(page: Page, { start, end }: Span): Edit {
  const first = page.line(start);
  const last = page.line(end);
  const next = page.lineAfter(end);
  const above = first.start > 0 ? page.line(first.start - 1) : undefined;
  if (next === undefined) return { span: spanOf(above ? endAbove(page, first) : first.start, last.end), text: '' };
  const below = page.line(next);
  const opens = above === undefined || /[{[(]\s*$/.test(textOf(page, above));
  const closes = /^\s*[}\])]/.test(textOf(page, below)) || page.text.slice(next).trim() === '';
  if (above && isBlank(page, above) && (isBlank(page, below) || closes)) {
    return { span: spanOf(above.start, next), text: '' };
  }
  if (opens && isBlank(page, below)) return { span: spanOf(first.start, page.lineAfter(next) ?? below.end), text: '' };
  return { span: spanOf(first.start, next), text: '' };
}

/** Without the last line, the line break above it goes with it; and so does an empty line there. */
function endAbove(page: Page, first: Span): number {
  const above = page.line(first.start - 1);
  return isBlank(page, above) && above.start > 0 ? page.line(above.start - 1).end : above.end;
}

/** Every line of the text that is not empty gets the indentation. */
export const indented = (text: string, indent: string): string => text.replace(/^(?=[^\r\n])/gm, indent);

/** The text with the indentation of the offset's line. */
export const indentedAs = (page: Page, offset: number, text: string): string => indented(text, indentAt(page, offset));

const textOf = (page: Page, { start, end }: Span): string => page.text.slice(start, end);

const isBlank = (page: Page, line: Span): boolean => textOf(page, line).trim() === '';
