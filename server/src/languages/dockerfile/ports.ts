// `EXPOSE 8080 53/udp 9000-9010`.

import { hole, type MapValue, type Value } from '../../model/value.ts';
import { spanIn } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';
import { type Expanded, expand } from './expand.ts';
import type { Lowering } from './lowering.ts';
import { mapOf, partOf, stringOf } from './values.ts';

/** `port`, `end` of a range, `range` (the ports without the protocol), `protocol` (`tcp` where none is written) and `text`. */
export function portsOf(words: readonly Word[], lowering: Lowering): readonly MapValue[] {
  return words.map((word) => portOf(expand(word, lowering.lookup, lowering.escaping), lowering));
}

function portOf(word: Expanded, { source }: Lowering): MapValue {
  const { text } = word;
  const slash = text.indexOf('/');
  const numbersEnd = slash < 0 ? text.length : slash;
  const dash = text.slice(0, numbersEnd).indexOf('-');
  const number = (start: number, end: number): Value => {
    const part = partOf(source, word, start, end);
    if (part.kind === 'unknown' || !/^\d+$/.test(part.value)) {
      const reason = word.text.includes(hole) ? (word.reason ?? 'only a run would tell') : 'it is no number';
      return { kind: 'unknown', reason, place: part.place };
    }
    return { kind: 'number', value: Number(part.value), place: part.place, ...(part.trail && { trail: part.trail }) };
  };
  const protocol =
    slash < 0 && !text.includes(hole) ? stringOf(source, { ...word, text: 'tcp', pieces: [] }) : undefined;
  return mapOf(
    source,
    [
      { name: 'port', value: number(0, dash < 0 ? numbersEnd : dash) },
      { name: 'end', value: dash < 0 ? undefined : number(dash + 1, numbersEnd) },
      {
        name: 'protocol',
        value: slash < 0 ? (protocol ?? unknownProtocol(word, source)) : partOf(source, word, slash + 1, text.length),
      },
      { name: 'range', value: partOf(source, word, 0, numbersEnd) },
      { name: 'text', value: stringOf(source, word) },
    ],
    { span: word, header: spanIn(word, 0, text.length) },
  );
}

const unknownProtocol = (word: Expanded, source: Lowering['source']): Value => ({
  kind: 'unknown',
  reason: word.reason ?? 'only a run would tell',
  place: { source, start: word.start, end: word.end },
});
