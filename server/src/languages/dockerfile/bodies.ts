// The body of each kind of instruction: the fields that rules read.

import type { Source } from '../../model/place.ts';
import type { ListValue, MapValue, Value } from '../../model/value.ts';
import { sliceInPlace } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';
import type { Span } from '../../text/span.ts';
import { expand } from './expand.ts';
import type { Flag, Instruction } from './instruction.ts';
import { expandedPairs, flagNamed, flagValue, type Lowering } from './lowering.ts';
import { mountsOf } from './mounts.ts';
import { portsOf } from './ports.ts';
import { type Field, listOf, mapOf, partOf, stringOf } from './values.ts';

/** `own` are the fields that come from the instruction's surroundings, such as the stage of a FROM. */
export function bodyOf(instruction: Instruction, lowering: Lowering, own: readonly Field[] = []): MapValue {
  const { keyword, keywordSpan, span, line, text, comments } = instruction;
  const { source } = lowering;
  return mapOf(
    source,
    [
      { name: 'keyword', value: stringOf(source, { text: keyword, pieces: [], ...keywordSpan }) },
      { name: 'flags', value: flagsOf(instruction, lowering) },
      { name: 'line', value: stringOf(source, line) },
      { name: 'text', value: stringOf(source, text) },
      { name: 'comments', value: commentsOf(comments, source) },
      ...fieldsOf(instruction, lowering),
      ...own,
    ],
    { span, header: keywordSpan, inner: text },
  );
}

function commentsOf(comments: readonly Word[], source: Source): ListValue | undefined {
  const [first, last] = [comments[0], comments.at(-1)];
  if (!first || !last) return undefined;
  return listOf(
    source,
    comments.map((comment) => stringOf(source, comment)),
    { start: first.start, end: last.end },
  );
}

function flagsOf(instruction: Instruction, lowering: Lowering): MapValue | undefined {
  const { flags } = instruction;
  const { source } = lowering;
  const first = flags[0];
  const last = flags.at(-1);
  if (!first || !last) return undefined;
  const fields = flags.map((flag): Field => {
    const value = flagValue(instruction.keyword, flag, lowering);
    return {
      name: flag.name.text,
      value: value ? stringOf(source, value) : switchedOn(source, flag),
      key: flag.name,
      span: flag,
    };
  });
  const span = { start: first.start, end: last.end };
  return mapOf(source, fields, { span, header: instruction.keywordSpan, inner: span });
}

/** `--link` is `--link=true`. */
const switchedOn = (source: Source, { start, end }: Flag): Value => ({
  kind: 'boolean',
  value: true,
  place: { source, start, end },
});

function fieldsOf(instruction: Instruction, lowering: Lowering): readonly Field[] {
  const { source, lookup, escaping } = lowering;
  const { words, text } = instruction;
  const expanded = (word: Word): Value => stringOf(source, expand(word, lookup, escaping));
  const expandedList = (list: readonly Word[]): ListValue => listOf(source, list.map(expanded), text);
  const flag = (name: string): Field => {
    const value = flagNamed(instruction, name, lowering);
    return { name, value: value && stringOf(source, value) };
  };
  switch (instruction.keyword) {
    case 'RUN':
      return [
        ...commandFields(instruction, source),
        { name: 'mounts', value: mountsOf(instruction, lowering) },
        heredocsOf(instruction, source),
      ];
    case 'CMD':
    case 'ENTRYPOINT':
      return commandFields(instruction, source);
    case 'COPY':
    case 'ADD': {
      const markers = new Set(instruction.heredocs.map(({ marker }) => marker.start));
      const destination = words.length > 1 ? words.at(-1) : undefined;
      const sources = words.filter((word) => word !== destination && !markers.has(word.start));
      return [
        { name: 'sources', value: expandedList(sources) },
        { name: 'destination', value: destination && expanded(destination) },
        ...['from', 'chown', 'chmod', 'checksum'].map(flag),
        { name: 'origin', value: originOf(instruction, lowering) },
        heredocsOf(instruction, source),
      ];
    }
    case 'ENV':
      return [{ name: 'variables', value: pairsOf(instruction, lowering) }];
    case 'LABEL':
      return [{ name: 'labels', value: pairsOf(instruction, lowering) }];
    case 'ARG':
      return [{ name: 'arguments', value: pairsOf(instruction, lowering) }];
    case 'EXPOSE':
      return [{ name: 'ports', value: listOf(source, portsOf(words, lowering), text) }];
    case 'USER':
      return userFields(text, lowering);
    case 'WORKDIR':
      return [{ name: 'path', value: text.text ? expanded(text) : undefined }];
    case 'VOLUME':
      return [{ name: 'paths', value: expandedList(words) }];
    case 'STOPSIGNAL':
      return [{ name: 'signal', value: text.text ? expanded(text) : undefined }];
    case 'MAINTAINER':
      return [{ name: 'name', value: text.text ? stringOf(source, text) : undefined }];
    case 'SHELL':
      return commandFields(instruction, source);
    case 'HEALTHCHECK':
      return healthcheckFields(instruction, lowering);
    default:
      return [];
  }
}

