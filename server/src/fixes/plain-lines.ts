// How repairs are written in files of plain lines, such as requirements.txt and go.mod: a word in the place of a word, and whole
// lines taken away.

import type { Place } from '../model/place.ts';
import type { Edit } from '../text/snapshot.ts';
import { linesBelow, withoutLines } from './lines.ts';
import { type Page, startsLine, Unrepairable } from './page.ts';
import type { Syntax } from './syntax.ts';

export function plainLines(page: Page): Syntax {
  const without = (place: Place): Edit => {
    const span = page.span(place);
    if (!startsLine(page, span.start)) throw new Unrepairable('something else stands on its line');
    return withoutLines(page, span);
  };
  const refuse = (): never => {
    throw new Unrepairable('lines are written as they are');
  };
  return {
    set(value, literal) {
      if (typeof literal === 'object') return refuse();
      return [{ span: page.span(value.place), text: String(literal) }];
    },
    add: refuse,
    append: refuse,
    removeEntries: (entries) => entries.map(({ place }) => without(place)),
    removeItems: (_list, items) => items.map(({ place }) => without(place)),
    linesOf: (span) => span,
    companion: (span, text) => [linesBelow(page, span.end, `\n${text}`)],
  };
}
