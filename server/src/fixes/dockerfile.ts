// How repairs are written in Dockerfiles: words in the place of words, pairs behind pairs, whole instructions with their
// continuations and heredocs.

import type { Literal } from '../model/literal.ts';
import { type Span, spanOf } from '../text/span.ts';
import { addItems, withoutItems } from './bracketed.ts';
import { bracketedAt, jsonText } from './json.ts';
import { linesBelow, withoutLines } from './lines.ts';
import { beforeOnLine, type Page, startsLine, Unrepairable } from './page.ts';
import { isList, isMap, itemSpans, type Syntax } from './syntax.ts';

export function dockerfile(page: Page): Syntax {
  const linesOf = (span: Span): Span => {
    const instruction = instructionsIn(page).find(({ start, end }) => start <= span.start && span.start <= end);
    return instruction ? spanOf(instruction.start, Math.max(instruction.end, span.end)) : span;
  };
  const without = ({ start, end }: Span) => {
    if (isElement(page, start)) return withoutElement(page, { start, end });
    const lines = linesOf(spanOf(start, end));
    const isWhole = startsLine(page, start) && lines.start === page.line(start).start;
    return isWhole ? withoutLines(page, lines) : { span: spanOf(start - blanksBefore(page, start), end), text: '' };
  };
  return {
    set(value, literal) {
      const span = page.span(value.place);
      return [{ span, text: wordText(page, span, literal) }];
    },
    add(map, entries) {
      const span = page.span(map.place);
      const written = page.text.slice(span.start, span.end);
      const { flags, ...others } = written.startsWith('--') ? { flags: entries } : entries;
      // What else an instruction lacks is inserted as text.
      if (!flags || !isMap(flags) || Object.keys(others).length > 0)
        throw new Unrepairable('only flags are added by name');
      const end = written.startsWith('--') ? span.end : span.start + (/^\w*/.exec(written)?.[0].length ?? 0);
      const texts = Object.entries(flags).map(([name, literal]) =>
        literal === true ? ` --${name}` : ` --${name}=${assignedText(literal)}`,
      );
      return [{ span: spanOf(end, end), text: texts.join('') }];
    },
    append(list, literals) {
      const span = page.span(list.place);
      if (page.text[span.start] === '[') {
        const array = bracketedAt(page, span, '[', (inside) => itemSpans(page, list, inside));
        return addItems(
          page,
          array,
          literals.map((literal) => () => jsonText(literal, '', page, JSON.stringify)),
        );
      }
      const end = itemSpans(page, list, span).at(-1)?.end;
      if (end === undefined) throw new Unrepairable('there is no word to write it behind');
      return [
        {
          span: spanOf(end, end),
          text: literals.map((literal) => ` ${pairText(literal) ?? rawText(literal)}`).join(''),
        },
      ];
    },
    removeEntries: (entries) => entries.map(({ place }) => without(page.span(place))),
    removeItems(list, items) {
      const spans = items.map(({ place }) => page.span(place));
      if (page.text[page.span(list.place).start] === '[') return withoutItems(page, spans);
      if (items.length < list.items.length) return spans.map(without);
      // These cannot stand without a pair or a word.
      const lines = linesOf(page.span(list.place));
      if (!/^\s*(?:ARG|ENV|LABEL|EXPOSE|VOLUME)\s/i.test(page.text.slice(lines.start, lines.end)))
        throw new Unrepairable('its words are all that it holds');
      return [withoutLines(page, lines)];
    },
    word: ({ start, end }, text) => [
      { span: spanOf(end, end), text: isElement(page, start) ? `, ${JSON.stringify(text)}` : ` ${text}` },
    ],
    linesOf,
    companion: (span, text) => [linesBelow(page, linesOf(span).end, `\n${text}`)],
  };
}

function wordText(page: Page, span: Span, literal: Literal): string {
  const written = page.text.slice(span.start, span.end);
  if (isList(literal)) return jsonText(literal, '', page, JSON.stringify).replace(/\n\s*/g, ' ');
  if (written.startsWith('"')) return JSON.stringify(rawText(literal));
  return beforeOnLine(page, span.start).endsWith('=') ? assignedText(literal) : rawText(literal);
}

function assignedText(literal: Literal): string {
  const text = rawText(literal);
  return /[\s"'\\]/.test(text) || text === '' ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}

/** A variable or label. */
function pairText(literal: Literal): string | undefined {
  if (!isMap(literal)) return undefined;
  const { name, value, ...others } = literal;
  if (typeof name !== 'string' || value === undefined || Object.keys(others).length > 0) return undefined;
  return `${name}=${assignedText(value)}`;
}

function rawText(literal: Literal): string {
  if (isList(literal) || isMap(literal)) throw new Unrepairable('it is no word');
  return String(literal);
}

/** Is it a string in the array of an exec form? */
const isElement = (page: Page, start: number): boolean =>
  page.text[start] === '"' && /(?:,|\w\s+\[)\s*$/.test(page.text.slice(0, start));

function withoutElement({ text }: Page, { start, end }: Span): { span: Span; text: string } {
  const comma = /,\s*$/.exec(text.slice(0, start));
  if (comma) return { span: spanOf(comma.index, end), text: '' };
  const rest = /^\s*,\s*/.exec(text.slice(end));
  return { span: spanOf(start, end + (rest?.[0].length ?? 0)), text: '' };
}

/** The blanks before a word, and the line continuations among them. */
const blanksBefore = (page: Page, offset: number): number =>
  /(?:[ \t]|[\\`][ \t]*\r?\n)*$/.exec(page.text.slice(0, offset))?.[0].length ?? 0;

/**
 * The instructions from the start of their first line to the end of their last, as BuildKit joins lines
 * (frontend/dockerfile/parser/parser.go): comments and empty lines do not end a continued one, and heredocs belong to it.
 */
function instructionsIn(page: Page): Span[] {
  const continuation = /^#\s*escape\s*=\s*`/im.test(page.text.slice(0, 1000)) ? '`' : '\\';
  const spans: Span[] = [];
  for (let offset: number | undefined = 0; offset !== undefined; offset = page.lineAfter(offset)) {
    if (/^\s*(?:#|$)/.test(lineText(page, offset))) continue;
    const start = offset;
    offset = endOfInstruction(page, start, continuation);
    spans.push(spanOf(start, page.line(offset).end));
  }
  return spans;
}

/** The start of its last line. */
function endOfInstruction(page: Page, start: number, continuation: string): number {
  let last = start;
  const markers: string[] = [];
  for (let line: number | undefined = start; line !== undefined; line = page.lineAfter(line)) {
    const text = lineText(page, line);
    if (line > start && /^\s*(?:#|$)/.test(text)) continue;
    last = line;
    markers.push(...[...text.matchAll(/<<-?\s*(["']?)([A-Za-z_][\w.]*)\1/g)].map(([, , name = '']) => name));
    if (!text.trimEnd().endsWith(continuation)) break;
  }
  const takesHeredocs = /^\s*(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\b/i.test(lineText(page, start));
  for (const marker of takesHeredocs ? markers : []) {
    for (let line = page.lineAfter(last); line !== undefined; line = page.lineAfter(line)) {
      if (lineText(page, line).replace(/^\t+/, '') !== marker) continue;
      last = line;
      break;
    }
  }
  return last;
}

const lineText = (page: Page, offset: number): string => page.text.slice(offset, page.line(offset).end);