/** Where `--from` takes files from, in the place of what it names. */
function originOf(instruction: Instruction, lowering: Lowering): Value | undefined {
  const from = flagNamed(instruction, 'from', lowering);
  const origin = from && lowering.origin?.(from.text);
  return origin && stringOf(lowering.source, { text: origin, pieces: [], start: from.start, end: from.end });
}

function commandFields({ form, words, text, keywordSpan }: Instruction, source: Source): readonly Field[] {
  const list =
    form === 'exec'
      ? listOf(
          source,
          words.map((word) => stringOf(source, word)),
          text,
        )
      : undefined;
  const span = text.start < text.end ? text : keywordSpan;
  return [
    { name: 'form', value: stringOf(source, { text: form, pieces: [], start: span.start, end: span.end }) },
    { name: 'words', value: list },
  ];
}

function heredocsOf({ heredocs, text }: Instruction, source: Source): Field {
  const items = heredocs.map(({ marker, name, body }) =>
    mapOf(
      source,
      [
        { name: 'name', value: stringOf(source, { text: name, pieces: [], start: marker.start, end: marker.end }) },
        { name: 'text', value: stringOf(source, body) },
      ],
      { span: { start: marker.start, end: body.end }, header: marker },
    ),
  );
  return { name: 'heredocs', value: items.length > 0 ? listOf(source, items, text) : undefined };
}

function pairsOf(instruction: Instruction, lowering: Lowering): ListValue {
  const { source } = lowering;
  const items = expandedPairs(instruction, lowering).map(({ name, value, pair }) =>
    mapOf(
      source,
      [
        { name: 'name', value: stringOf(source, name) },
        { name: 'value', value: value && stringOf(source, value) },
      ],
      { span: pair, header: pair.name, inner: pair },
    ),
  );
  return listOf(source, items, instruction.text);
}

/** `user` and `group` of `USER name:group`. */
function userFields(text: Word, { source, lookup, escaping }: Lowering): readonly Field[] {
  if (!text.text) return [];
  const word = expand(text, lookup, escaping);
  const colon = word.text.indexOf(':');
  const end = colon < 0 ? word.text.length : colon;
  return [
    { name: 'user', value: colon < 0 ? stringOf(source, word) : partOf(source, word, 0, end) },
    { name: 'group', value: colon < 0 ? undefined : partOf(source, word, colon + 1, word.text.length) },
  ];
}

function healthcheckFields(instruction: Instruction, lowering: Lowering): readonly Field[] {
  const { source } = lowering;
  const { check, command, keywordSpan, text } = instruction;
  const none: Value = {
    kind: 'boolean',
    value: check === 'NONE',
    place: { source, ...keywordSpanOr(text, keywordSpan) },
  };
  const options = ['interval', 'timeout', 'start-period', 'start-interval', 'retries'].map((name): Field => {
    const value = flagNamed(instruction, name, lowering);
    return { name, value: value && stringOf(source, value) };
  });
  return [
    { name: 'none', value: none },
    ...options,
    { name: 'command', value: check === 'CMD' ? stringOf(source, command ?? afterCheck(text)) : undefined },
    ...(check === 'CMD' ? commandFields(instruction, source) : []),
  ];
}

const keywordSpanOr = (text: Word, keyword: Span): Span =>
  text.start < text.end ? { start: text.start, end: text.end } : keyword;

/** What follows `CMD`. */
function afterCheck(text: Word): Word {
  const start = /^\S*\s*/.exec(text.text)?.[0].length ?? 0;
  return sliceInPlace(text, start, text.text.length);
}
