// A pass over HCL text that knows just enough of it to tell comments from strings: where comments stand, and which strings are
// not closed on their line. It does not need the text to be sound, so comments are found in files that do not parse.

import type { Comment } from '../../../model/file.ts';
import { type Span, spanOf } from '../../../text/span.ts';

export interface Scan {
  readonly comments: readonly Comment[];
  /** Quoted strings and heredocs, without those inside the interpolations of others. */
  readonly strings: readonly Span[];
  /** Strings that do not end on their line, and heredocs that do not end at all. */
  readonly unclosed: readonly Unclosed[];
}

export interface Unclosed {
  /** From its beginning to the end of the line. */
  readonly span: Span;
  /** What would close it. */
  readonly by: string;
}

export function scan(text: string): Scan {
  const comments: Comment[] = [];
  const strings: Span[] = [];
  const unclosed: Unclosed[] = [];
  // One entry for each open `${` or `%{`: where the string around it began, and how many braces are open inside.
  const templates: { readonly quote: number; braces: number }[] = [];
  let at = 0;

  const comment = (start: number, end: number, from: number, to: number): void => {
    comments.push({ span: spanOf(start, end), text: text.slice(from, to).trim() });
    at = end;
  };
  // Goes on inside a quoted string until it ends, the line ends, or an interpolation opens.
  const string = (quote: number): void => {
    for (; at < text.length; at++) {
      const character = text[at];
      if (character === '"') {
        at++;
        if (templates.length === 0) strings.push(spanOf(quote, at));
        return;
      }
      if (character === '\n' || character === '\r') break;
      if (character === '\\' && text[at + 1] !== '\n' && text[at + 1] !== '\r') at++;
      else if ((character === '$' || character === '%') && text[at + 1] === '{') {
        if (text[at - 1] === character) continue;
        at += 2;
        templates.push({ quote, braces: 0 });
        return;
      }
    }
    unclosed.push({ span: spanOf(quote, lineEnd(text, quote)), by: '"' });
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    const open = templates.at(-1);
    if (code === hash || (code === slash && text.charCodeAt(at + 1) === slash)) {
      const end = lineEnd(text, at);
      comment(at, end, at + (code === hash ? 1 : 2), end);
    } else if (code === slash && text.charCodeAt(at + 1) === star) {
      const close = text.indexOf('*/', at + 2);
      const end = close < 0 ? text.length : close + 2;
      comment(at, end, at + 2, close < 0 ? end : close);
    } else if (code === quoteMark) {
      at++;
      string(at - 1);
    } else if (code === less && text.charCodeAt(at + 1) === less) {
      const heredoc = heredocAt(text, at);
      if (heredoc && templates.length === 0) strings.push(spanOf(at, heredoc.end));
      if (heredoc?.closed === false) unclosed.push({ span: spanOf(at, lineEnd(text, at)), by: heredoc.by });
      at = heredoc?.end ?? at + 1;
    } else {
      at++;
      if (!open) continue;
      if (code === openBrace) open.braces++;
      else if (code === closeBrace && open.braces-- === 0) {
        templates.pop();
        string(open.quote);
      }
    }
  }
  for (const { quote } of templates) unclosed.push({ span: spanOf(quote, lineEnd(text, quote)), by: '"' });
  unclosed.sort((a, b) => a.span.start - b.span.start);
  return { comments, strings, unclosed };
}

/** The text with comments as white space and strings as quotes, every line and offset as it was. */
export function bare(text: string): string {
  const { comments, strings } = scan(text);
  const hidden = [...comments.map(({ span }) => ({ span, by: ' ' })), ...strings.map((span) => ({ span, by: '"' }))];
  let result = '';
  let from = 0;
  for (const { span, by } of hidden.sort((a, b) => a.span.start - b.span.start)) {
    // A comment inside an interpolation is hidden with its string.
    if (span.start < from) continue;
    result += text.slice(from, span.start) + text.slice(span.start, span.end).replace(/[^\r\n]/g, by);
    from = span.end;
  }
  return result + text.slice(from);
}

const [hash, slash, star, quoteMark, less, openBrace, closeBrace] = [...'#/*"<{}'].map((c) => c.charCodeAt(0));

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' ? feed - 1 : feed;
}

const heredocStart = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

interface Heredoc {
  readonly end: number;
  readonly by: string;
  readonly closed: boolean;
}

/** The heredoc that starts at `at`; one that is not closed reaches to the end of the text. */
function heredocAt(text: string, at: number): Heredoc | undefined {
  heredocStart.lastIndex = at;
  const by = heredocStart.exec(text)?.[1];
  if (by === undefined) return undefined;
  let line = heredocStart.lastIndex;
  while (line < text.length) {
    const end = lineEnd(text, line);
    if (text.slice(line, end).trim() === by) return { end, by, closed: true };
    const feed = text.indexOf('\n', line);
    if (feed < 0) break;
    line = feed + 1;
  }
  return { end: text.length, by, closed: false };
}
