// Items between brackets, with commas or on lines of their own: lists and objects of HCL and JSON, and the flow collections of
// YAML. Whether there is a comma after the last item, and who stands on a line of their own, stays as it is.

import type { Edit } from '../text/snapshot.ts';
import { type Span, spanOf } from '../text/span.ts';
import { linesBelow, withoutLines } from './lines.ts';
import { indentAt, type Page, startsLine, trimmedEnd } from './page.ts';
import { nextToken, tokenBefore } from './tokens.ts';

export interface Bracketed {
  /** With its brackets. */
  readonly span: Span;
  /** In the order of the text. */
  readonly items: readonly Span[];
  /** What stands inside the brackets of a collection on one line: a space in HCL's objects, nothing in lists. */
  readonly padding: '' | ' ';
  /** May a line break stand for a comma, as in HCL's objects? */
  readonly lineBreakSeparates: boolean;
}

/** An item as text at an indentation; all but its first line start with that. */
export type Written = (indent: string) => string;

/** Writes items behind the last one. */
export function addItems(page: Page, list: Bracketed, added: readonly Written[]): Edit[] {
  const { span, items, padding } = list;
  const last = items.at(-1);
  const base = indentAt(page, span.start);
  const inner = base + page.unit;
  if (!last) {
    const opening = page.text.slice(span.start, span.start + 1);
    const closing = page.text.slice(span.end - 1, span.end);
    const between = page.text.slice(span.start + 1, span.end - 1);
    const texts = added.map((write) => write(inner));
    if (between.trim() !== '') {
      const end = trimmedEnd(page, span.start + 1, span.end - 1);
      return [linesBelow(page, end, joinLines(list, texts, inner))];
    }
    const onOneLine = `${opening}${padding}${texts.join(', ')}${padding}${closing}`;
    const onLines = `${opening}\n${joinLines(list, texts, inner)}\n${base}${closing}`;
    return [{ span, text: texts.some((text) => text.includes('\n')) ? onLines : onOneLine }];
  }
  const comma = commaAfter(page, last.end);
  if (page.line(last.start).start <= span.start || !startsLine(page, items[0]?.start ?? last.start)) {
    const texts = added.map((write) => write(indentAt(page, last.start)));
    return [{ span: spanOf(last.end, last.end), text: texts.map((text) => `, ${text}`).join('') }];
  }
  const indent = startsLine(page, last.start) ? indentAt(page, last.start) : inner;
  const texts = added.map((write) => write(indent));
  const separated = !list.lineBreakSeparates || usesCommas(page, items);
  const joined = texts.map((text) => indent + text).join(separated ? ',\n' : '\n');
  const lines = comma === undefined ? joined : `${joined},`;
  const end = comma ?? last.end;
  const separator: Edit[] = separated && comma === undefined ? [{ span: spanOf(end, end), text: ',' }] : [];
  if (page.line(end).end >= span.end) return [...separator, { span: spanOf(end, end), text: `\n${lines}` }];
  return [...separator, linesBelow(page, end, lines)];
}

const joinLines = ({ lineBreakSeparates }: Bracketed, texts: readonly string[], indent: string): string =>
  texts.map((text) => indent + text).join(lineBreakSeparates ? '\n' : ',\n');

/** The offset behind the comma that follows. */
function commaAfter(page: Page, offset: number): number | undefined {
  const next = nextToken(page, offset);
  return page.text[next] === ',' ? next + 1 : undefined;
}

function usesCommas(page: Page, [first]: readonly Span[]): boolean {
  return first !== undefined && commaAfter(page, first.end) !== undefined;
}

/** Takes items away, wherever between brackets they stand. */
export function withoutItems(page: Page, items: readonly Span[]): Edit[] {
  return runsOf(page, items).flatMap((run) => withoutRun(page, run));
}

/** Neighbours go together, because the comma between them belongs to both. */
function runsOf(page: Page, items: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const item of [...items].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    const follows = last !== undefined && /^\s*,?\s*$/.test(page.text.slice(last.end, item.start));
    if (follows) runs[runs.length - 1] = spanOf(last.start, item.end);
    else runs.push(item);
  }
  return runs;
}

function withoutRun(page: Page, run: Span): Edit[] {
  const comma = commaAfter(page, run.end);
  const end = comma ?? run.end;
  const before = tokenBefore(page, run.start);
  const next = nextToken(page, end);
  const isFirst = /[{[(]/.test(page.text[before - 1] ?? '');
  const isLast = /[}\])]/.test(page.text[next] ?? '');
  const around = page.text.slice(before, run.start) + page.text.slice(end, next);
  if (isFirst && isLast && around.trim() === '') return [{ span: spanOf(before, next), text: '' }];
  const commaBefore = page.text[before - 1] === ',' ? before - 1 : undefined;
  if (startsLine(page, run.start) && next >= page.line(end).end) {
    const dangling = comma === undefined && commaBefore !== undefined;
    return [
      ...(dangling ? [{ span: spanOf(commaBefore, before), text: '' }] : []),
      withoutLines(page, spanOf(run.start, end)),
    ];
  }
  if (comma !== undefined && !isLast) return [{ span: spanOf(run.start, next), text: '' }];
  if (commaBefore !== undefined) return [{ span: spanOf(commaBefore, run.end), text: '' }];
  return [{ span: spanOf(run.start, end), text: '' }];
}
