// Finds the actions of a Go template, `{{ … }}`, and what each of them does to the text around it: prints, opens or closes a branch,
// or prints nothing. Text that is no template at all may hold actions too (Argo, Kyverno), and they are as unknown as Helm's.
// The syntax is that of text/template (pkg.go.dev/text/template) with the functions `indent` and `nindent` of Sprig.

import { type Span, spanOf } from '../../text/span.ts';

export interface Action extends Span {
  readonly kind: 'print' | 'open' | 'define' | 'else' | 'end' | 'silent' | 'comment';
  /** The column at which the lines it prints start, where it says so by `indent` or `nindent`. */
  readonly column?: number;
  /** True if its `}}` is missing; it then ends with its line. */
  readonly unclosed?: boolean;
}

export interface Actions {
  readonly all: readonly Action[];
  /** From each `define` to the end of its `end`: text that is not part of the document. */
  readonly definitions: readonly Span[];
  /** From each `else` to the `end` of its branch. */
  readonly alternatives: readonly Span[];
}

/** How every message about a template begins that could not be read to the end. */
export const readInPart = 'Helm template, read in part';

/** Finds at most `most` of them. */
export function actionsOf(text: string, most: number): Actions {
  const found: Action[] = [];
  for (let start = text.indexOf('{{'); start >= 0 && found.length < most; ) {
    const action = actionAt(text, start);
    found.push(action);
    start = text.indexOf('{{', Math.max(action.end, start + 2));
  }
  return nested(text, found);
}

function actionAt(text: string, start: number): Action {
  const end = endOf(text, start);
  if (end === undefined) {
    const lineEnd = /[\r\n]|$/.exec(text.slice(start, start + 10_000));
    return { ...spanOf(start, start + (lineEnd?.index || 2)), kind: 'print', unclosed: true };
  }
  const body = text
    .slice(start + 2, end - 2)
    .replace(/^-(?=[\s/])/, '')
    .trim();
  const column = columnOf(body);
  return { ...spanOf(start, end), kind: kindOf(body), ...(column === undefined ? {} : { column }) };
}

/** Past the closing braces; undefined where another action begins first or the text ends. */
function endOf(text: string, start: number): number | undefined {
  const comment = /\{\{-?\s*\/\*/y;
  comment.lastIndex = start;
  if (comment.test(text)) {
    const closing = text.indexOf('*/', comment.lastIndex);
    const end = closing < 0 ? -1 : text.indexOf('}}', closing);
    return end < 0 ? undefined : end + 2;
  }
  const token = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\{\{|\}\}/g;
  token.lastIndex = start + 2;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if (match[0] === '}}') return token.lastIndex;
    if (match[0] === '{{') return undefined;
  }
  return undefined;
}

function kindOf(body: string): Action['kind'] {
  if (body.startsWith('/*')) return 'comment';
  if (/^\$\w*(\s*,\s*\$\w+)?\s*:?=/.test(body)) return 'silent';
  switch (/^\w+/.exec(body)?.[0]) {
    case 'if':
    case 'with':
    case 'range':
    case 'block':
      return 'open';
    case 'define':
      return 'define';
    case 'else':
      return 'else';
    case 'end':
      return 'end';
    case 'break':
    case 'continue':
    case 'fail':
      return 'silent';
    default:
      return 'print';
  }
}

function columnOf(body: string): number | undefined {
  const digits = [...body.matchAll(/\bn?indent\s+(\d{1,3})\b/g)].at(-1)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

interface Opened {
  readonly action: Action;
  readonly index: number;
  alternative?: number;
}

function nested(text: string, found: readonly Action[]): Actions {
  const all: Action[] = [];
  const definitions: Span[] = [];
  const alternatives: Span[] = [];
  const opened: Opened[] = [];
  for (const action of found) {
    const branch = opened.at(-1);
    if (action.kind === 'open' || action.kind === 'define') opened.push({ action, index: all.length });
    if (action.kind === 'else' && branch) branch.alternative ??= action.start;
    if (action.kind === 'end' && branch) {
      opened.pop();
      const within = all.slice(branch.index);
      if (branch.action.kind === 'define') definitions.push(spanOf(branch.action.start, action.end));
      else if (!text.slice(branch.action.end, action.start).includes('\n')) {
        // A whole branch within a line prints one of several texts, so it is as one action that prints.
        all.length = branch.index;
        all.push({
          ...within.find(({ column }) => column !== undefined),
          ...branch.action,
          end: action.end,
          kind: 'print',
        });
        continue;
      } else if (branch.alternative !== undefined) alternatives.push(spanOf(branch.alternative, action.start));
    }
    all.push(action);
  }
  return { all, definitions, alternatives };
}
