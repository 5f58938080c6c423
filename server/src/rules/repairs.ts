// Fix recipes: `set`, `append`, `remove`, `replace`, `insert`, `array` and `companion`, with paths as in conditions, looked up where the finding
// was made; `missing` holds what is done instead where a rule looks for an element or a resource and there is none. A recipe that does
// not fit a finding gives no repair, so no half fix is offered.

import type { Literal } from '../model/literal.ts';
import type { Place } from '../model/place.ts';
import type { Repair } from '../model/repair.ts';
import type { Resource } from '../model/resource.ts';
import {
  type Entry,
  type ListValue,
  type MapValue,
  placeInString,
  type StringValue,
  type Value,
} from '../model/value.ts';
import { onlyKeys } from './context.ts';
import { RuleError, unknownWord } from './errors.ts';
import { compileMessage } from './message.ts';
import { chosenIn, type Path, parsePath, type Reached, reach } from './path.ts';
import type { Scope } from './scope.ts';
import { patternOf } from './tests.ts';
import type { Witness } from './verdict.ts';

export type Recipe = (witness: Witness) => readonly Repair[] | undefined;

type Where = readonly (string | number)[];
type CompileStep = (argument: unknown, where: Where) => Recipe;

const steps: Readonly<Record<string, CompileStep>> = {
  set: (argument, where) =>
    together(
      Object.entries(mapping(argument, where)).map(([path, literal]) =>
        setAt(path, literal as Literal, [...where, path]),
      ),
    ),
  append: (argument, where) =>
    together(
      Object.entries(mapping(argument, where)).map(([path, literal]) =>
        appendTo(path, literal as Literal, [...where, path]),
      ),
    ),
  remove: (argument, where) => (argument === 'here' ? removeHere : removeAt(String(argument), where)),
  replace: (argument, where) => replaceHere(argument, where),
  insert: (argument, where) => insertAt(mapping(argument, where), where),
  array: (argument, where) => arrayAt(String(argument), where),
  companion: (argument, where) => {
    const text = compileMessage(String(argument), where);
    return (witness) => {
      const { place, address } = outermost(witness);
      // What stands beside one of several instances would have to be there several times as well.
      return address.endsWith(']') ? undefined : [{ kind: 'companion', place, text: text(witness) }];
    };
  },
};

export const recipeWords: readonly string[] = [...Object.keys(steps), 'missing', 'when'];

/** Throws RuleError. */
export function compileRecipe(recipe: Readonly<Record<string, unknown>>, where: Where): Recipe {
  if (recipe['missing'] === undefined) return compileSteps(recipe, where);
  const { missing, ...others } = recipe;
  const adding = compileSteps(mapping(missing, [...where, 'missing']), [...where, 'missing']);
  const changing = Object.keys(others).length > 0 ? compileSteps(others, where) : () => undefined;
  return (witness) => (witness.missing ? adding(witness) : changing(witness));
}

function compileSteps(recipe: Readonly<Record<string, unknown>>, where: Where): Recipe {
  const entries = Object.entries(recipe);
  if (entries.length === 0) throw new RuleError(where, `a fix says what it changes: ${recipeWords.join(', ')}`);
  return together(
    entries.map(([word, argument]) => {
      const step = steps[word];
      if (!step) throw new RuleError([...where, word], unknownWord(word, 'word of a fix', recipeWords));
      return step(argument, [...where, word]);
    }),
  );
}

function together(recipes: readonly Recipe[]): Recipe {
  return (witness) => {
    const repairs = recipes.map((recipe) => recipe(witness));
    return repairs.includes(undefined) ? undefined : repairs.flatMap((some) => some ?? []);
  };
}

function setAt(text: string, literal: Literal, where: Where): Recipe {
  const path = parsePath(text, where);
  const filled = fillIn(literal, where);
  return (witness) => {
    const reached = reach(witness.scope, path);
    const values = reached.flatMap((one) => (one.kind === 'value' ? [one.value] : (writtenIn(one) ?? [])));
    if (values.length > 0) return values.map((value) => ({ kind: 'set', value, literal: filled(witness) }));
    const missing = missingIn(witness.scope, path);
    return missing && [{ kind: 'add', ...missing, literal: filled(witness) }];
  };
}

const writtenIn = (reached: Reached): Value | undefined => (reached.kind === 'absent' ? reached.written : undefined);

