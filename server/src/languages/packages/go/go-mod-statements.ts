// The statements of go.mod, by the lexer's rules of golang.org/x/mod/modfile: words, quoted strings and brackets, a `//` comment to the
// end of the line, and blocks `verb ( … )` whose lines are statements with the same verb.

import type { Comment, Problem } from '../../../model/file.ts';
import { lineSpan, type Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';

export interface Word {
  /** Without quotes. */
  readonly text: string;
  /** Of `text`, inside the quotes. */
  readonly span: Span;
}

export interface Statement {
  readonly verb: Word;
  readonly arguments: readonly Word[];
  /** From the first to the last word of its line; in a block without the verb. */
  readonly span: Span;
  /** The comment at the end of the line. */
  readonly comment?: Comment;
}

export interface Statements {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
}

export function goModStatements(snapshot: Snapshot): Statements {
  const statements: Statement[] = [];
  const problems: Problem[] = [];
  const comments: Comment[] = [];
  let block: Word | undefined;
  const unclosed = (verb: Word): Problem => ({
    span: verb.span,
    message: `this \`${verb.text}\` block is not closed with \`)\``,
  });
  for (let number = 0; number < snapshot.lines.length; number++) {
    const { words, comment, problem } = readLine(snapshot.text, lineSpan(snapshot, number));
    if (comment) comments.push(comment);
    if (problem) problems.push(problem);
    const [first, second] = words;
    const last = words.at(-1);
    if (!first || !last) continue;
    if (block && first.text === ')') {
      block = undefined;
      continue;
    }
    if (second?.text === '(') {
      // A block inside of a block is one that was not closed.
      if (block) problems.push(unclosed(block));
      block = last.text === ')' ? undefined : first;
      continue;
    }
    const verb = block ?? first;
    const span = spanOf(first.span.start, last.span.end);
    statements.push({ verb, arguments: block ? words : words.slice(1), span, ...(comment && { comment }) });
  }
  if (block) problems.push(unclosed(block));
  return { statements, problems, comments };
}

interface Line {
  readonly words: readonly Word[];
  readonly comment?: Comment;
  readonly problem?: Problem;
}

function readLine(text: string, line: Span): Line {
  const words: Word[] = [];
  let at = line.start;
  while (at < line.end) {
    const char = text[at] ?? '';
    if (/[\s\uFEFF]/.test(char)) at++;
    else if (text.startsWith('//', at)) {
      return { words, comment: { span: spanOf(at, line.end), text: text.slice(at + 2, line.end).trim() } };
    } else if (text.startsWith('/*', at)) {
      return { words, problem: { span: spanOf(at, line.end), message: 'comments of go.mod begin with `//`' } };
    } else if (char === '"' || char === '`') {
      const close = closingQuote(text, at, line.end);
      if (close === undefined)
        return { words, problem: { span: spanOf(at, line.end), message: 'this quote is not closed' } };
      words.push({ text: text.slice(at + 1, close), span: spanOf(at + 1, close) });
      at = close + 1;
    } else {
      const end = isBracket(char) ? at + 1 : wordEnd(text, at, line.end);
      words.push({ text: text.slice(at, end), span: spanOf(at, end) });
      at = end;
    }
  }
  return { words };
}

const isBracket = (char: string): boolean => /[()[\]{},]/.test(char);

function closingQuote(text: string, open: number, end: number): number | undefined {
  for (let at = open + 1; at < end; at++) {
    if (text[at] === text[open]) return at;
    if (text[at] === '\\' && text[open] === '"') at++;
  }
  return undefined;
}

function wordEnd(text: string, start: number, end: number): number {
  let at = start + 1;
  while (at < end && !/[\s()[\]{},]/.test(text[at] ?? '') && !text.startsWith('//', at) && !text.startsWith('/*', at))
    at++;
  return at;
}
