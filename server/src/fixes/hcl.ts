// How repairs are written in Terraform's native syntax: arguments and blocks in bodies, entries in objects, items in lists. JSON
// that stands in a heredoc is written as JSON.

import type { Literal } from '../model/literal.ts';
import type { ListValue, MapValue, Value } from '../model/value.ts';
import type { Edit, Snapshot } from '../text/snapshot.ts';
import { contains, type Span, spanOf } from '../text/span.ts';
import { addItems, type Bracketed, withoutItems } from './bracketed.ts';
import { aligned } from './hcl-align.ts';
import { blockText, bodyText, expressionText, isBlocks, keyText } from './hcl-text.ts';
import { bracketedAt, json } from './json.ts';
import { linesBelow } from './lines.ts';
import { beforeOnLine, indentAt, type Page, startsLine, trimmedEnd, Unrepairable } from './page.ts';
import { bracesOf, type Entries, entrySpans, isMap, itemSpans, type Syntax } from './syntax.ts';
import { tokenBefore } from './tokens.ts';

export function hcl(page: Page, snapshot: Snapshot): Syntax {
  const heredocs = heredocsOf(page.text);
  const isEmbedded = (span: Span): boolean => heredocs.some((heredoc) => contains(heredoc, span));
  const inJson = json(page);
  return {
    set(value, literal) {
      const span = page.span(value.place);
      return isEmbedded(span) ? inJson.set(value, literal) : setValue(page, value, span, literal);
    },
    add(map, entries) {
      const place = page.span(map.place);
      if (isEmbedded(place)) return inJson.add(map, entries);
      if (isQuoted(page, place)) throw new Unrepairable('it stands inside a string');
      const braces = bracesOf(page, map);
      return isBody(page, braces) ? addToBody(page, braces, entries) : addToObject(page, map, braces, entries);
    },
    append(list, literals) {
      const place = page.span(list.place);
      if (isEmbedded(place)) return inJson.append(list, literals);
      if (isQuoted(page, place)) throw new Unrepairable('it stands inside a string');
      return appendTo(page, list, literals);
    },
    removeEntries(entries) {
      const spans = entries.flatMap(({ value, place }) => blocksIn(page, value) ?? [page.span(place)]);
      return without(page, spans);
    },
    removeItems: (_list, items) =>
      without(
        page,
        items.map(({ place }) => page.span(place)),
      ),
    linesOf: (span) => span,
    companion(span, text) {
      const labels = /^\s*\w+((?:\s*"[^"\n]*")*)/.exec(page.text.slice(span.start, span.end))?.[1] ?? '';
      if (!/^(?:\s*"[\p{ID_Start}_][\p{ID_Continue}-]*")*$/u.test(labels))
        throw new Unrepairable('a block whose name is no identifier cannot be referred to');
      const below = page.lineAfter(span.end);
      const crowded = below !== undefined && page.text.slice(below, page.line(below).end).trim() !== '';
      return [linesBelow(page, span.end, `\n${text}${crowded ? '\n' : ''}`)];
    },
    // Edits inside a heredoc touch lines that are no arguments, whatever they look like.
    finish: (edits) => (edits.some(({ span }) => isEmbedded(span)) ? edits : aligned(snapshot, edits)),
  };
}

/** The bodies of heredocs, without the lines of their markers. Good enough to tell JSON in them from the code around. */
function heredocsOf(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: whole, 1: head = '', index } of text.matchAll(
    /(<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n)[\s\S]*?^[ \t]*\2[ \t]*$/gmu,
  )) {
    spans.push(spanOf(index + head.length, index + whole.length));
  }
  return spans;
}

function setValue(page: Page, value: Value, span: Span, literal: Literal): Edit[] {
  const written = page.text.slice(span.start, span.end);
  const indent = indentAt(page, span.start);
  if (isQuoted(page, span)) return [{ span, text: JSON.stringify(JSON.stringify(literal)).slice(1, -1) }];
  if (value.kind === 'map' && isBlock(written)) {
    if (!isMap(literal)) throw new Unrepairable('a block has no value');
    return [{ span: bracesOf(page, value), text: blockText('', literal, indent, page.unit).trimStart() }];
  }
  if (isBlock(written)) throw new Unrepairable('blocks have no value');
  // A heredoc may end with its last line break.
  const end = trimmedEnd(page, span.start, span.end);
  return [{ span: spanOf(span.start, end), text: expressionText(literal, indent, page.unit) }];
}

