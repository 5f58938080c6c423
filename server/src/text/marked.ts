// Texts that say where something is expected: `«` opens and `»` closes a mark around it. Rule examples and tests are written so,
// because an expectation beside the text is read at once and never drifts from it, as numbers do.

import type { Span } from './span.ts';

export interface Marked {
  /** Without the marks. */
  readonly text: string;
  /** In the order in which they open, in offsets of `text`; marks may nest. */
  readonly marks: readonly Span[];
}

/** Takes the marks out. Throws where a mark has no partner, with its 1-based line. */
export function marked(source: string): Marked {
  const marks: { start: number; end: number }[] = [];
  const open: { mark: { start: number; end: number }; at: number }[] = [];
  let text = '';
  let copied = 0;
  for (const { 0: sign, index } of source.matchAll(/[«»]/g)) {
    text += source.slice(copied, index);
    copied = index + 1;
    if (sign === '«') {
      const mark = { start: text.length, end: text.length };
      marks.push(mark);
      open.push({ mark, at: index });
      continue;
    }
    const opened = open.pop();
    if (!opened) throw new Error(`line ${lineOf(source, index)}: » closes a mark that was not opened`);
    opened.mark.end = text.length;
  }
  const unclosed = open.pop();
  if (unclosed) throw new Error(`line ${lineOf(source, unclosed.at)}: « opens a mark that is not closed`);
  return { text: text + source.slice(copied), marks };
}

const lineOf = (source: string, offset: number): number => source.slice(0, offset).split(/\r\n|\r|\n/).length;
