// What a container runs, as far as its command and arguments tell: the program, and the flags with the place of each value. Flags
// are read as the components of Kubernetes read theirs (pflag): `--name=value`, `--name value` in two items, `--name` for true.

import { type Place, placeOf } from '../../model/place.ts';
import { type Entry, hole, type MapValue, placeInString, type StringValue, type Value } from '../../model/value.ts';
import { virtual } from '../../model/virtual.ts';

export interface Command {
  /** The last component of the path of what is run; undefined if the image decides. */
  readonly program: Value | undefined;
  /** From the name of a flag, without its dashes, to its value as a string. */
  readonly flags: MapValue;
}

/** `header` is the container's. */
export function commandOf(container: MapValue, header: Place): Command {
  const lists = ['command', 'args'].flatMap((key) => container.entries.get(key) ?? []);
  const words = lists.flatMap(({ value }) => (value.kind === 'list' ? value.items.map(wordOf) : []));
  const program = words[0] && programOf(words[0]);
  const { entries, open } = flagsOf(words);
  const unknown = open || lists.some(({ value }) => value.kind === 'unknown' || (value.kind === 'list' && value.open));
  return {
    program,
    flags: {
      kind: 'map',
      entries,
      place: lists[0]?.value.place ?? container.place,
      header: program?.place ?? lists[0]?.key ?? header,
      ...(unknown ? { open: true } : {}),
    },
  };
}

/** Numbers and booleans are no strings to Kubernetes, but what is meant is plain. */
function wordOf(item: Value): Value {
  if (item.kind !== 'number' && item.kind !== 'boolean') return item;
  return { kind: 'string', value: String(item.value), place: item.place, pieces: [] };
}

function programOf(word: Value): Value | undefined {
  if (word.kind !== 'string') return word.kind === 'unknown' ? word : undefined;
  const match = /^\s*(\S*\/)?([^\s/]+)/.exec(word.value);
  const name = match?.[2];
  if (!match || !name || name.startsWith('-')) return undefined;
  const end = match[0].length;
  return stringIn(word, end - name.length, end);
}

function flagsOf(words: readonly Value[]): { entries: Map<string, Entry>; open: boolean } {
  const entries = new Map<string, Entry>();
  let open = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word?.kind !== 'string') {
      open ||= word?.kind === 'unknown';
      continue;
    }
    const [whole, dashes = '', name = '', equals] = /^(--?)([^\s=-][^\s=]*)(=)?/.exec(word.value) ?? [];
    if (!whole) {
      open ||= word.value.startsWith(hole);
      continue;
    }
    if (name.includes(hole)) {
      open = true;
      continue;
    }
    const key = placeInString(word, dashes.length, dashes.length + name.length);
    const next = words[index + 1];
    if (equals) {
      entries.set(name, { key, value: stringIn(word, whole.length, word.value.length), place: word.place });
    } else if (next && isValue(next)) {
      const place = placeOf(word.place.source, word.place.start, next.place.end);
      entries.set(name, { key, value: next.kind === 'string' ? stringIn(next, 0, next.value.length) : next, place });
      index++;
    } else {
      entries.set(name, {
        ...virtual({ kind: 'string', value: 'true', place: word.place, pieces: [] }, key),
        place: word.place,
      });
    }
  }
  return { entries, open };
}

const isValue = (word: Value): boolean =>
  word.kind === 'unknown' || (word.kind === 'string' && !word.value.startsWith('-'));

/** Characters of a string as a string of their own; `$(NAME)`, which the container's environment decides, is a hole. */
function stringIn(string: StringValue, start: number, end: number): Value {
  const written = string.value.slice(start, end);
  const place = written.includes(hole) ? string.place : placeInString(string, start, end);
  const value = written.replace(/\$\([\w.-]+\)/g, hole);
  if (value === hole) return { kind: 'unknown', place, reason: 'it is filled in where the container is made' };
  const exact = value === written && value.length === place.end - place.start;
  return { kind: 'string', value, place, ...(exact ? {} : { pieces: [] }) };
}
