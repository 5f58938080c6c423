// How repairs are written in YAML: block style by lines and columns, flow style by brackets and commas.

import type { Literal } from '../model/literal.ts';
import type { ListValue, MapValue, Value } from '../model/value.ts';
import type { Edit } from '../text/snapshot.ts';
import { type Span, spanOf } from '../text/span.ts';
import { addItems, withoutItems } from './bracketed.ts';
import { bracketedAt } from './json.ts';
import { linesBelow, withoutLines } from './lines.ts';
import { beforeOnLine, type Page, startsLine, trimmedEnd, Unrepairable } from './page.ts';
import { type Entries, entrySpans, itemSpans, type Syntax } from './syntax.ts';
import { nextToken, tokenBefore } from './tokens.ts';
import {
  type BlockStyle,
  belowKey,
  blockStyleOf,
  blockText,
  flowText,
  inlineText,
  isInline,
  itemText,
  mappingText,
  scalarText,
} from './yaml-text.ts';

export function yaml(page: Page): Syntax {
  const style = blockStyleOf(page.text, page.unit);
  const spanOfValue = (value: Value): Span => {
    const { start, end } = page.span(value.place);
    return spanOf(start, Math.max(start, trimmedEnd(page, start, end)));
  };
  return {
    set(value, literal) {
      const span = spanOfValue(value);
      return [setAt(page, span, shapeOf(page, value, span), literal, style)];
    },
    add: (map, entries) => addTo(page, map, spanOfValue(map), entries, style),
    append: (list, literals) => appendTo(page, list, spanOfValue(list), literals, style),
    removeEntries(entries) {
      const spans = entries
        .map(({ place }) => page.span(place))
        .map(({ start, end }) => spanOf(start, trimmedEnd(page, start, end)));
      const flow = spans.filter((span) => isInFlow(page, span));
      const block = spans.filter((span) => !flow.includes(span));
      return [...withoutItems(page, flow), ...runsOf(page, block).flatMap((run) => withoutEntries(page, run))];
    },
    removeItems(list, items) {
      const span = spanOfValue(list);
      if (page.text[span.start] === '[') return withoutItems(page, items.map(spanOfValue));
      if (items.length === list.items.length) return [setAt(page, span, 'block', [], style)];
      return items.map((item) => withoutItem(page, spanOfValue(item)));
    },
    linesOf: (span) => span,
    companion: (span, text) => [documentBehind(page, span, text)],
    finish(edits) {
      const isSplit = edits.some(({ span }) => splitsTemplate(page.text.slice(span.start, span.end)));
      if (isSplit) throw new Unrepairable('it would split a condition');
      return edits;
    },
  };
}

/** Between brackets a comma or the closing one follows; below a key or a dash neither can. */
const isInFlow = (page: Page, { end }: Span): boolean => /[,}\]]/.test(page.text[nextToken(page, end)] ?? '');

type Shape = 'scalar' | 'flow' | 'block';

