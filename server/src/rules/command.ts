// A shell command seen as rules ask of it: with its subcommand, its flags and its operands told apart. Which flags take the next word
// as their value only the rule knows, so the view is made for the rule.

import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import { type Entry, placeInString, type StringValue, type Value } from '../model/value.ts';
import type { CommandSubject } from './rule.ts';

/**
 * The command with `sub` (the first operand), `flags` (a map from each flag to its value, or to true; `-qy` is also `-q` and `-y`) and
 * `args` (the operands after `sub`, up to a `--`) beside its `words`. Undefined where the name or the subcommand is not the wanted one.
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
    // What follows is for another program, or names files.
    if (word.value === '--') break;
    if (!/^--?[^\s-]/.test(word.value)) {
      operands.push(word);
      continue;
    }
    const { named, wantsNext } = flagsIn(word, valued);
    const next = wantsNext ? words[++i] : undefined;
    for (const { name, place, value } of named) {
      const taken = name === wantsNext ? next : undefined;
      // A copy, since the word itself is an item of `words`, and what is removed here is the flag.
      const given: Value = value ?? (taken ? { ...taken } : { kind: 'boolean', value: true, place });
      const whole = taken ? spanning(place, taken.place) : place;
      if (!flags.has(name)) flags.set(name, { key: place, value: given, place: whole });
    }
  }
  return { flags, operands, open };
}

interface Flag {
  readonly name: string;
  readonly place: Place;
  readonly value?: Value;
}

/** `wantsNext` is the flag whose value is the next word. */
function flagsIn(
  word: StringValue,
  valued: readonly string[],
): { readonly named: readonly Flag[]; readonly wantsNext?: string } {
  const { value: text, place } = word;
  const equals = text.indexOf('=');
  const isCluster = /^-[^-]./.test(text) && !valued.includes(text);
  if (!isCluster) {
    if (equals < 0) return { named: [{ name: text, place }], ...(valued.includes(text) && { wantsNext: text }) };
    return {
      named: [{ name: text.slice(0, equals), place, value: { kind: 'string', value: text.slice(equals + 1), place } }],
    };
  }
  // Single letters behind one dash, the last of which may have a value; some programs have long flags of that form.
  const named: Flag[] = [{ name: equals < 0 ? text : text.slice(0, equals), place }];
  for (let at = 1; at < text.length && /[A-Za-z0-9#]/.test(text[at] ?? ''); at++) {
    const name = `-${text[at]}`;
    const letter = placeInString(word, at, at + 1);
    if (!valued.includes(name)) named.push({ name, place: letter });
    else if (at + 1 === text.length) return { named: [...named, { name, place: letter }], wantsNext: name };
    else
      return {
        named: [...named, { name, place: letter, value: { kind: 'string', value: text.slice(at + 1), place } }],
      };
  }
  return { named };
}

const entryOf = (value: Value): Entry => ({ key: value.place, value, place: value.place });

const spanning = (a: Place, b: Place): Place => ({
  source: a.source,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
