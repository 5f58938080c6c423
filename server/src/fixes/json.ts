// How repairs are written in JSON: package.json, Terraform's JSON form, Kubernetes objects, and the JSON in heredocs of HCL.

import type { Literal } from '../model/literal.ts';
import { type Span, spanOf } from '../text/span.ts';
import { addItems, type Bracketed, withoutItems } from './bracketed.ts';
import { indentAt, type Page, trimmedEnd, Unrepairable } from './page.ts';
import { bracesOf, entrySpans, isList, isMap, itemSpans, type Syntax } from './syntax.ts';

export type Quote = (text: string) => string;

/** `quote` writes a string with its quotes; Terraform's JSON form has templates in its strings. */
export function json(page: Page, quote: Quote = JSON.stringify): Syntax {
  const write = (literal: Literal, indent: string): string => jsonText(literal, indent, page, quote);
  return {
    set(value, literal) {
      const span = page.span(value.place);
      return [{ span, text: write(literal, indentAt(page, span.start)) }];
    },
    add(map, entries) {
      const object = bracketedAt(page, bracesOf(page, map), '{', (inside) => entrySpans(page, map, inside));
      const written = Object.entries(entries).map(
        ([key, literal]) =>
          (indent: string) =>
            `${quote(key)}: ${write(literal, indent)}`,
      );
      // An object over several lines is what people and formatters write, except in text that is all on one line.
      if (object.items.length > 0 || isOneLine(page)) return addItems(page, object, written);
      const indent = indentAt(page, object.span.start);
      return [{ span: object.span, text: jsonText(entries, indent, page, quote) }];
    },
    append(list, literals) {
      const array = bracketedAt(page, page.span(list.place), '[', (inside) => itemSpans(page, list, inside));
      return addItems(
        page,
        array,
        literals.map((literal) => (indent) => write(literal, indent)),
      );
    },
    removeEntries: (entries) =>
      withoutItems(
        page,
        entries.map(({ place }) => page.span(place)),
      ),
    removeItems: (_list, items) =>
      withoutItems(
        page,
        items.map(({ place }) => page.span(place)),
      ),
    linesOf: (span) => span,
    companion() {
      throw new Unrepairable('JSON text holds one object');
    },
  };
}

/** `place` may end behind the closing bracket by white space. */
export function bracketedAt(page: Page, place: Span, opening: '{' | '[', itemsOf: (inside: Span) => Span[]): Bracketed {
  const span = spanOf(place.start, trimmedEnd(page, place.start, place.end));
  const closing = opening === '{' ? '}' : ']';
  if (page.text[span.start] !== opening || page.text[span.end - 1] !== closing || span.end - span.start < 2) {
    throw new Unrepairable('it is not written with brackets');
  }
  return { span, items: itemsOf(span), padding: '', lineBreakSeparates: false };
}

/** On one line where it is a scalar or a list of scalars, or where the whole text is. */
export function jsonText(literal: Literal, indent: string, page: Page, quote: Quote): string {
  const inner = indent + page.unit;
  if (isMap(literal)) {
    const entries = Object.entries(literal).map(
      ([key, value]) => `${quote(key)}: ${jsonText(value, inner, page, quote)}`,
    );
    return enclosed('{', entries, '}', isOneLine(page) ? undefined : indent, page);
  }
  if (isList(literal)) {
    const items = literal.map((item) => jsonText(item, inner, page, quote));
    const flat = isOneLine(page) || literal.every((item) => typeof item !== 'object');
    return enclosed('[', items, ']', flat ? undefined : indent, page);
  }
  return typeof literal === 'string' ? quote(literal) : String(literal);
}

/** `indent` is that of the closing bracket; undefined writes one line. */
function enclosed(
  opening: string,
  parts: readonly string[],
  closing: string,
  indent: string | undefined,
  page: Page,
): string {
  if (parts.length === 0 || indent === undefined) return opening + parts.join(', ') + closing;
  const lines = parts.map((part) => indent + page.unit + part).join(',\n');
  return `${opening}\n${lines}\n${indent}${closing}`;
}

const isOneLine = (page: Page): boolean => !/[\r\n]/.test(page.text.trimEnd());