function shapeOf(page: Page, { kind }: Value, { start }: Span): Shape {
  if (/[[{]/.test(page.text[start] ?? '')) return 'flow';
  // An alias stands for a collection, but is one word.
  return (kind === 'map' || kind === 'list') && page.text[start] !== '*' ? 'block' : 'scalar';
}

function setAt(page: Page, span: Span, shape: Shape, literal: Literal, style: BlockStyle): Edit {
  const written = page.text.slice(span.start, span.end);
  const context = isInFlow(page, span) ? 'flow' : 'block';
  if (shape === 'scalar' && isInline(literal) && written !== '') {
    return { span, text: typeof literal === 'string' ? scalarText(literal, context, written) : flowText(literal) };
  }
  const isEmpty = /^(?:\[\s*\]|\{\s*\})?$/.test(written);
  if (context === 'flow' && written === '') throw new Unrepairable('nothing is written between the brackets');
  if (context === 'flow' || (shape === 'flow' && !isEmpty)) return { span, text: flowText(literal) };
  const colon = colonBefore(page, span);
  if (!isInline(literal) && (shape === 'block' || colon === undefined)) {
    return { span, text: blockText(literal, ' '.repeat(columnOf(page, span.start)), style).trimStart() };
  }
  if (colon === undefined) return { span, text: inlineText(literal) };
  if (page.text.slice(colon, span.start).trim() !== '') throw new Unrepairable('a comment stands between');
  // A key without a value may have blanks for it.
  const end = written === '' ? colon : span.end;
  return { span: spanOf(colon, end), text: belowKey(literal, ' '.repeat(keyColumn(page, colon)), style) };
}

/** Behind the colon whose value stands there; undefined for an item of a list and for a whole document. */
function colonBefore(page: Page, span: Span): number | undefined {
  // A key without a value may have its end for the place of the value.
  if (span.start === span.end && page.text[nextToken(page, span.start)] === ':') return nextToken(page, span.start) + 1;
  const before = tokenBefore(page, span.start);
  return page.text[before - 1] === ':' ? before : undefined;
}

const columnOf = (page: Page, offset: number): number => offset - page.line(offset).start;

/** Of the key or item that starts the offset's line, behind the dashes before it. */
const keyColumn = (page: Page, offset: number): number =>
  (/^\s*(?:- +)*/.exec(beforeOnLine(page, offset))?.[0] ?? '').length;

function addTo(page: Page, map: MapValue, span: Span, entries: Entries, style: BlockStyle): Edit[] {
  if (page.text[span.start] === '{') {
    const flow = bracketedAt(page, span, '{', (inside) => entrySpans(page, map, inside));
    if (flow.items.length === 0 && !isInFlow(page, span)) return [setAt(page, span, 'flow', entries, style)];
    const written = Object.entries(entries).map(
      ([key, literal]) =>
        () =>
          `${scalarText(key, 'flow')}: ${flowText(literal)}`,
    );
    return addItems(page, flow, written);
  }
  const [first] = entrySpans(page, map, span);
  const column = columnOf(page, span.start);
  if (!first || keyColumn(page, span.start) !== column) throw new Unrepairable('it is no mapping of its own lines');
  return [below(page, span, mappingText(entries, ' '.repeat(column), style))];
}

function appendTo(page: Page, list: ListValue, span: Span, literals: readonly Literal[], style: BlockStyle): Edit[] {
  if (page.text[span.start] === '[') {
    const flow = bracketedAt(page, span, '[', (inside) => itemSpans(page, list, inside));
    const toBlock = flow.items.length === 0 && !isInFlow(page, span) && literals.some((literal) => !isInline(literal));
    if (toBlock) return [setAt(page, span, 'flow', literals, style)];
    return addItems(
      page,
      flow,
      literals.map((literal) => () => flowText(literal)),
    );
  }
  const column = columnOf(page, span.start);
  if (page.text[span.start] !== '-' || !startsLine(page, span.start))
    throw new Unrepairable('it is no list of its own lines');
  return [below(page, span, literals.map((literal) => itemText(literal, ' '.repeat(column), style)).join('\n'))];
}

/** Lines behind a mapping or list in block style. */
function below(page: Page, span: Span, lines: string): Edit {
  let { end } = span;
  // With `+` the empty lines behind a block scalar belong to it.
  const lastLines = page.text.slice(span.start, end);
  if (/[:-] +[|>]\d?\+\d?[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:\r?\n|[^\s].*(?:\r?\n)?))*$/.test(lastLines))
    end = endOfBlankLines(page, end);
  const next = page.lineAfter(end);
  if (next !== undefined && /^\s*\{\{-?\s*(?:end|else)\b/.test(page.text.slice(next))) {
    throw new Unrepairable('a condition of the template ends here');
  }
  return linesBelow(page, end, lines);
}

function endOfBlankLines(page: Page, offset: number): number {
  let end = offset;
  for (let next = page.lineAfter(end); next !== undefined; next = page.lineAfter(end)) {
    if (page.text.slice(next, page.line(next).end).trim() !== '') break;
    end = next;
  }
  return end;
}

/** Entries one below the other go together, so that it is known when none is left. */
function runsOf(page: Page, spans: readonly Span[]): Span[] {
  const runs: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    const follows =
      last && columnOf(page, last.start) === columnOf(page, span.start) && nextToken(page, last.end) === span.start;
    if (follows) runs[runs.length - 1] = spanOf(last.start, span.end);
    else runs.push(span);
  }
  return runs;
}

function withoutEntries(page: Page, run: Span): Edit[] {
  const column = columnOf(page, run.start);
  const next = codeLineBelow(page, run.end);
  const hasNext =
    next !== undefined &&
    columnOf(page, next) === column &&
    !/^(?:-\s|---|\.\.\.)/.test(page.text.slice(next, next + 4));
  if (!startsLine(page, run.start)) {
    // The first key of an item stands behind its dash, and the next one takes its place.
    if (keyColumn(page, run.start) !== column) throw new Unrepairable('something else stands before it');
    return [hasNext ? { span: spanOf(run.start, next), text: '' } : { span: run, text: '{}' }];
  }
  const above = codeLineAbove(page, run.start);
  const hasPrevious = above !== undefined && keyColumn(page, page.line(above).end) >= column;
  if (hasNext || hasPrevious) return [withoutLines(page, run)];
  const before = tokenBefore(page, run.start);
  if (page.text[before - 1] !== ':') return [{ span: run, text: '{}' }];
  return [{ span: spanOf(before, before), text: ' {}' }, withoutLines(page, run)];
}

function withoutItem(page: Page, span: Span): Edit {
  const dash = /-[ \t]+$/.exec(beforeOnLine(page, span.start));
  const start = page.line(span.start).start + (dash?.index ?? 0);
  if (!dash || !startsLine(page, start)) throw new Unrepairable('it is no item on its own lines');
  return withoutLines(page, spanOf(start, span.end));
}

/** A document of its own behind the one that holds the span. */
function documentBehind(page: Page, span: Span, text: string): Edit {
  const marker = /^(---|\.\.\.)(?=\s|$).*/gm;
  marker.lastIndex = span.end;
  const next = marker.exec(page.text);
  const document = text.startsWith('---') ? text : `---\n${text}`;
  if (next?.[1] === '...') return linesBelow(page, next.index, document);
  return linesBelow(page, trimmedEnd(page, span.start, next?.index ?? page.text.length), document);
}

/** Does the text hold a part of a condition or loop of a template, but not the whole of it? */
function splitsTemplate(text: string): boolean {
  let depth = 0;
  for (const [, word] of text.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b/g)) {
    if (word === 'end') depth--;
    else if (word !== 'else') depth++;
    else if (depth === 0) return true;
    if (depth < 0) return true;
  }
  return depth !== 0;
}

/** Where the code of the nearest line below starts that has any. */
function codeLineBelow(page: Page, offset: number): number | undefined {
  for (let line = page.lineAfter(offset); line !== undefined; line = page.lineAfter(line)) {
    const start = codeStart(page, line);
    if (start !== undefined) return start;
  }
  return undefined;
}

function codeLineAbove(page: Page, offset: number): number | undefined {
  for (let { start } = page.line(offset); start > 0; { start } = page.line(start - 1)) {
    const code = codeStart(page, start - 1);
    if (code !== undefined) return code;
  }
  return undefined;
}

function codeStart(page: Page, offset: number): number | undefined {
  const { start, end } = page.line(offset);
  const indent = /^\s*(?=[^\s#])/.exec(page.text.slice(start, end));
  return indent ? start + indent[0].length : undefined;
}
