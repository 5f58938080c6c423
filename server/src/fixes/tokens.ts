// Just enough of what HCL, JSON and flow YAML have in common to step from an item to its comma or bracket: white space and comments.

import type { Page } from './page.ts';

/** The offset of the next character that is neither white space nor in a comment; the text's end where there is none. */
export function nextToken(page: Page, offset: number): number {
  trivia.lastIndex = offset;
  trivia.test(page.text);
  return trivia.lastIndex;
}

const trivia = /(?:\s|#.*|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** The end of the last token before the offset. Comments are told from strings line by line. */
export function tokenBefore(page: Page, offset: number): number {
  let at = offset;
  while (at > 0) {
    const { start } = page.line(at);
    const code = codeOf(page.text.slice(start, at)).trimEnd();
    if (code !== '') return start + code.length;
    if (start === 0) return 0;
    at = start - 1;
  }
  return 0;
}

/** A line up to its comment. Two slashes inside a word are no comment, because YAML has none of that kind but has unquoted URLs. */
export function codeOf(line: string): string {
  const [code = ''] =
    /^(?:"(?:[^"\\]|\\.)*"?|'[^']*'|\/\*.*?\*\/|(?!(?<![^\s,{[])\/[/*]|(?<!\S)#)[\s\S])*/.exec(line) ?? [];
  return code.replace(/(?:\/\*.*?\*\/\s*)+$/, '');
}
