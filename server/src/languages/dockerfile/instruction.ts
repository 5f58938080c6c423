// Reads the instructions of a Dockerfile from its syntax tree into plain data, as BuildKit's parser sees them: nothing is expanded
// yet, and nothing is judged. Offsets are the file's.

import type { Node } from '../../syntax/grammar.ts';
import { type Mapped, mappedAt, sliceInPlace } from '../../syntax/mapped.ts';
import type { Word } from '../../syntax/shell.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { decodedJson, type Escape, logicalWord, withoutFlagQuotes } from './logical.ts';

export interface Instruction {
  /** In upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** From the keyword to the last argument or the end of the last heredoc. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /** The whole instruction on one line, heredocs only by their markers. */
  readonly line: Word;
  /** What follows the flags in it. */
  readonly text: Word;
  /** `exec` where the arguments are a JSON array of strings. */
  readonly form: 'shell' | 'exec';
  /** Strings of the exec form without their JSON quotes; else the paths, the ports, or the image, quotes and all. */
  readonly words: readonly Word[];
  /** Of FROM. */
  readonly stage?: Word;
  /** Of ENV, LABEL and ARG. */
  readonly pairs: readonly Pair[];
  /** Of RUN, CMD, ENTRYPOINT, SHELL and HEALTHCHECK CMD in shell form. */
  readonly command?: Word;
  /** Of HEALTHCHECK: `CMD` or `NONE`, in upper case. */
  readonly check?: string;
  readonly heredocs: readonly Heredoc[];
  /** Of ONBUILD. */
  readonly inner?: Instruction;
  /** The comments above it, without their marks. */
  readonly comments: readonly Word[];
}

/** `--name` or `--name=value`, without quotes. */
export interface Flag {
  readonly name: Word;
  readonly value?: Word;
  readonly start: number;
  readonly end: number;
}

/** `name=value`, `name value` or `name`; quotes are left. */
export interface Pair {
  readonly name: Word;
  readonly value?: Word;
  readonly start: number;
  readonly end: number;
}

export interface Heredoc {
  /** `<<-"EOF"` */
  readonly marker: Word;
  readonly name: string;
  readonly body: Word;
  /** The body, and the line with the name. */
  readonly block: Mapped;
}

/** The instructions under the root, in order. */
export function readInstructions(root: Node, text: string): readonly Instruction[] {
  const escaping = escapeOf(root);
  const instructions: Instruction[] = [];
  let comments: Word[] = [];
  for (const node of root.namedChildren) {
    if (node.type === 'comment') comments.push(commentOf(node));
    if (!isInstruction(node)) continue;
    instructions.push(readInstruction(node, { text, escaping, depth: 0 }, comments));
    comments = [];
  }
  return instructions;
}

function commentOf({ text, startIndex }: Node): Word {
  const mark = /^\s*#+\s*/.exec(text)?.[0].length ?? 0;
  const start = startIndex + mark;
  const written = text.slice(mark).trimEnd();
  return { ...mappedAt(written, start), start, end: start + written.length };
}

/** A backslash, unless the `escape` directive says otherwise. */
export function escapeOf(root: Node): Escape {
  for (const node of root.namedChildren) {
    if (node.type !== 'directive') continue;
    const name = node.childForFieldName('name')?.text.toLowerCase();
    if (name === 'escape' && node.childForFieldName('value')?.text === '`') return '`';
  }
  return '\\';
}

const isInstruction = (node: Node): boolean => node.type.endsWith('_instruction');

interface Reading {
  readonly text: string;
  readonly escaping: Escape;
  /** How many ONBUILDs are around the instruction. */
  readonly depth: number;
}

function readInstruction(node: Node, reading: Reading, comments: readonly Word[] = []): Instruction {
  const { children } = node;
  const keyword = childOf(node, 'keyword');
  const flags = children.filter(({ type }) => type === 'flag').map((flag) => readFlag(flag, reading));
  const array = childOf(node, 'json_array');
  const inner = children.find(isInstruction);
  const command = childOf(node, 'shell_command');
  const stage = childOf(node, 'stage_name');
  const check = childOf(node, 'healthcheck_type');
  const start = node.startIndex;
  const text = argumentsOf(node, flags.at(-1)?.end ?? keyword?.endIndex ?? start, reading);
  const end = start + reading.text.slice(start, node.endIndex).trimEnd().length;
  return {
    keyword: keyword ? wordOf(keyword, reading).text.toUpperCase() : '',
    keywordSpan: keyword ? spanOf(keyword.startIndex, keyword.endIndex) : spanOf(start, start),
    span: spanOf(start, end),
    flags,
    line: logicalWord(reading.text, start, text.end, reading.escaping),
    text,
    form: array ? 'exec' : 'shell',
    words: array ? stringsOf(array, reading) : wordsOf(node, reading),
    ...(stage && { stage: wordOf(stage, reading) }),
    pairs: children.filter(({ type }) => type.endsWith('_pair')).map((pair) => readPair(pair, reading)),
    ...(command && { command: wordOf(command, reading) }),
    ...(check && { check: wordOf(check, reading).text.toUpperCase() }),
    heredocs: readHeredocs(node, command, reading),
    // BuildKit refuses an ONBUILD in an ONBUILD.
    ...(inner && reading.depth === 0 && { inner: readInstruction(inner, { ...reading, depth: 1 }) }),
    comments,
  };
}

