// `RUN --mount=type=secret,id=token,target=/run/token`: the comma-separated options as a map.

import type { ListValue, MapValue, Value } from '../../model/value.ts';
import { spanIn } from '../../syntax/mapped.ts';
import { type Expanded, expand } from './expand.ts';
import type { Flag, Instruction } from './instruction.ts';
import type { Lowering } from './lowering.ts';
import { type Field, listOf, mapOf, partOf, stringOf } from './values.ts';

/** Names that mean the same, from BuildKit's commands_runmount.go. */
const synonyms: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};

/** Absent without mounts. Every mount has a `type`, `bind` where none is written. */
export function mountsOf({ flags, text }: Instruction, lowering: Lowering): ListValue | undefined {
  const mounts = flags.flatMap((flag) => (flag.name.text === 'mount' && flag.value ? [mountOf(flag, lowering)] : []));
  return mounts.length > 0 ? listOf(lowering.source, mounts, text) : undefined;
}

function mountOf(flag: Flag, { source, lookup, escaping }: Lowering): MapValue {
  const word = expand(flag.value!, lookup, escaping);
  const fields: Field[] = [];
  for (const match of word.text.matchAll(/[^,]+/g)) {
    fields.push(optionOf(word, match.index, match.index + match[0].length, source));
  }
  if (!fields.some(({ name }) => name === 'type')) {
    fields.unshift({
      name: 'type',
      value: stringOf(source, { text: 'bind', pieces: [], start: flag.start, end: flag.end }),
    });
  }
  return mapOf(source, fields, { span: flag, header: flag, inner: word });
}

function optionOf(word: Expanded, start: number, end: number, source: Lowering['source']): Field {
  const equals = word.text.slice(start, end).indexOf('=');
  const nameEnd = equals < 0 ? end : start + equals;
  const written = word.text.slice(start, nameEnd).toLowerCase();
  const span = spanIn(word, start, end);
  const on: Value = { kind: 'boolean', value: true, place: { source, ...span } };
  return {
    name: synonyms[written] ?? written,
    value: equals < 0 ? on : partOf(source, word, nameEnd + 1, end),
    key: spanIn(word, start, nameEnd),
    span,
  };
}