/** Placeholders in the texts of a literal. */
function fillIn(literal: Literal, where: Where): (witness: Witness) => Literal {
  if (typeof literal !== 'string' || !literal.includes('{')) return () => literal;
  return compileMessage(literal, where);
}

/** The deepest map on the path and the keys that are missing in it. */
function missingIn(scope: Scope, path: Path): { readonly map: MapValue; readonly keys: readonly string[] } | undefined {
  const [{ from, keys } = { from: { kind: 'here' as const }, keys: [] }] = chosenIn(scope, path);
  for (let length = keys.length - 1; length >= 0; length--) {
    const prefix: Path = [{ from, keys: keys.slice(0, length) }];
    const found = reach(scope, prefix).find((one) => one.kind === 'value');
    if (found?.kind !== 'value') continue;
    const map = found.value.kind === 'list' ? found.value.items[0] : found.value;
    return map?.kind === 'map' ? { map, keys: keys.slice(length) } : undefined;
  }
  return undefined;
}

function appendTo(text: string, literal: Literal, where: Where): Recipe {
  const path = parsePath(text, where);
  return (witness) => {
    const found = reach(witness.scope, path).find((one) => one.kind === 'value');
    if (found?.kind === 'value')
      return found.value.kind === 'list' ? [{ kind: 'append', list: found.value, literal }] : undefined;
    const missing = missingIn(witness.scope, path);
    return missing && [{ kind: 'add', ...missing, literal: [literal] }];
  };
}

const removeHere: Recipe = ({ value, scope }) => {
  if (!value) return undefined;
  const owner = ownerOf(value, scope);
  if (!owner) return undefined;
  return owner.kind === 'entry'
    ? [{ kind: 'removeEntry', entry: owner.entry }]
    : [{ kind: 'removeItem', list: owner.list, item: value }];
};

function removeAt(text: string, where: Where): Recipe {
  if (text === '.') return ({ scope }) => [{ kind: 'text', place: scope.subject.place, text: '' }];
  const path = parsePath(text, where);
  return ({ scope }) => {
    const repairs = reach(scope, path).flatMap((one): Repair[] => {
      const owner = one.kind === 'value' ? ownerOf(one.value, scope) : undefined;
      if (!owner || one.kind !== 'value') return [];
      return owner.kind === 'entry'
        ? [{ kind: 'removeEntry', entry: owner.entry }]
        : [{ kind: 'removeItem', list: owner.list, item: one.value }];
    });
    return repairs.length > 0 ? repairs : undefined;
  };
}

type Owner = { readonly kind: 'entry'; readonly entry: Entry } | { readonly kind: 'item'; readonly list: ListValue };

/** The entry or the list that holds the value, searched in the value in hand and then in those around it. */
function ownerOf(value: Value, scope: Scope): Owner | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const owner = ownerIn(at.value, value) ?? ownerIn(at.subject.body, value);
    if (owner) return owner;
  }
  return undefined;
}

function ownerIn(container: Value, wanted: Value): Owner | undefined {
  if (container.kind === 'map') {
    for (const entry of container.entries.values()) {
      if (entry.value === wanted) return { kind: 'entry', entry };
      const owner = ownerIn(entry.value, wanted);
      if (owner) return owner;
    }
  }
  if (container.kind === 'list') {
    if (container.items.includes(wanted)) return { kind: 'item', list: container };
    for (const item of container.items) {
      const owner = ownerIn(item, wanted);
      if (owner) return owner;
    }
  }
  return undefined;
}

/**
 * `replace: text` puts a text where the finding lies; `replace: { at: path, by: text }` where the path leads, and with `part`, a
 * regular expression, only in the place of what that matches in the value.
 */
function replaceHere(argument: unknown, where: Where): Recipe {
  const source = typeof argument === 'string' ? { by: argument } : mapping(argument, where);
  onlyKeys('replace', source, ['at', 'by', 'part'], where);
  const { at, by, part } = source as Readonly<Record<string, unknown>>;
  if (by === undefined) throw new RuleError(where, 'say `by`: the text that takes the place');
  const text = compileMessage(String(by), where);
  const path = at === undefined ? undefined : parsePath(String(at), [...where, 'at']);
  const pattern = part === undefined ? undefined : patternOf(part, [...where, 'part']);
  return (witness) => {
    const reached = path && reach(witness.scope, path);
    const values = reached ? reached.flatMap((one) => (one.kind === 'value' ? [one.value] : [])) : [witness.value];
    const places = values.flatMap((value): Place[] => {
      if (pattern) return value?.kind === 'string' ? partOf(value, pattern) : [];
      return [value?.place ?? witness.place];
    });
    return places.length > 0 ? places.map((place) => ({ kind: 'text', place, text: text(witness) })) : undefined;
  };
}