/** Does it stand inside a quoted string, such as JSON in a string of one line? */
const isQuoted = (page: Page, { start }: Span): boolean =>
  [...beforeOnLine(page, start).matchAll(/\\.|"/g)].filter(([mark]) => mark === '"').length % 2 === 1;

/** `ingress {`, `resource "type" "name" {`. */
const isBlock = (written: string): boolean => /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:\s*"[^"]*")*\s*\{/u.test(written);

/** Does a block's header stand before the braces, and not `=`, `:`, `(`, `[` or `,`? */
const isBody = (page: Page, braces: Span): boolean =>
  /["\p{ID_Continue}]/u.test(page.text[tokenBefore(page, braces.start) - 1] ?? '');

function addToBody(page: Page, braces: Span, entries: Entries): Edit[] {
  const inner = spanOf(braces.start + 1, braces.end - 1);
  const base = indentAt(page, braces.start);
  const content = page.text.slice(inner.start, inner.end);
  const start = inner.start + content.length - content.trimStart().length;
  const end = trimmedEnd(page, inner.start, inner.end);
  const indent = content.trim() !== '' && startsLine(page, start) ? indentAt(page, start) : base + page.unit;
  const body = bodyText(entries, indent, page.unit);
  if (content.trim() === '' && !content.includes('\n')) return [{ span: braces, text: `{\n${body}\n${base}}` }];
  if (content.trim() === '') return [linesBelow(page, braces.start, body)];
  const lines = `${needsGap(page, end, entries) ? '\n' : ''}${body}`;
  if (!content.includes('\n')) {
    return [
      { span: spanOf(inner.start, start), text: `\n${indent}` },
      { span: spanOf(end, inner.end), text: `\n${lines}\n${base}` },
    ];
  }
  if (page.line(end).start === page.line(inner.end).start)
    return [{ span: spanOf(end, inner.end), text: `\n${lines}\n${base}` }];
  return [linesBelow(page, end, lines)];
}

/** An empty line stands between arguments and blocks, and between blocks. */
function needsGap(page: Page, end: number, entries: Entries): boolean {
  const firstIsBlock = Object.values(entries).every(isBlocks);
  const { start } = page.line(end);
  return firstIsBlock || /^\s*\}/.test(page.text.slice(start, end));
}

/** Entries are written as the last one is: `key = value`, `"key": value`, with or without commas. */
function addToObject(page: Page, map: MapValue, braces: Span, entries: Entries): Edit[] {
  const items = entrySpans(page, map, braces);
  const object: Bracketed = { span: braces, items, padding: ' ', lineBreakSeparates: true };
  const last = items.at(-1);
  const [, quote, separator = ' = '] =
    (last && /^("?)[^"=:]*"?([ \t]*[=:][ \t]*)/.exec(page.text.slice(last.start, last.end))) ?? [];
  const equals = separator.includes(':') ? separator : ' = ';
  const written = Object.entries(entries).map(
    ([key, literal]) =>
      (indent: string) =>
        `${quote ? JSON.stringify(key) : keyText(key)}${equals}${expressionText(literal, indent, page.unit)}`,
  );
  return addItems(page, object, written);
}

function appendTo(page: Page, list: ListValue, literals: readonly Literal[]): Edit[] {
  const blocks = blocksIn(page, list);
  if (blocks) return appendBlocks(page, blocks, literals);
  const brackets = bracketedAt(page, page.span(list.place), '[', (inside) => itemSpans(page, list, inside));
  if (/^\[\s*for\b/.test(page.text.slice(brackets.span.start))) throw new Unrepairable('the list is computed');
  const written = literals.map((literal) => (indent: string) => expressionText(literal, indent, page.unit));
  return addItems(page, brackets, written);
}

/** The blocks that an entry stands for, where it does: `ingress` of several `ingress { }`. */
function blocksIn(page: Page, value: Value): readonly Span[] | undefined {
  const values = value.kind === 'list' ? value.items : [value];
  const spans = values.flatMap((item) => (item.kind === 'map' ? (page.find(item.place) ?? []) : []));
  const areBlocks =
    values.length > 0 &&
    spans.length === values.length &&
    spans.every(({ start, end }) => isBlock(page.text.slice(start, end)));
  return areBlocks ? spans : undefined;
}

function appendBlocks(page: Page, blocks: readonly Span[], literals: readonly Literal[]): Edit[] {
  const last = blocks.reduce((a, b) => (a.end > b.end ? a : b));
  const [type = ''] = /^[^\s"{]+/.exec(page.text.slice(last.start, last.end)) ?? [];
  const indent = indentAt(page, last.start);
  const texts = literals.filter(isMap).map((body) => blockText(type, body, indent, page.unit));
  if (texts.length < literals.length) throw new Unrepairable('a block has no value');
  return [linesBelow(page, last.end, `\n${texts.join('\n\n')}`)];
}

/** Blocks and arguments go with their lines; in objects and lists the commas go too. */
function without(page: Page, spans: readonly Span[]): Edit[] {
  const trimmed = spans.map(({ start, end }) => spanOf(start, trimmedEnd(page, start, end)));
  return withoutItems(page, trimmed);
}
