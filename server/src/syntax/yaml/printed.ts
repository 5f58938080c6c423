// Finds out what lines a template action prints, from its column and its neighbours, as YAML does: beside keys it prints entries,
// beside dashes items, under a key without a value the value, in a block scalar text. The action's place is filled with such a
// line made of holes, of the same length.

import type { Problem } from '../../model/file.ts';
import { hole } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { readInPart } from './actions.ts';

/** An action that prints whole lines; its span is filled with holes. */
export interface Printed extends Span {
  /** Where its line starts. */
  readonly line: number;
  readonly column: number;
  /** What stands before it in its line, if that is more than white space: a key. */
  readonly after?: string;
}

export interface Edit extends Span {
  readonly with: string;
}

export function placePrinted(text: string, printed: readonly Printed[]): { edits: Edit[]; problems: Problem[] } {
  if (printed.length === 0) return { edits: [], problems: [] };
  const lines = linesOf(text, new Map(printed.map((action) => [action.line, action])));
  const edits: Edit[] = [];
  const problems: Problem[] = [];
  lines.forEach((line, index) => {
    if (!line.printed) return;
    const edit = editOf(line.printed, lines, index);
    if (edit === 'leave') return;
    if (edit) edits.push(edit);
    else {
      const { start, end } = line.printed;
      edits.push({ ...spanOf(start, end), with: ' '.repeat(end - start) });
      problems.push({
        span: spanOf(start, end),
        message: `${readInPart}: what this prints belongs to nothing above it`,
      });
    }
  });
  return { edits, problems };
}

interface Line {
  readonly printed: Printed | undefined;
  /** Where keys and dashes stand, from left to right; none for blank lines, comments and text of block scalars. */
  readonly slots: readonly Slot[];
  /** True if the value of its last key or dash is still to come. */
  readonly open: boolean;
  /** True for `---`. */
  readonly boundary: boolean;
  /** For an action within a block scalar the column of its text. */
  readonly block?: number;
}

interface Slot {
  readonly column: number;
  readonly kind: 'key' | 'item';
}

function linesOf(text: string, printed: ReadonlyMap<number, Printed>): Line[] {
  const lines: Line[] = [];
  // The column that text of the current block scalar must be right of, and the column where it starts once that is known.
  let block: { readonly parent: number; column?: number } | undefined;
  for (let start = 0; start <= text.length; ) {
    const lineBreak = text.indexOf('\n', start);
    const end = lineBreak < 0 ? text.length : lineBreak;
    // What decides stands at the front; a longer line is text.
    const content = text.slice(start, Math.min(end, start + 2000)).trimEnd();
    const action = printed.get(start);
    const own = action && action.after === undefined ? action : undefined;
    const indent = own ? own.column : content.search(/\S/);
    start = end + 1;
    if (block && indent >= 0 && indent <= block.parent) block = undefined;
    if (block) {
      if (indent >= 0) block.column ??= indent;
      lines.push({
        printed: own,
        slots: [],
        open: false,
        boundary: false,
        ...(own ? { block: block.column ?? indent } : {}),
      });
      continue;
    }
    const boundary = /^(---|\.\.\.)(\s|$)/.test(content);
    const slots = own || boundary || indent < 0 || content[indent] === '#' ? [] : slotsOf(content, indent);
    lines.push({ printed: action, slots, open: /(:|^\s*-|\s-)(\s+[&!]\S+)?(\s+#.*)?$/.test(content), boundary });
    if (/(^|[:-])\s+([&!]\S+\s+)?[|>][-+\d]*(\s+#.*)?$/.test(content)) block = { parent: slots.at(-1)?.column ?? -1 };
  }
  return lines;
}

function slotsOf(content: string, indent: number): Slot[] {
  const slots: Slot[] = [];
  const dash = /-(?:\s+|$)/y;
  let at = indent;
  for (dash.lastIndex = at; dash.test(content); at = dash.lastIndex) slots.push({ column: at, kind: 'item' });
  if (/^("[^"]*"|'[^']*'|[^\s"'#{[][^#]*?)\s*:(\s|$)/.test(content.slice(at))) slots.push({ column: at, kind: 'key' });
  return slots.length > 0 ? slots : [{ column: indent, kind: 'key' }];
}

function editOf(action: Printed, lines: readonly Line[], index: number): Edit | 'leave' | undefined {
  const line = lines[index];
  if (line?.block !== undefined) return written(action, line.block, hole);
  const before = neighbour(lines, index, -1);
  const after = neighbour(lines, index, 1);
  const follows = after?.boundary ? undefined : after?.slots[0];
  if (action.after !== undefined) {
    // `key: {{ … | nindent 4 }}` is a value of its own unless the next line goes on at that column.
    return follows?.column === action.column && action.column > action.after.search(/\S/)
      ? asLine(action, follows.kind)
      : 'leave';
  }
  const { column } = action;
  // A list may stand right under its key, and so may the action that prints it.
  if (before?.open && before.slots.at(-1)?.kind === 'key' && before.slots.at(-1)?.column === column)
    return asLine(action, 'item');
  if (follows?.column === column) return asLine(action, follows.kind);
  const sibling = siblingAt(column, lines, index);
  if (sibling) return asLine(action, sibling);
  const isValue =
    before === undefined || before.boundary || (before.open && (before.slots.at(-1)?.column ?? 0) < column);
  return isValue ? (written(action, column, hole) ?? 'leave') : undefined;
}

/** The nearest line above or below that says something about the structure. */
function neighbour(lines: readonly Line[], index: number, step: 1 | -1): Line | undefined {
  let at = index + step;
  while (lines[at] && !lines[at]?.boundary && lines[at]?.slots.length === 0) at += step;
  return lines[at];
}

/** What stands at the column in the nearest line above that is not deeper. */
function siblingAt(column: number, lines: readonly Line[], index: number): Slot['kind'] | undefined {
  for (let above = index - 1; above >= 0; above--) {
    const { slots, boundary } = lines[above] ?? { slots: [], boundary: true };
    if (boundary) return undefined;
    const first = slots[0];
    if (first && first.column <= column) return slots.find((slot) => slot.column === column)?.kind;
  }
  return undefined;
}

const asLine = (action: Printed, kind: Slot['kind']): Edit | undefined =>
  written(action, action.column, kind === 'key' ? `${hole}:` : `- ${hole}`);

/** The line from its start, or from the end of its key, to the end of the action; undefined where there is no room for it. */
function written(action: Printed, column: number, content: string): Edit | undefined {
  const start = action.after === undefined ? action.line : action.start;
  const margin = action.after === undefined ? ' '.repeat(column) : `\n${' '.repeat(column)}`;
  const room = action.end - start - margin.length - content.length;
  if (room < 0) return undefined;
  const filling = content === hole ? hole : ' ';
  return { start, end: action.end, with: margin + content + filling.repeat(room) };
}
