// The calls of a Gemfile with their arguments, and the blocks that they stand in. A call goes on to the next line after a comma or inside of
// brackets, and ends with its line otherwise.

import type { Mapped } from '../../../syntax/mapped.ts';
import { type Token, textOf } from '../../../syntax/script-tokens.ts';
import { type Span, spanOf } from '../../../text/span.ts';

export interface Call {
  readonly name: { readonly text: string; readonly span: Span };
  /** From the name to the last argument. */
  readonly span: Span;
  readonly positional: readonly Argument[];
  /** `key: value` and `:key => value`. */
  readonly options: ReadonlyMap<string, Argument>;
  /** The calls whose blocks it stands in, the outermost first. */
  readonly blocks: readonly Call[];
}

export type Argument =
  | { readonly kind: 'string'; readonly text: Mapped; readonly span: Span }
  | { readonly kind: 'symbol'; readonly names: readonly string[]; readonly span: Span }
  | {
      readonly kind: 'list';
      readonly texts: readonly Mapped[];
      readonly names: readonly string[];
      /** Does it hold nothing but strings and symbols? */
      readonly isLiteral: boolean;
      readonly span: Span;
    }
  | { readonly kind: 'unknown'; readonly span: Span };

/** What begins with one of these ends with `end` and has no call of its own. */
const openers = ['if', 'unless', 'case', 'while', 'until', 'for', 'def', 'begin', 'class', 'module'];

// A Gemfile nests three or four levels; deeper ones are no Gemfiles, and their blocks would be copied for every call.
const deepest = 50;

export function rubyCalls(tokens: readonly Token[]): Call[] {
  const calls: Call[] = [];
  const blocks: (Call | undefined)[] = [];
  for (const line of linesOf(tokens)) {
    const [first] = line;
    if (first?.kind !== 'word') continue;
    if (first.name === 'end') blocks.pop();
    else if (openers.includes(first.name)) {
      if (blocks.length < deepest) blocks.push(undefined);
    } else {
      const around = blocks.flatMap((block) => block ?? []);
      const call = callOf(line, around);
      if (call) calls.push(call);
      if (opensBlock(line) && blocks.length < deepest) blocks.push(call);
    }
  }
  return calls;
}

/** Whole calls, without the ends of their lines. */
function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  let line: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    const last = line.at(-1);
    if (token.kind === 'newline') {
      const goesOn = last?.kind === 'mark' && (last.mark === ',' || last.mark === '=>');
      if (goesOn || depth > 0) continue;
      if (line.length > 0) lines.push(line);
      line = [];
      continue;
    }
    // A call in the middle of another is one that was left open.
    if (token.kind === 'word' && token.name === 'gem' && line.length > 0) {
      lines.push(line);
      line = [];
      depth = 0;
    }
    if (token.kind === 'mark' && /[[(]/.test(token.mark)) depth++;
    if (token.kind === 'mark' && /[\])]/.test(token.mark)) depth = Math.max(0, depth - 1);
    line.push(token);
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

const opensBlock = (line: readonly Token[]): boolean =>
  line.some((token) => token.kind === 'word' && token.name === 'do');

function callOf(line: readonly Token[], blocks: readonly Call[]): Call | undefined {
  const [first, second] = line;
  if (first?.kind !== 'word') return undefined;
  const isMark = second?.kind === 'mark' && second.mark === '(';
  const end = line.findIndex(isBeyondArguments);
  const last = isMark ? line.findLastIndex((token) => token.kind === 'mark' && token.mark === ')') : -1;
  const inner = line.slice(isMark ? 2 : 1, last > 0 ? last : end < 0 ? line.length : end);
  const { positional, options } = argumentsOf(splitAt(inner, ','));
  const span = spanOf(first.span.start, (last > 0 ? line[last] : (inner.at(-1) ?? first))?.span.end ?? first.span.end);
  return { name: { text: first.name, span: first.span }, span, positional, options, blocks };
}

/** A block, and `if` behind a call, which are no arguments. */
const isBeyondArguments = (token: Token, index: number): boolean =>
  (index > 0 && token.kind === 'word' && ['do', 'if', 'unless'].includes(token.name)) ||
  (token.kind === 'mark' && /[{}]/.test(token.mark));

function splitAt(tokens: readonly Token[], mark: ','): Token[][] {
  const parts: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'mark' && token.mark === mark && depth === 0) {
      parts.push(part);
      part = [];
      continue;
    }
    if (token.kind === 'mark' && /[[(]/.test(token.mark)) depth++;
    if (token.kind === 'mark' && /[\])]/.test(token.mark)) depth--;
    part.push(token);
  }
  return [...parts, part].filter(({ length }) => length > 0);
}

function argumentsOf(parts: readonly (readonly Token[])[]): Pick<Call, 'positional' | 'options'> {
  const positional: Argument[] = [];
  const options = new Map<string, Argument>();
  for (const part of parts) {
    const [first, second] = part;
    if (first?.kind === 'label') options.set(first.name, argumentOf(part.slice(1), first.span));
    else if (first?.kind === 'symbol' && second?.kind === 'mark' && second.mark === '=>') {
      options.set(first.name, argumentOf(part.slice(2), first.span));
    } else if (first) positional.push(argumentOf(part, first.span));
  }
  return { positional, options };
}

function argumentOf(tokens: readonly Token[], fallback: Span): Argument {
  const [first, second] = tokens;
  const span = spanOf(first?.span.start ?? fallback.start, tokens.at(-1)?.span.end ?? fallback.end);
  if (first?.kind === 'string' && !second) return { kind: 'string', text: textOf(first.parts), span };
  if (first?.kind === 'symbol' && !second) return { kind: 'symbol', names: [first.name], span };
  const last = tokens.at(-1);
  if (first?.kind !== 'mark' || first.mark !== '[' || last?.kind !== 'mark' || last.mark !== ']')
    return { kind: 'unknown', span };
  const items = splitAt(tokens.slice(1, -1), ',');
  const single = items.flatMap((item) => (item.length === 1 ? item : []));
  const texts = single.flatMap((token) => (token.kind === 'string' ? [textOf(token.parts)] : []));
  const names = single.flatMap((token) => (token.kind === 'symbol' ? [token.name] : []));
  return { kind: 'list', texts, names, isLiteral: texts.length + names.length === items.length, span };
}
