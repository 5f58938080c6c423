// How repairs are written in XML, such as pom.xml and the project files of .NET: another text or attribute, and elements taken away.

import type { Place } from '../model/place.ts';
import type { Edit } from '../text/snapshot.ts';
import { linesBelow, withoutLines } from './lines.ts';
import { type Page, startsLine, Unrepairable } from './page.ts';
import type { Syntax } from './syntax.ts';

/** By the names that XML has among manifests. */
export const isXml = (file: string): boolean => /\.(?:xml|[a-z]+proj|props|targets|config)$/i.test(file);

export function xml(page: Page): Syntax {
  const without = (place: Place): Edit => {
    const span = page.span(place);
    const isAlone = startsLine(page, span.start) && page.text.slice(span.end, page.line(span.end).end).trim() === '';
    return isAlone ? withoutLines(page, span) : { span, text: '' };
  };
  const refuse = (): never => {
    throw new Unrepairable('elements are written as they are');
  };
  return {
    set(value, literal) {
      if (typeof literal === 'object') return refuse();
      return [{ span: page.span(value.place), text: escaped(String(literal)) }];
    },
    add: refuse,
    append: refuse,
    removeEntries: (entries) => entries.map(({ place }) => without(place)),
    removeItems: (_list, items) => items.map(({ place }) => without(place)),
    linesOf: (span) => span,
    companion: (span, text) => [linesBelow(page, span.end, text)],
  };
}

const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** For text and for attributes in either quotes. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