function partOf(value: StringValue, pattern: RegExp): Place[] {
  const match = pattern.exec(value.value);
  if (!match) return [];
  const [start, end] = [match.index, match.index + match[0].length];
  // Of no characters the place is behind the one before them.
  const place = placeInString(value, start < end ? start : start - 1, end);
  // The whole value's place means that the part does not stand in the text as it is.
  if (place === value.place && end - start < value.value.length) return [];
  return [start < end ? place : { ...place, start: place.end }];
}

const insertSides = ['before', 'after', 'linesBefore', 'linesAfter'] as const;

/**
 * `insert: { after: path, text }` on the same line, `insert: { linesAfter: path, text }` on lines of its own; `.` is the subject.
 * With `word` in place of `text` it is a word of its own, as the shell or the array of an exec form writes words.
 */
function insertAt(source: Readonly<Record<string, unknown>>, where: Where): Recipe {
  onlyKeys('insert', source, ['text', 'word', ...insertSides], where);
  if (source['word'] !== undefined) return insertWord(source, where);
  if (source['text'] === undefined) throw new RuleError(where, 'say the `text` that is inserted');
  const text = compileMessage(String(source['text']), [...where, 'text']);
  const side = insertSides.find((word) => source[word] !== undefined);
  if (!side) throw new RuleError(where, 'say where: before, after, linesBefore or linesAfter a path');
  const at = String(source[side]);
  const path = at === '.' || at === 'here' ? undefined : parsePath(at, [...where, side]);
  return (witness) => {
    const found = path && reach(witness.scope, path).find((one) => one.kind === 'value');
    const place =
      at === '.'
        ? witness.scope.subject.place
        : at === 'here'
          ? witness.place
          : found?.kind === 'value'
            ? found.value.place
            : undefined;
    if (!place) return undefined;
    if (side === 'linesBefore' || side === 'linesAfter') {
      return [{ kind: 'lines', side: side === 'linesBefore' ? 'before' : 'after', place, text: text(witness) }];
    }
    const offset = side === 'before' ? place.start : place.end;
    return [{ kind: 'text', place: { source: place.source, start: offset, end: offset }, text: text(witness) }];
  };
}

function insertWord({ after, word }: Readonly<Record<string, unknown>>, where: Where): Recipe {
  const text = compileMessage(String(word), [...where, 'word']);
  if (after === undefined) throw new RuleError(where, 'say where: a word comes after a path');
  const path = parsePath(String(after), [...where, 'after']);
  return (witness) => {
    const found = reach(witness.scope, path).find((one) => one.kind === 'value');
    return found?.kind === 'value' ? [{ kind: 'word', place: found.value.place, text: text(witness) }] : undefined;
  };
}

/** `array: path` writes a shell command as the array of an exec form, where its words are what the shell would make of them. */
function arrayAt(text: string, where: Where): Recipe {
  const path = parsePath(text, where);
  return ({ scope }) => {
    const found = reach(scope, path).find((one) => one.kind === 'value');
    const command = found?.kind === 'value' && found.value.kind === 'string' ? found.value : undefined;
    if (!command || !/^[\w@%+:,./-][\w@%+=:,./\s-]*$/.test(command.value)) return undefined;
    const [first = '', ...others] = command.value.trim().split(/\s+/);
    // The exec form is what `exec` asks the shell for.
    const words = first === 'exec' ? others : [first, ...others];
    if (words.length === 0 || first.includes('=')) return undefined;
    const array = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
    return [{ kind: 'text', place: command.place, text: array }];
  };
}

/** The resource of the text that the witness lies in, around all views. */
export function outermost({ scope }: Witness): Resource {
  let at = scope.subject;
  for (let outer = at.within?.(); outer; outer = at.within?.()) at = outer;
  return at;
}

function mapping(argument: unknown, where: Where): Readonly<Record<string, unknown>> {
  if (argument === null || typeof argument !== 'object' || Array.isArray(argument))
    throw new RuleError(where, 'give a mapping');
  return argument as Readonly<Record<string, unknown>>;
}
