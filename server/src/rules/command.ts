// A shell command seen as rules ask of it: with its subcommand, its flags and its operands told apart. Which flags take the next word
// as their value only the rule knows, so the view is made for the rule.

import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { Entry, StringValue, Value } from '../model/value.ts';
import type { CommandSubject } from './rule.ts';

/**
 * The command with `sub` (the first operand), `flags` (a map from each flag to its value, or to true; `-qy` is also `-q` and `-y`) and
 * `args` (the operands after `sub`) beside its `words`. Undefined where the name or the subcommand is not the wanted one.
 */
export function commandView(command: Resource, wanted: CommandSubject): Resource | undefined {
  if (!wanted.names.includes('*') && !wanted.names.includes(command.name)) return undefined;
  const words = command.body.entries.get('words')?.value;
  const parsed = parse(words?.kind === 'list' ? words.items : [], wanted.valued);
  const sub = parsed.operands[0];
  if (wanted.subs.length > 0 && !(sub?.kind === 'string' && wanted.subs.includes(sub.value))) return undefined;
  const withSub = wanted.subs.length > 0 ? sub : undefined;
  const header = withSub ? spanning(command.header, withSub.place) : command.header;
  const args = withSub ? parsed.operands.slice(1) : parsed.operands;
  const entries = new Map(command.body.entries);
  if (withSub) entries.set('sub', entryOf(withSub));
  entries.set(
    'flags',
    entryOf({ kind: 'map', entries: parsed.flags, header, place: header, ...(parsed.open && { open: true }) }),
  );
  entries.set('args', entryOf({ kind: 'list', items: args, place: command.place }));
  return { ...command, header, body: { ...command.body, entries } };
}

interface Parsed {
  readonly flags: ReadonlyMap<string, Entry>;
  readonly operands: readonly Value[];
  /** True if a word of unknown text may hold flags. */
  readonly open: boolean;
}

function parse(words: readonly Value[], valued: readonly string[]): Parsed {
  const flags = new Map<string, Entry>();
  const operands: Value[] = [];
  let open = false;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word?.kind !== 'string') {
      open = true;
      continue;
    }
    // A word that is one variable may expand to any flags.
    if (/^\uFFFC+$/.test(word.value)) open = true;
    if (!/^--?[^\s-]/.test(word.value)) {
      if (word.value !== '--') operands.push(word);
      continue;
    }
    const value = flagValue(word, words[i + 1], valued);
    if (value === words[i + 1] && value !== undefined) i++;
    for (const name of namesOf(word.value)) {
      const flag: Value = value ?? { kind: 'boolean', value: true, place: word.place };
      if (!flags.has(name)) flags.set(name, { key: word.place, value: flag, place: word.place });
    }
  }
  return { flags, operands, open };
}

function flagValue(word: StringValue, next: Value | undefined, valued: readonly string[]): Value | undefined {
  const equals = word.value.indexOf('=');
  if (equals > 0) return { kind: 'string', value: word.value.slice(equals + 1), place: word.place };
  return valued.includes(word.value) ? next : undefined;
}

function namesOf(word: string): readonly string[] {
  const name = word.split('=')[0] ?? word;
  if (name.startsWith('--') || name.length === 2) return [name];
  return [name, ...[...name.slice(1)].map((letter) => `-${letter}`)];
}

const entryOf = (value: Value): Entry => ({ key: value.place, value, place: value.place });

const spanning = (a: Place, b: Place): Place => ({
  source: a.source,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
