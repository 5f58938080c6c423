// Reads the arguments of a command with Node's own parser and says what is wrong with them.

import { parseArgs } from 'node:util';
import { suggestion } from '../text/nearest.ts';
import { UsageError } from './shell.ts';

/** A flag, a value, or a value out of a list; `several` may be given more than once. */
export type OptionKind = 'flag' | 'value' | 'several' | readonly string[];

export type Options = Readonly<Record<string, OptionKind>>;

export interface Arguments {
  /** What is no option, in its order. */
  readonly rest: readonly string[];
  has(option: string): boolean;
  /** The last value given. */
  value(option: string): string | undefined;
  values(option: string): readonly string[];
}

/** Every command has `--help`. Throws UsageError. */
export function readArguments(args: readonly string[], command: string, options: Options): Arguments {
  const known: Options = { ...options, help: 'flag' };
  const config = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const short = { help: { type: 'boolean' as const, short: 'h' } };
  const { tokens } = parseArgs({
    args: [...args],
    options: { ...config, ...short },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const rest: string[] = [];
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') rest.push(token.value);
    if (token.kind !== 'option') continue;
    const kind = known[token.name];
    if (kind === undefined)
      throw new UsageError(`${token.rawName} is no option of "lintel ${command}"${suggestionFor(token.name, known)}`);
    given.set(token.name, [
      ...(given.get(token.name) ?? []),
      checked(token.rawName, kind, token.value, token.inlineValue),
    ]);
  }
  return {
    rest,
    has: (option) => given.has(option),
    value: (option) => given.get(option)?.at(-1),
    values: (option) => given.get(option) ?? [],
  };
}

function suggestionFor(name: string, known: Options): string {
  const near = suggestion(
    `--${name}`,
    Object.keys(known).map((one) => `--${one}`),
  );
  return near || '; see "lintel --help"';
}

function checked(name: string, kind: OptionKind, value: string | undefined, inline: boolean | undefined): string {
  if (kind === 'flag') {
    if (value !== undefined) throw new UsageError(`${name} takes no value`);
    return '';
  }
  const choices = kind === 'value' || kind === 'several' ? undefined : kind;
  // Without `=` an option that follows is not meant as the value.
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) {
    throw new UsageError(`${name} needs a value${choices ? `: ${choices.join(', ')}` : ''}`);
  }
  if (choices && !choices.includes(value))
    throw new UsageError(`${name} is one of ${choices.join(', ')}, not "${value}"`);
  return value;
}
