// Makes YAML of a template without moving a character: what prints nothing becomes spaces, what prints a part of a scalar becomes
// holes, and what prints whole lines becomes an entry, an item or a value of holes, whichever its neighbours are. So every offset
// of the masked text is one of the file. Both branches of a condition are kept; `firstBranches` has the first of each only, for
// documents that hold together in no other way.

import type { Comment, Problem } from '../../model/file.ts';
import { hole } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { type Action, actionsOf, readInPart } from './actions.ts';
import { type Printed, placePrinted } from './printed.ts';

export interface Template {
  /** As long as the template, with YAML where its actions stood. */
  readonly masked: string;
  readonly firstBranches: () => string;
  /** The template's own comments. */
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** Undefined for text without any action. */
export function readTemplate(text: string): Template | undefined {
  if (!text.includes('{{')) return undefined;
  const { all, definitions, alternatives } = actionsOf(text, mostActions);
  if (all.length === mostActions) return unread(text);
  const { masked, problems } = mask(text, all, definitions);
  const unclosed = all.filter((action) => action.unclosed);
  return {
    masked,
    firstBranches: () => mask(text, all, [...definitions, ...alternatives]).masked,
    comments: all.filter(({ kind }) => kind === 'comment').map((action) => commentOf(text, action)),
    problems: [
      ...problems,
      ...unclosed.map(({ start, end }) => ({
        span: spanOf(start, end),
        message: `${readInPart}: \`{{\` without \`}}\``,
      })),
    ],
  };
}

// So many in a file are made by a machine, and placing each costs a look at its neighbours.
const mostActions = 10_000;

function unread(text: string): Template {
  const problem = { message: `${readInPart}: not analysed, since it holds ${mostActions} actions or more` };
  return { masked: blank(text), firstBranches: () => blank(text), comments: [], problems: [problem] };
}

function commentOf(text: string, { start, end }: Span): Comment {
  const inner = /^\{\{-?\s*\/\*([\s\S]*?)\*\//.exec(text.slice(start, end))?.[1] ?? '';
  return { span: spanOf(start, end), text: inner.trim() };
}

function mask(text: string, all: readonly Action[], blanked: readonly Span[]): { masked: string; problems: Problem[] } {
  const fills: Fill[] = blanked.map((span) => ({ ...span, with: blank(text.slice(span.start, span.end)) }));
  const printed: Printed[] = [];
  for (const line of linesOf(text, outside(all, blanked))) {
    if (/^\s*$/.test(line.prefix) && line.bare && /^\s*(#.*)?$/.test(line.suffix)) {
      for (const action of line.actions)
        fills.push(action.kind === 'print' ? filled(action, hole) : filled(action, ' '));
      const [first, ...more] = line.actions.filter(({ kind }) => kind === 'print');
      if (first)
        printed.push({
          line: line.start,
          ...spanOf(first.start, more.at(-1)?.end ?? first.end),
          column: first.column ?? first.start - line.start,
        });
      continue;
    }
    const ends = /^\s*(#.*)?$/.test(line.suffix);
    line.actions.forEach((action, index) => {
      const last = ends && index === line.actions.length - 1;
      fills.push(filled(action, last && action.kind !== 'print' ? ' ' : hole));
    });
    const [only] = line.actions;
    if (
      only?.column !== undefined &&
      line.actions.length === 1 &&
      /^[^#]*:\s+$/.test(line.prefix) &&
      /^\s*$/.test(line.suffix)
    ) {
      printed.push({ line: line.start, ...spanOf(only.start, only.end), column: only.column, after: line.prefix });
    }
  }
  const { edits, problems } = placePrinted(replaced(text, fills), printed);
  return { masked: replaced(replaced(text, fills), edits), problems };
}

/** The actions, which are in the order of the text, that no span holds. */
function outside(actions: readonly Action[], blanked: readonly Span[]): Action[] {
  const sorted = [...blanked].sort((a, b) => a.start - b.start);
  let next = 0;
  let until = 0;
  return actions.filter(({ start }) => {
    for (let span = sorted[next]; span && span.start <= start; span = sorted[++next]) until = Math.max(until, span.end);
    return start >= until;
  });
}

/** Text of the same length that takes the place of a span. */
interface Fill extends Span {
  readonly with: string;
}

// A line break inside an action is no line break of the document.
const filled = ({ start, end }: Span, character: string): Fill => ({ start, end, with: character.repeat(end - start) });

const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** Spans within a span that is replaced already are passed over. */
function replaced(text: string, fills: readonly Fill[]): string {
  let result = '';
  let at = 0;
  for (const fill of [...fills].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (fill.start < at) continue;
    result += text.slice(at, fill.start) + fill.with;
    at = fill.end;
  }
  return result + text.slice(at);
}

interface TemplateLine {
  readonly start: number;
  readonly actions: Action[];
  /** What stands before the first action and after the last. */
  readonly prefix: string;
  suffix: string;
  /** True if there is nothing but white space between its actions. */
  bare: boolean;
}

/** The lines that hold actions. An action over several lines is part of one line, with all that stands before and after it. */
function linesOf(text: string, actions: readonly Action[]): TemplateLine[] {
  const lines: TemplateLine[] = [];
  let end = -1;
  for (const action of actions) {
    const line = lines.at(-1);
    if (line && action.start < end) {
      line.bare &&= /^\s*$/.test(text.slice(line.actions.at(-1)?.end, action.start));
      line.actions.push(action);
    } else {
      const start = text.lastIndexOf('\n', action.start) + 1;
      lines.push({ start, actions: [action], prefix: text.slice(start, action.start), suffix: '', bare: true });
    }
    if (action.end > end) {
      const lineBreak = text.indexOf('\n', action.end);
      end = lineBreak < 0 ? text.length : lineBreak;
    }
    const current = lines.at(-1);
    if (current) current.suffix = text.slice(action.end, end);
  }
  return lines;
}
