// Underlines text by a line of carets below it, for terminals and pages of equal letters.

/** Carets below the part of the line from `start` to `end`, in offsets of the line; at least one. */
export function caretsBelow(
  line: string,
  start: number,
  end: number,
): { readonly indent: string; readonly carets: string } {
  return { indent: blank(line.slice(0, start)), carets: '^'.repeat(Math.max(1, widthOf(line.slice(start, end)))) };
}

/** As wide as the text in a terminal; a tab stays one, since only the terminal knows how wide it is. */
const blank = (text: string): string => text.replace(/[^\t]+/g, (part) => ' '.repeat(widthOf(part)));

/** Columns in a terminal: two for the wide letters of East Asia and for emoji, none for what combines with the letter before. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += isCombining.test(sign) ? 0 : isWide.test(sign) ? 2 : 1;
  return width;
}

const isCombining = /^(?:\p{Mn}|\p{Me}|[\u200B-\u200D]|\uFE0F)$/u;
const isWide =
  /^(?:\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6])$/u;
