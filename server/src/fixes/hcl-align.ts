// Aligns `=` as `terraform fmt` does (hclwrite/format.go of hashicorp/hcl): in a chain of arguments on neighbouring lines, each with
// its whole value on its line, every `=` stands one space behind the longest name. Only chains that an edit touches are aligned,
// and only if they were before it.

import { type Edit, lineAt, lineSpan, type Snapshot, snapshotOf } from '../text/snapshot.ts';
import { type Span, shifted, spanOf } from '../text/span.ts';
import { applyEdits, inOrder } from './apply.ts';

/** The same edits, and those that align what they touch. `edits` are sorted and do not overlap; line breaks are `\n` or the text's. */
export function aligned(before: Snapshot, edits: readonly Edit[]): readonly Edit[] {
  const ordered = inOrder(edits);
  const after = snapshotOf(before.file, applyEdits(before.text, ordered));
  const written = ordered.map((edit, index) => ({ edit, span: spanAfter(ordered, index) }));
  const moves: Edit[] = [];
  const seen = new Set<number>();
  for (const { span } of written) {
    for (let line = lineAt(after, span.start) - 1; line <= lineAt(after, span.end); line++) {
      const chain = chainAround(after, line);
      if (!chain || seen.has(chain.first)) continue;
      seen.add(chain.first);
      const old = chain.lines.flatMap(({ equals }) => offsetBefore(written, equals) ?? []);
      if (old.every((equals) => isAligned(before, equals))) moves.push(...alignment(after, chain));
    }
  }
  return inOrder(withMoves(ordered, written, moves));
}

interface Written {
  readonly edit: Edit;
  /** Where its text stands afterwards. */
  readonly span: Span;
}

function spanAfter(edits: readonly Edit[], index: number): Span {
  let start = edits[index]?.span.start ?? 0;
  for (const { span, text } of edits.slice(0, index)) start += text.length - (span.end - span.start);
  return spanOf(start, start + (edits[index]?.text.length ?? 0));
}

/** Undefined for what was written. */
function offsetBefore(written: readonly Written[], offset: number): number | undefined {
  let moved = 0;
  for (const { edit, span } of written) {
    if (offset < span.start) break;
    if (offset < span.end) return undefined;
    moved += edit.text.length - (edit.span.end - edit.span.start);
  }
  return offset - moved;
}

interface Chain {
  /** The number of its first line. */
  readonly first: number;
  readonly lines: readonly Argument[];
}

interface Argument {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly equals: number;
}

function chainAround(snapshot: Snapshot, line: number): Chain | undefined {
  if (!argumentOn(snapshot, line)) return undefined;
  let first = line;
  while (argumentOn(snapshot, first - 1)) first--;
  const lines: Argument[] = [];
  for (let next = argumentOn(snapshot, first); next; next = argumentOn(snapshot, first + lines.length))
    lines.push(next);
  return { first, lines };
}

/** The argument that the line holds as a whole. */
function argumentOn(snapshot: Snapshot, line: number): Argument | undefined {
  if (line < 0 || line >= snapshot.lines.length) return undefined;
  const { start, end } = lineSpan(snapshot, line);
  const text = snapshot.text.slice(start, end);
  const [, indent = '', name = '', blanks = ''] =
    /^([ \t]*)("(?:[^"\\]|\\.)*"|[\p{ID_Start}_][\p{ID_Continue}-]*|\([^()]*\))([ \t]*)=(?![=>])/u.exec(text) ?? [];
  if (name === '') return undefined;
  const nameStart = start + indent.length;
  const equals = nameStart + name.length + blanks.length;
  const value = snapshot.text.slice(equals + 1, end).replace(/"(?:[^"\\]|\\.)*"|(?:#|\/\/).*/g, '');
  if (/<<-?[\p{ID_Start}_]/u.test(value)) return undefined;
  const depth = [...value.matchAll(/[{[(]/g)].length - [...value.matchAll(/[}\])]/g)].length;
  return depth === 0 ? { nameStart, nameEnd: nameStart + name.length, equals } : undefined;
}

/** What had no line of its own is in no chain. */
function isAligned(snapshot: Snapshot, equals: number): boolean {
  const chain = chainAround(snapshot, lineAt(snapshot, equals));
  return chain?.lines.every((line) => line.equals - line.nameStart === columnOf(chain)) ?? true;
}

const columnOf = ({ lines }: Chain): number =>
  Math.max(...lines.map(({ nameStart, nameEnd }) => nameEnd - nameStart)) + 1;

/** The blanks between name and `=` that are not as they should be. */
function alignment(snapshot: Snapshot, chain: Chain): Edit[] {
  return chain.lines.flatMap(({ nameStart, nameEnd, equals }) => {
    const text = ' '.repeat(columnOf(chain) - (nameEnd - nameStart));
    return snapshot.text.slice(nameEnd, equals) === text ? [] : [{ span: spanOf(nameEnd, equals), text }];
  });
}

/** `moves` are in offsets of the text afterwards: those in written text change it, the others become edits of their own. */
function withMoves(edits: readonly Edit[], written: readonly Written[], moves: readonly Edit[]): Edit[] {
  const own: Edit[] = [];
  const inside = new Map<number, Edit[]>(edits.map((_, index) => [index, []]));
  for (const move of moves) {
    const index = written.findIndex(({ span }) => span.start <= move.span.start && move.span.end < span.end);
    const start = offsetBefore(written, move.span.start);
    if (index >= 0) inside.get(index)?.push(moved(move, -(written[index]?.span.start ?? 0)));
    else if (start !== undefined) own.push(moved(move, start - move.span.start));
  }
  const changed = edits.map((edit, index) => ({ ...edit, text: applyEdits(edit.text, inside.get(index) ?? []) }));
  return [...changed, ...own];
}

const moved = ({ span, text }: Edit, by: number): Edit => ({ span: shifted(span, by), text });
