// Strings: quoted ones, heredocs and the templates inside both. The tree gives only where the interpolations and directives stand;
// the text between them is cut out of the source, because the grammar drops white space around it. What escapes, `~` and the
// indentation of `<<-` do to that text follows HashiCorp's parser, which works token by token: a line of a heredoc is a token,
// and so is the text of a quoted string between two sequences.

import type { Piece } from '../../../model/value.ts';
import type { Span } from '../../../text/span.ts';
import type { Expression, Literal, Template, TemplatePart } from './ast.ts';

/** A `${…}` or `%{…}` as it stands in the text; `open` and `close` are where the text on its two sides ends and begins again. */
export type Sequence = { readonly open: number; readonly close: number } & (
  | { readonly kind: 'interpolation'; readonly expression: Expression }
  | { readonly kind: 'if'; readonly condition: Expression }
  | { readonly kind: 'for'; readonly key?: string; readonly value: string; readonly collection: Expression }
  | { readonly kind: 'else' | 'endif' | 'endfor' }
);

export interface TemplateText {
  readonly text: string;
  /** The content, in offsets of `text`, as those of the sequences are. */
  readonly content: Span;
  readonly style: 'quoted' | 'heredoc' | 'indented heredoc';
  readonly sequences: readonly Sequence[];
  /** Turns an offset of `text` into one of the source. */
  at(offset: number): number;
}

/** `span` is that of the whole expression, in the source. */
export function templateOf(template: TemplateText, span: Span): Literal | Template {
  const tokens = tokensOf(template);
  trim(tokens, template.text);
  if (template.style === 'indented heredoc') unindent(tokens);
  const parts = nested(tokens);
  if (parts.length === 0) return { kind: 'literal', value: '', pieces: [], span };
  const [only] = parts;
  if (parts.length > 1 || only?.kind !== 'text') return { kind: 'template', parts, span };
  const oneForOne = template.style === 'quoted' && only.value.length === span.end - span.start - 2;
  return { kind: 'literal', value: only.value, span, ...(oneForOne ? {} : { pieces: only.pieces }) };
}

interface TextToken {
  readonly kind: 'text';
  value: string;
  pieces: Piece[];
}

type Token = TextToken | Sequence;

function tokensOf({ text, content, style, sequences, at }: TemplateText): Token[] {
  const tokens: Token[] = [];
  const addText = (start: number, end: number): void => {
    if (start >= end) return;
    if (style === 'quoted') tokens.push(unescaped(text, start, end, at, quotedEscapes));
    else
      for (const line of text.slice(start, end).match(/[^\n]*\n|[^\n]+/g) ?? []) {
        tokens.push(unescaped(text, start, start + line.length, at, heredocEscapes));
        start += line.length;
      }
  };
  let from = content.start;
  for (const sequence of sequences) {
    addText(from, sequence.open);
    tokens.push(sequence);
    from = sequence.close;
  }
  addText(from, content.end);
  return tokens;
}

