// Variables in the values of a Compose file. A default holds, as in `${TAG:-1.2}`, until the environment says something else; whatever
// only the environment tells is a hole. The `.env` beside the file is part of that environment: it is seldom under version control.
// The syntax is that of github.com/compose-spec/compose-go (template/template.go); keys are never filled in.

import { placeOf } from '../../model/place.ts';
import { type Entry, hole, type StringValue, type Value } from '../../model/value.ts';
import { join, type Mapped, slice, spanIn, standingFor } from '../../syntax/mapped.ts';
import { charactersOf, filledIn } from './characters.ts';

/** The value with the variables of all its strings filled in. */
export function interpolated(value: Value): Value {
  // Aliases share what they stand for.
  const known = new Map<Value, Value>();
  const fill = (one: Value): Value => {
    const seen = known.get(one);
    if (seen) return seen;
    const filled = filledOnce(one);
    known.set(one, filled);
    return filled;
  };
  const filledOnce = (one: Value): Value => {
    switch (one.kind) {
      case 'string':
        return one.value.includes('$') ? filledString(one) : one;
      case 'list':
        return { ...one, items: one.items.map(fill) };
      case 'map':
        return { ...one, entries: new Map([...one.entries].map(([key, entry]) => [key, filledEntry(entry)])) };
      default:
        return one;
    }
  };
  const filledEntry = (entry: Entry): Entry => ({ ...entry, value: fill(entry.value) });
  return fill(value);
}

function filledString(string: StringValue): Value {
  const written = charactersOf(string);
  const { text, pieces } = filled(written);
  if (text === hole) return { ...string, kind: 'unknown', reason: filledIn };
  return { ...string, value: text, pieces, place: placeOfDefault(string, written) ?? string.place };
}

/** Where the whole text is one variable with a default, that is what a user would change. */
function placeOfDefault({ place }: StringValue, { text, pieces }: Mapped) {
  const [whole, before = ''] = /^(\$\{\w+:?-)[^${}]+\}$/.exec(text) ?? [];
  if (!whole || pieces.length === 0) return undefined;
  const { start, end } = spanIn({ text, pieces }, before.length, whole.length - 1);
  return placeOf(place.source, start, end);
}

function filled(written: Mapped): Mapped {
  const { text } = written;
  const parts: Mapped[] = [];
  let from = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', from)) {
    parts.push(slice(written, from, at));
    const variable = variableAt(written, at);
    parts.push(variable.value);
    from = variable.end;
  }
  return join([...parts, slice(written, from, text.length)]);
}

/** What the `$` at the offset begins, and where that ends. */
function variableAt(written: Mapped, at: number): { readonly value: Mapped; readonly end: number } {
  const { text } = written;
  if (text[at + 1] === '$') return { value: slice(written, at, at + 1), end: at + 2 };
  const named = /^\$[A-Za-z_]\w*/.exec(text.slice(at));
  if (named) return { value: unknownAt(written, at, at + named[0].length), end: at + named[0].length };
  const close = text[at + 1] === '{' ? closingBrace(text, at + 2) : undefined;
  if (close === undefined) return { value: slice(written, at, at + 1), end: at + 1 };
  const [beforeDefault] = /^[A-Za-z_]\w*:?-/.exec(text.slice(at + 2, close)) ?? [];
  const value =
    beforeDefault === undefined
      ? unknownAt(written, at, close + 1)
      : filled(slice(written, at + 2 + beforeDefault.length, close));
  return { value, end: close + 1 };
}

function unknownAt(written: Mapped, start: number, end: number): Mapped {
  const span = spanIn(written, start, end);
  return written.pieces.length > 0 ? standingFor(hole, span.start, span.end) : { text: hole, pieces: [] };
}

/** No variable that somebody wrote is longer, and so none nests deeper. */
const longest = 1000;

/** Of the brace that opens before the offset; variables may stand in defaults. */
function closingBrace(text: string, from: number): number | undefined {
  let depth = 1;
  for (let at = from; at < Math.min(text.length, from + longest); at++) {
    if (text.startsWith('${', at)) depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}
