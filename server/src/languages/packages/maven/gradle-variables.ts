// Variables of a Gradle build file that hold literals: `def`, `val`, properties of `ext` and `extra`, and maps of them. One that is given several
// values has none that is known.

import { hole } from '../../../model/value.ts';
import type { Mapped } from '../../../syntax/mapped.ts';
import { type Token, textOf } from '../../../syntax/script-tokens.ts';
import type { Statement } from './gradle-statements.ts';

/** `unknown` of a variable that the file declares without a literal; undefined of one that it does not declare. */
export type Variables = (expression: string) => Mapped | 'unknown' | undefined;

/** The name of a variable without the project that it is said to belong to. */
export const variableName = (expression: string): string =>
  expression.replace(/^(?:(?:rootProject|project|ext|extra)\.)+/, '');

export function gradleVariables(statements: readonly Statement[]): Variables {
  const values = new Map<string, Mapped | 'unknown'>();
  const add = (name: string, text: Mapped | 'unknown'): void => {
    const before = values.get(name) ?? text;
    const isKnown =
      text !== 'unknown' && before !== 'unknown' && before.text === text.text && !text.text.includes(hole);
    values.set(name, isKnown ? text : 'unknown');
  };
  for (const statement of statements) for (const [name, text] of assignedIn(statement)) add(name, text);
  return (expression) => values.get(variableName(expression));
}

type Assigned = readonly (readonly [name: string, value: Mapped | 'unknown'])[];

const declaring = ['def', 'val', 'var', 'const', 'final', 'String', 'private', 'static'];
const isExtra = (name: string): boolean => name === 'ext' || name === 'extra';

function assignedIn({ blocks, name: first, tokens }: Statement): Assigned {
  const equals = tokens.findIndex((token) => token.kind === 'mark' && token.mark === '=');
  const words = tokens.slice(0, equals < 0 ? undefined : equals);
  const declares =
    declaring.includes(first) ||
    isExtra(blocks.at(-1) ?? '') ||
    words.some((token) => token.kind === 'word' && isExtra(token.name));
  if (!declares) return [];
  if (equals < 0) return delegated(tokens);
  const name = nameIn(words);
  return name === undefined ? [] : valuesIn(name, tokens.slice(equals + 1));
}

/** `val x`, `val x: String`, `ext.x` and `extra["x"]`. */
function nameIn(words: readonly Token[]): string | undefined {
  const label = words.find((token) => token.kind === 'label');
  if (label?.kind === 'label') return label.name;
  const last = words.at(-1);
  if (last?.kind === 'word') return last.name;
  const key = words.at(-2);
  return key?.kind === 'string' ? textOf(key.parts).text : undefined;
}

function valuesIn(name: string, value: readonly Token[]): Assigned {
  const [first, second] = value;
  if (first?.kind === 'string') return [[name, second ? 'unknown' : textOf(first.parts)]];
  if (first?.kind !== 'mark' || first.mark !== '[') return [[name, 'unknown']];
  return value.flatMap((token, index) => {
    const next = value[index + 1];
    return token.kind === 'label' && next?.kind === 'string'
      ? [[`${name}.${token.name}`, textOf(next.parts)] as const]
      : [];
  });
}

/** `val x by extra("1.0")` and, inside of `ext`, `set("x", "1.0")`. */
function delegated(tokens: readonly Token[]): Assigned {
  const texts = tokens.flatMap((token) => (token.kind === 'string' ? [textOf(token.parts)] : []));
  const [, name, by] = tokens;
  if (name?.kind === 'word' && by?.kind === 'word' && by.name === 'by' && texts[0]) return [[name.name, texts[0]]];
  const [first] = tokens;
  return first?.kind === 'word' && first.name === 'set' && texts[0] && texts[1] ? [[texts[0].text, texts[1]]] : [];
}
