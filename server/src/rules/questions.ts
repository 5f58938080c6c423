// What tests ask of one value, in three-valued logic: a text may have parts that are not known, a list may be open.

import { hole, type Value } from '../model/value.ts';
import { matchesGlob } from '../text/glob.ts';
import { compareVersions } from '../text/versions.ts';
import type { Reached } from './path.ts';
import { not, some, type Truth, truth } from './truth.ts';
export type SameText = (a: string, b: string) => boolean;
export const sameText: SameText = (a, b) => a === b;
export const sameTextInAnyCase: SameText = (a, b) => a.toLowerCase() === b.toLowerCase();

export function equals(value: Value, wantedValue: unknown, same: SameText): Truth {
  switch (value.kind) {
    case 'unknown':
      return 'unknown';
    case 'string':
      if (typeof wantedValue === 'object') return 'false';
      if (value.value.includes(hole)) return couldBe(value.value, String(wantedValue)) ? 'unknown' : 'false';
      return truth(same(value.value, String(wantedValue)));
    // Terraform and YAML both turn "true" and "1" into what the attribute wants, so a rule need not name both.
    case 'boolean':
    case 'number':
      return truth(typeof wantedValue !== 'object' && String(value.value) === String(wantedValue));
    default:
      return 'false';
  }
}

/** Is the value one of those that a path leads to: an item of a list, a key of a map? A `*` in them stands for any characters. */
export function amongReached(value: Value, reached: Reached): Truth {
  if (reached.kind !== 'value') return reached.kind === 'unknown' ? 'unknown' : 'false';
  const { value: holder } = reached;
  const members = holder.kind === 'list' ? holder.items : [holder];
  const isOpen = (holder.kind === 'list' || holder.kind === 'map') && holder.open === true;
  const known =
    holder.kind === 'map'
      ? [...holder.entries.keys()]
      : members.flatMap((one) => ('value' in one ? String(one.value) : []));
  const unsure = isOpen || (holder.kind !== 'map' && members.some(({ kind }) => kind === 'unknown'));
  const found = some(known, (member) => like(value, member));
  return found === 'false' && unsure ? 'unknown' : found;
}

/** Is the value a folder, other than the root, that what a path leads to lies in? Relative paths count from the root. */
export function holdsReached(folder: Value, reached: Reached): Truth {
  if (reached.kind !== 'value') return reached.kind === 'unknown' ? 'unknown' : 'false';
  return textual(folder, (outer) =>
    textual(reached.value, (inner) => {
      if (outer.includes(hole) || inner.includes(hole)) return 'unknown';
      const beginning = fromRoot(`${outer}/`);
      return truth(beginning !== '' && fromRoot(inner).startsWith(beginning));
    }),
  );
}

const fromRoot = (path: string): string =>
  path
    .split(/(?<=\/)/)
    .filter((segment) => segment !== '/' && segment !== './')
    .join('');

function like(value: Value, member: string): Truth {
  if (!member.includes('*')) return equals(value, member, sameText);
  return textual(
    value,
    known((text) => matchesGlob(text, member)),
  );
}

/** Could the text be `wanted`, whatever its holes stand for? */
function couldBe(text: string, wantedText: string): boolean {
  const pieces = text.split(hole);
  const [first = '', last = ''] = [pieces[0], pieces.at(-1)];
  return wantedText.startsWith(first) && wantedText.endsWith(last) && wantedText.length >= first.length + last.length;
}

export function isEmpty(value: Value): Truth {
  switch (value.kind) {
    case 'unknown':
      return 'unknown';
    case 'string':
      return truth(value.value === '');
    case 'list':
      return value.items.length > 0 ? 'false' : value.open ? 'unknown' : 'true';
    case 'map':
      return value.entries.size > 0 ? 'false' : value.open ? 'unknown' : 'true';
    default:
      return 'false';
  }
}

/** A list holds an item, a map a key, a text a part. */
export function containsMember(value: Value, member: unknown, same: SameText): Truth {
  switch (value.kind) {
    case 'unknown':
      return 'unknown';
    case 'list': {
      const found = some(value.items, (item) => equals(item, member, same));
      return found === 'false' && value.open ? 'unknown' : found;
    }
    case 'map':
      return value.entries.has(String(member)) ? 'true' : value.open ? 'unknown' : 'false';
    case 'string': {
      const found =
        same === sameText
          ? value.value.includes(String(member))
          : value.value.toLowerCase().includes(String(member).toLowerCase());
      return found ? 'true' : value.value.includes(hole) ? 'unknown' : 'false';
    }
    default:
      return 'false';
  }
}

export function textual(value: Value, ask: (text: string) => Truth): Truth {
  switch (value.kind) {
    case 'unknown':
      return 'unknown';
    case 'string':
      return ask(value.value);
    case 'number':
    case 'boolean':
      return ask(String(value.value));
    default:
      return 'false';
  }
}

export const known =
  (ask: (text: string) => boolean) =>
  (text: string): Truth =>
    text.includes(hole) ? 'unknown' : truth(ask(text));

export const wanted = (argument: unknown, answer: Truth): Truth => (argument === false ? not(answer) : answer);

/** Where parts are not known, what the pattern matches must end before the first of them. */
export function beginsAs(text: string, pattern: RegExp): Truth {
  const match = pattern.exec(text);
  const knownTo = text.indexOf(hole);
  if (knownTo < 0) return truth(match !== null);
  return match && match.index + match[0].length <= knownTo ? 'true' : 'unknown';
}

export function startsWith(text: string, beginning: string): Truth {
  const [knownPart = ''] = text.split(hole);
  if (knownPart.length === text.length || knownPart.length >= beginning.length)
    return truth(text.startsWith(beginning));
  return beginning.startsWith(knownPart) ? 'unknown' : 'false';
}

export const reversed = (text: string): string => [...text].reverse().join('');

export function dateTest(text: string, limit: string): Truth {
  if (text.includes(hole)) return 'unknown';
  const [a, b] = [Date.parse(text), Date.parse(limit)];
  return truth(!Number.isNaN(a) && !Number.isNaN(b) && a < b);
}

/** A text in Base64 as what it says; one that is none, or is not text, is as it stands. */
export function decoded(value: Value): Value {
  if (value.kind !== 'string' || value.value.includes(hole)) return value;
  try {
    const bytes = Uint8Array.from(atob(value.value), (character) => character.charCodeAt(0));
    return { ...value, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), pieces: [] };
  } catch {
    return value;
  }
}

/** A text that is no number fulfils nothing. */
export const numberTest = (value: Value, ask: (number: number) => Truth): Truth =>
  textual(value, (text) => {
    if (text.includes(hole)) return 'unknown';
    return text.trim() !== '' && !Number.isNaN(Number(text)) ? ask(Number(text)) : 'false';
  });

export function versionTest(value: Value, limit: string, holds: (order: number) => boolean): Truth {
  return textual(value, (text) => {
    if (text.includes(hole)) return 'unknown';
    const order = compareVersions(text, limit);
    return truth(order !== undefined && holds(order));
  });
}
