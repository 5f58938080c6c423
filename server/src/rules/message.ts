// Messages with placeholders: `{resource}`, `{name}` and `{type}` of what the finding is about, `{value}` and `{key}` of what decided, and any path in
// braces, with a dot in front where it has one of these names: `{.name}`. A value that is not there reads "nothing", one that is not known "an unknown value".

import { localAddress } from '../model/resource.ts';
import { hole, plain, type Value } from '../model/value.ts';
import { type Path, parsePath, reach } from './path.ts';
import { spokenOf } from './scope.ts';
import type { Witness } from './verdict.ts';

export type Message = (witness: Witness) => string;

/** Throws a RuleError where a placeholder is no path. */
export function compileMessage(text: string, where: readonly (string | number)[]): Message {
  const pieces = text
    .split(/(\{[^{}\n]+\})/)
    .map((piece) => (piece.startsWith('{') ? placeholder(piece.slice(1, -1), where) : () => piece));
  return (witness) => pieces.map((piece) => piece(witness)).join('');
}

/** Says so where a default decided; the finding then lies where the attribute is missing. */
export function sayingDefault(message: string, { given, key }: Witness): string {
  if (!given) return message;
  return `${message} \`${key}\` is not set, and ${given.whose} is \`${shown(given.value)}\`.`;
}

function placeholder(text: string, where: readonly (string | number)[]): (witness: Witness) => string {
  switch (text) {
    case 'resource':
      return ({ scope }) => localAddress(spokenOf(scope));
    case 'name':
      return ({ scope }) => spokenOf(scope).name;
    case 'type':
      return ({ scope }) => spokenOf(scope).type;
    case 'key':
      return ({ key }) => key;
    case 'value':
      return ({ value, given }) => shownOr(value ?? given?.value);
    default: {
      const path = parsePath(text.replace(/^\.(?=.)/, ''), where);
      return (witness) => shownAt(witness, path);
    }
  }
}

function shownAt({ scope }: Witness, path: Path): string {
  const reached = reach(scope, path)[0];
  switch (reached?.kind) {
    case 'value':
      return shown(reached.value);
    case 'unknown':
      return 'an unknown value';
    default:
      return shownOr(reached?.given?.value);
  }
}

const shownOr = (value: Value | undefined): string => (value ? shown(value) : 'nothing');

const longest = 80;
/** Of what Lintel says itself: it has no characters in the file. */
const longestOfOurs = 400;

/** Never more than a line of it, and nothing of what is sensitive. */
function shown(value: Value): string {
  if (value.sensitive) return 'a sensitive value';
  if (value.kind === 'unknown') return 'an unknown value';
  const text = value.kind === 'string' ? value.value.replaceAll(hole, '…') : JSON.stringify(plain(value));
  const line = text.replace(/\s+/g, ' ');
  const most = value.kind === 'string' && value.pieces?.length === 0 ? longestOfOurs : longest;
  return line.length > most ? `${line.slice(0, most)}…` : line;
}
