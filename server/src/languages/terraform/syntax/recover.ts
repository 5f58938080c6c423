// Text that does not parse. The parser's own recovery lets one missing quote swallow all that follows, so a broken stretch is
// first cut where blocks begin at the start of a line, and a block that is broken itself loses one line after the other, replaced
// by blanks so that offsets stay, until the rest of it parses. What was lost is told, and its body counts as broken.

import type { Problem } from '../../../model/file.ts';
import type { Grammar, Node } from '../../../syntax/grammar.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import { bare, scan } from './scan.ts';

export interface Chunk {
  readonly start: number;
  readonly text: string;
}

export interface Repaired {
  /** As long as the broken text, or longer by closing braces. */
  readonly text: string;
  readonly problems: readonly Problem[];
}

const topLevel = /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:[ \t]+(?:"[^"\r\n]*"|[\p{ID_Continue}-]+))*[ \t]*[{=]/gmu;

/** The stretches of `text[span]` that begin like a block or an attribute at the start of a line, and what stands before the first. */
export function chunksOf(text: string, span: Span): { readonly chunks: readonly Chunk[]; readonly lead: Chunk } {
  const region = text.slice(span.start, span.end);
  const starts = [...region.matchAll(topLevel)].map((match) => match.index);
  const chunks = starts.map((start, index) => {
    const chunk = region.slice(start, starts[index + 1] ?? region.length);
    return { start: span.start + start, text: chunk.slice(0, endOfItem(chunk)) };
  });
  return { chunks, lead: { start: span.start, text: region.slice(0, starts[0] ?? region.length).trimEnd() } };
}

/** Behind the last line that begins with a closing bracket; what follows are comments, or a block that is not closed. */
function endOfItem(chunk: string): number {
  const closes = [...chunk.matchAll(/^[}\])]+/gm)].at(-1);
  return closes ? closes.index + closes[0].length : chunk.trimEnd().length;
}

// A line is lost at each step. Text that is broken in more places than this is not Terraform.
const mostSteps = 12;
// Long text is not worth as many steps.
const mostCharacters = 200_000;
const fewestSteps = 3;

/** Makes the text parse. Undefined if nothing of it does. */
export function repaired(text: string, grammar: Grammar): Repaired | undefined {
  const problems: Problem[] = [];
  let candidate = text;
  for (let step = 0; step < fewestSteps || (step < mostSteps && step * text.length < mostCharacters); step++) {
    const fault = faultIn(candidate, grammar);
    if (!fault) return { text: candidate, problems };
    const { span, message, kind } = fault;
    if (span.start < text.length || step === 0) problems.push({ span: clipped(span, text.length), message });
    if (kind === 'brace' && span.start >= candidate.trimEnd().length) candidate += '\n}';
    else if (kind === 'heredoc') candidate = `${withoutLines(candidate, span.start, candidate.length)}\n}`;
    else candidate = withoutLines(candidate, Math.min(span.start, text.length - 1));
  }
  return undefined;
}

interface Fault extends Problem {
  readonly span: Span;
  /** A closing brace that is missing, a heredoc that swallows what follows, or a line that is wrong. */
  readonly kind: 'brace' | 'heredoc' | 'line';
}

function faultIn(text: string, grammar: Grammar): Fault | undefined {
  const unclosed = scan(text).unclosed[0];
  if (unclosed) {
    const { span, by } = unclosed;
    if (by === '"') return { span, message: 'this string is not closed on its line', kind: 'line' };
    return { span, message: `this heredoc is not closed by \`${by}\``, kind: 'heredoc' };
  }
  // Whether the text parses is asked first: a line may look unfinished and be sound, in an expression over several lines.
  const error = grammar.parseText(text, (root) => {
    const node = root.hasError ? firstError(root) : undefined;
    return node && faultAt(node, text);
  });
  return unfinishedLine(text, error !== undefined) ?? error;
}

/**
 * A line of a body that holds only a name, or no value. The grammar does not mind line ends, so it finds the fault of such a line in
 * the next one, or takes the name for the type of the block that follows.
 */
function unfinishedLine(text: string, isBroken: boolean): Fault | undefined {
  const brackets: string[] = [];
  let offset = 0;
  const lines = bare(text).split('\n');
  for (const [index, line] of lines.entries()) {
    const match = /^\s*([\p{ID_Start}_][\p{ID_Continue}-]*)\s*(=?)\s*$/u.exec(line);
    const inBody = (brackets.at(-1) ?? '{') === '{';
    const beginsBlock = match?.[2] === '' && /^\s*[\p{ID_Start}_][^=({[]*\{/u.test(lines[index + 1] ?? '');
    if (match && inBody && (isBroken || (beginsBlock && brackets.length > 0))) {
      const name = match[1] ?? '';
      const start = offset + line.indexOf(name);
      const message =
        match[2] === '=' ? `the value of \`${name}\` is missing` : `\`${name}\` is neither an argument nor a block`;
      return { span: spanOf(start, offset + line.trimEnd().length), message, kind: 'line' };
    }
    for (const [bracket] of line.matchAll(/[[\](){}]/g)) {
      if ('[({'.includes(bracket)) brackets.push(bracket);
      else brackets.pop();
    }
    offset += line.length + 1;
  }
  return undefined;
}

function firstError(root: Node): Node | undefined {
  let node: Node | undefined = root;
  while (node && !node.isError && !node.isMissing)
    node = node.children.find((child) => child.isMissing || child.hasError);
  return node;
}

function faultAt(node: Node, text: string): Fault {
  if (node.isMissing) {
    const isBrace = node.type === 'block_end' || node.type === '}';
    const message = isBrace ? '`}` is missing' : 'something is missing here';
    return { span: spanOf(node.startIndex, node.startIndex), message, kind: isBrace ? 'brace' : 'line' };
  }
  const start = node.startIndex;
  const lineEnd = /\r?\n|$/.exec(text.slice(start))?.index ?? 0;
  const span = spanOf(start, Math.max(Math.min(node.endIndex, start + lineEnd), start + 1));
  const shown = text.slice(span.start, span.end).trim();
  const message = shown === '' ? 'this is not valid Terraform' : `\`${shorter(shown)}\` is not valid here`;
  return { span, message, kind: 'line' };
}

const shorter = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

const clipped = ({ start, end }: Span, length: number): Span =>
  spanOf(Math.min(start, Math.max(length - 1, 0)), Math.min(end, length));

/** The lines of `[start, end)` as blanks. */
function withoutLines(text: string, start: number, end = start): string {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const feed = text.indexOf('\n', end);
  const to = feed < 0 ? text.length : feed;
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, ' ') + text.slice(to);
}
