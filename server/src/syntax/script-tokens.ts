// The tokens of small scripts that are really lists: Gemfiles, Gradle's build files, Elixir's mix.exs. It is no parser of their languages: what is
// neither string nor name nor bracket is `other`, so that whoever reads it knows that something stands there which only a run would tell.

import type { Comment, Problem } from '../model/file.ts';
import { hole } from '../model/value.ts';
import { type Span, spanOf } from '../text/span.ts';
import { join, type Mapped, mappedAt, slice, standingFor } from './mapped.ts';

export type Token =
  | { readonly kind: 'string'; readonly parts: readonly StringPart[]; readonly span: Span }
  /** `:name`, `name:` before a value, and any other name. */
  | { readonly kind: 'symbol' | 'label' | 'word'; readonly name: string; readonly span: Span }
  | { readonly kind: 'mark'; readonly mark: string; readonly span: Span }
  | { readonly kind: 'newline' | 'other'; readonly span: Span };

export type StringPart =
  | { readonly kind: 'text'; readonly text: Mapped }
  /** What is filled in, without its marks. */
  | { readonly kind: 'filled'; readonly expression: string; readonly span: Span };

/** How a language writes what the others write differently. */
export interface Script {
  readonly comment: RegExp;
  /** In strings with two quotes: with the expression in its first or second group. */
  readonly filled: RegExp;
}

/** Ruby and Elixir. */
export const ruby: Script = {
  comment: /#([^\r\n]*)|^=begin\b[\s\S]*?(?:^=end\b[^\r\n]*|$(?![\s\S]))/my,
  filled: /#\{([^{}\r\n]*)\}/y,
};

/** Groovy and Kotlin. */
export const gradle: Script = {
  comment: /\/\/([^\r\n]*)|\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))/my,
  filled: /\$(?:\{([^{}\r\n]*)\}|([A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*))/y,
};

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

const plain = new RegExp(
  [
    /(?<space>[ \t\f\v\uFEFF]+|\\\r?\n)/,
    /(?<newline>\r\n|[\r\n;])/,
    /:(?<symbol>[A-Za-z_]\w*[?!]?)/,
    /(?<label>[A-Za-z_]\w*):(?!:)/,
    /(?<word>[A-Za-z_]\w*[?!]?)/,
    /(?<mark>=>|[,()[\]{}.=])/,
    /(?<other>[^\s\w"'#/:,()[\]{}.=\\;]+|.)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'sy',
);

const mostProblems = 20;

export function scriptTokens(text: string, script: Script): Tokens {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < text.length; ) {
    const comment = matchAt(script.comment, text, at);
    if (comment) {
      const end = at + comment[0].length;
      const written = comment[1] ?? comment[0].replace(/^\/\*+|\*+\/$/g, '');
      comments.push({ span: spanOf(at, end), text: written.trim() });
      at = end;
    } else if (text[at] === '"' || text[at] === "'") {
      const { token, isClosed } = stringAt(text, at, script);
      tokens.push(token);
      if (!isClosed && problems.length < mostProblems)
        problems.push({ span: token.span, message: 'this quote is not closed' });
      at = token.span.end;
    } else {
      const match = matchAt(plain, text, at);
      const end = at + Math.max(match?.[0].length ?? 1, 1);
      const token = match && tokenOf(match, spanOf(at, end));
      if (token) tokens.push(token);
      at = end;
    }
  }
  return { tokens, comments, problems };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function tokenOf({ groups = {} }: RegExpExecArray, span: Span): Token | undefined {
  const { space, newline, symbol, label, word, mark } = groups;
  if (space !== undefined) return undefined;
  if (newline !== undefined) return { kind: 'newline', span };
  if (symbol !== undefined) return { kind: 'symbol', name: symbol, span };
  if (label !== undefined) return { kind: 'label', name: label, span };
  if (word !== undefined) return { kind: 'word', name: word, span };
  return mark === undefined ? { kind: 'other', span } : { kind: 'mark', mark, span };
}

/** A string may go on over lines in some languages; here none does, so that one that is not closed costs its line. */
function stringAt(text: string, start: number, script: Script): { token: Token; isClosed: boolean } {
  const quote = text[start];
  const parts: StringPart[] = [];
  let pieces: Mapped[] = [];
  let at = start + 1;
  let copied = at;
  const cut = (): void => {
    if (at > copied) pieces.push(mappedAt(text.slice(copied, at), copied));
  };
  const finish = (): void => {
    cut();
    if (pieces.length > 0) parts.push({ kind: 'text', text: join(pieces) });
    pieces = [];
  };
  while (at < text.length && text[at] !== quote && text[at] !== '\n' && text[at] !== '\r') {
    const filled = quote === '"' && /[#$]/.test(text[at] ?? '') ? matchAt(script.filled, text, at) : undefined;
    if (filled) {
      finish();
      const span = spanOf(at, at + filled[0].length);
      parts.push({ kind: 'filled', expression: (filled[1] ?? filled[2] ?? '').trim(), span });
      at = copied = span.end;
    } else if (text[at] === '\\' && at + 1 < text.length && !/[\r\n]/.test(text[at + 1] ?? '')) {
      cut();
      pieces.push(standingFor(text[at + 1] ?? '', at, at + 2));
      at = copied = at + 2;
    } else at++;
  }
  finish();
  const isClosed = text[at] === quote;
  return { token: { kind: 'string', parts, span: spanOf(start, isClosed ? at + 1 : at) }, isClosed };
}

/** What a string says, with holes where something is filled in that `filledBy` does not know. */
export function textOf(
  parts: readonly StringPart[],
  filledBy: (expression: string) => string | undefined = () => undefined,
): Mapped {
  return join(
    parts.map((part) =>
      part.kind === 'text' ? part.text : standingFor(filledBy(part.expression) ?? hole, part.span.start, part.span.end),
    ),
  );
}

/** The characters `[start, end)` of what a string says, in which each part that is filled in counts for one. */
export function partsWithin(parts: readonly StringPart[], start: number, end: number): readonly StringPart[] {
  const within: StringPart[] = [];
  let at = 0;
  for (const part of parts) {
    const length = part.kind === 'text' ? part.text.text.length : 1;
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, length)];
    if (from < to) within.push(part.kind === 'text' ? { kind: 'text', text: slice(part.text, from, to) } : part);
    at += length;
  }
  return within;
}