const quotedEscapes = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S])|\$\$\{|%%\{/g;
const heredocEscapes = /\$\$\{|%%\{/g;
const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

function unescaped(
  text: string,
  start: number,
  end: number,
  at: (offset: number) => number,
  escapes: RegExp,
): TextToken {
  const raw = text.slice(start, end);
  const pieces: Piece[] = [];
  let value = '';
  let from = 0;
  const keep = (to: number): void => {
    if (to > from) pieces.push({ at: value.length, length: to - from, start: at(start + from) });
    value += raw.slice(from, to);
  };
  for (const { 0: sequence, index } of raw.matchAll(escapes)) {
    keep(index);
    from = index + sequence.length;
    const character = meaningOf(sequence);
    // Two pieces over the same characters, so that a place may begin at the escape's start and another end at its end.
    pieces.push({ at: value.length, length: character.length, start: at(start + index) });
    pieces.push({ at: value.length, length: character.length, start: at(start + from) - character.length });
    value += character;
  }
  keep(raw.length);
  return { kind: 'text', value, pieces };
}

function meaningOf(sequence: string): string {
  if (sequence[0] !== '\\') return sequence.slice(1);
  const letter = sequence[1] ?? '';
  if (sequence.length > 2) {
    const point = Number.parseInt(sequence.slice(2), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
  }
  return escaped[letter] ?? sequence;
}

/** `~` takes white space away from the token beside it. */
function trim(tokens: readonly Token[], text: string): void {
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'text') continue;
    const [before, after] = [tokens[index - 1], tokens[index + 1]];
    if (text[token.open + 2] === '~' && before?.kind === 'text') cut(before, 0, before.value.trimEnd().length);
    if (text[token.close - 2] === '~' && after?.kind === 'text')
      cut(after, after.value.length - after.value.trimStart().length, after.value.length);
  }
}

/** Takes away the indentation that all lines share. Blank lines neither count nor lose any. */
function unindent(tokens: readonly Token[]): void {
  let least = Number.POSITIVE_INFINITY;
  const starts: TextToken[] = [];
  let lineBegins = true;
  for (const token of tokens) {
    const text = token.kind === 'text' ? token.value : undefined;
    if (lineBegins) {
      const spaces = text === undefined ? 0 : text.length - text.trimStart().length;
      const blank = text !== undefined && spaces === text.length && text.endsWith('\n');
      if (!blank) {
        least = Math.min(least, spaces);
        if (token.kind === 'text') starts.push(token);
      }
    }
    lineBegins = text?.endsWith('\n') ?? false;
  }
  for (const token of starts) cut(token, least, token.value.length);
}

/** Leaves only the characters `[start, end)` of the token. */
function cut(token: TextToken, start: number, end: number): void {
  token.value = token.value.slice(start, end);
  token.pieces = token.pieces.flatMap((piece) => {
    const from = Math.max(piece.at, start);
    const to = Math.min(piece.at + piece.length, end);
    return from < to ? [{ at: from - start, length: to - from, start: piece.start + from - piece.at }] : [];
  });
}

/** Puts what stands between `%{if}` and `%{endif}` into one part. Directives that are not closed end with the text. */
function nested(tokens: readonly Token[]): TemplatePart[] {
  let at = 0;
  const until = (...ends: readonly Token['kind'][]): TemplatePart[] => {
    const parts: TemplatePart[] = [];
    for (; at < tokens.length; at++) {
      const token = tokens[at]!;
      if (ends.includes(token.kind)) break;
      addPart(parts, token);
    }
    return parts;
  };
  const addPart = (parts: TemplatePart[], token: Token): void => {
    switch (token.kind) {
      case 'text':
        addText(parts, token);
        break;
      case 'interpolation':
        parts.push({ kind: 'interpolation', expression: token.expression });
        break;
      case 'if': {
        at++;
        const then = until('else', 'endif');
        let otherwise: TemplatePart[] = [];
        if (tokens[at]?.kind === 'else') {
          at++;
          otherwise = until('endif');
        }
        parts.push({ kind: 'if', condition: token.condition, then, otherwise });
        break;
      }
      case 'for': {
        at++;
        const { key, value, collection } = token;
        parts.push({ kind: 'for', ...(key === undefined ? {} : { key }), value, collection, body: until('endfor') });
        break;
      }
      case 'else':
      case 'endif':
      case 'endfor':
        break;
    }
  };
  return until();
}

/** Neighbouring texts are one. */
function addText(parts: TemplatePart[], { value, pieces }: TextToken): void {
  if (value === '') return;
  const last = parts.at(-1);
  if (last?.kind !== 'text') {
    parts.push({ kind: 'text', value, pieces });
    return;
  }
  const moved = pieces.map((piece) => ({ ...piece, at: piece.at + last.value.length }));
  parts[parts.length - 1] = { kind: 'text', value: last.value + value, pieces: [...last.pieces, ...moved] };
}