const childOf = (node: Node, type: string): Node | undefined => node.children.find((child) => child.type === type);

const wordOf = (node: Node, { text, escaping }: Reading): Word =>
  logicalWord(text, node.startIndex, node.endIndex, escaping);

function readFlag(node: Node, reading: Reading): Flag {
  const { start, end, ...mapped } = wordOf(node, reading);
  const flag: Word = { ...withoutFlagQuotes(mapped), start, end };
  const equals = flag.text.indexOf('=');
  const name = sliceInPlace(flag, 2, equals < 0 ? flag.text.length : equals);
  const value = equals < 0 ? undefined : sliceInPlace(flag, equals + 1, flag.text.length);
  return { name, ...(value && { value }), start, end };
}

// Everything but these is an argument.
const otherParts = /^(?:keyword|flag|flags_end|heredoc_block|line_continuation|comment)$/;

function argumentsOf(node: Node, otherwise: number, reading: Reading): Word {
  const parts = node.children.filter(({ type }) => !otherParts.test(type));
  const start = parts[0]?.startIndex ?? otherwise;
  const last = parts.at(-1);
  // The heredocs of an instruction in an ONBUILD are no text of the ONBUILD.
  const inner = last && isInstruction(last) && reading.depth === 0 ? last : undefined;
  const end = inner ? argumentsOf(inner, inner.endIndex, { ...reading, depth: 1 }).end : (last?.endIndex ?? start);
  return logicalWord(reading.text, start, end, reading.escaping);
}

const stringsOf = (array: Node, reading: Reading): readonly Word[] =>
  array.namedChildren
    .filter(({ type }) => type === 'json_string')
    .map((string) => decodedJson(wordOf(string, reading)));

function wordsOf(node: Node, reading: Reading): readonly Word[] {
  const wanted = typesOfWords[node.type] ?? [];
  return node.children.filter(({ type }) => wanted.includes(type)).map((word) => wordOf(word, reading));
}

const typesOfWords: Readonly<Record<string, readonly string[]>> = {
  from_instruction: ['image_spec'],
  copy_instruction: ['path', 'heredoc_marker'],
  add_instruction: ['path', 'heredoc_marker'],
  volume_instruction: ['path'],
  expose_instruction: ['port'],
};

function readPair(node: Node, reading: Reading): Pair {
  const { startIndex: start, endIndex: end } = node;
  const name = childOf(node, 'pair_name');
  const value = childOf(node, 'pair_value');
  const assigns = node.children.some(({ type }) => type === '=');
  const nothing = (at: number): Word => ({ ...mappedAt('', at), start: at, end: at });
  return {
    name: name ? wordOf(name, reading) : nothing(start),
    ...(value ? { value: wordOf(value, reading) } : assigns && { value: nothing(end) }),
    start,
    end,
  };
}

function readHeredocs(node: Node, command: Node | undefined, reading: Reading): readonly Heredoc[] {
  const blocks = node.children.filter(({ type }) => type === 'heredoc_block');
  if (blocks.length === 0) return [];
  const markers = (command ?? node).namedChildren.filter(({ type }) => type === 'heredoc_marker');
  return blocks.flatMap((block, index) => {
    const marker = markers[index];
    const body = childOf(block, 'heredoc_body');
    const end = childOf(block, 'heredoc_end');
    if (!marker || !body || !end) return [];
    const bodyText = reading.text.slice(body.startIndex, end.startIndex);
    return {
      marker: wordOf(marker, reading),
      name: reading.text.slice(end.startIndex, end.endIndex).trim(),
      body: { ...mappedAt(bodyText, body.startIndex), start: body.startIndex, end: end.startIndex },
      block: mappedAt(reading.text.slice(body.startIndex, end.endIndex), body.startIndex),
    };
  });
}
