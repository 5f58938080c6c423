// Takes the quotes and escapes from the words of a shell command, as the shell does, and remembers where each character stands.
// Expansions of every kind become holes: what they give only a run would tell.

import { hole } from '../../model/value.ts';
import type { Node } from '../grammar.ts';
import { join, type Mapped, mappedAt, standingFor } from '../mapped.ts';
import type { Word } from './reading.ts';

/** `text` is the script that the node's offsets count in. */
export function wordOf(node: Node, text: string): Word {
  const { text: word, pieces } = join(partsOf(node, text, 'bare'));
  return { text: word, pieces, start: node.startIndex, end: node.endIndex };
}

/** `double` and `bare` text differ in what a backslash escapes. */
type Quoting = 'bare' | 'double';

function partsOf(node: Node, text: string, quoting: Quoting): Mapped[] {
  const start = node.startIndex;
  const end = node.endIndex;
  switch (node.type) {
    case 'simple_expansion':
    case 'expansion':
    case 'command_substitution':
    case 'process_substitution':
    case 'arithmetic_expansion':
      return [standingFor(hole, start, end)];
    case 'word':
    case 'number':
      return unescaped(text, start, end, quoting);
    case 'raw_string':
      return [mappedAt(text.slice(start + 1, end - 1), start + 1)];
    case 'ansi_c_string':
      return ansiParts(text.slice(start + 2, end - 1), start + 2);
    case 'string':
      return innerParts(node, text, start + 1, end - 1, 'double');
    case 'translated_string':
      return innerParts(node, text, start + 1, end, quoting);
    default:
      return innerParts(node, text, start, end, quoting);
  }
}

/** The children, and the text between them: the grammar gives no node to some of it, such as blanks in strings. */
function innerParts(node: Node, text: string, start: number, end: number, quoting: Quoting): Mapped[] {
  const parts: Mapped[] = [];
  let at = start;
  for (const child of node.namedChildren) {
    if (child.startIndex < at || child.endIndex > end) continue;
    parts.push(...unescaped(text, at, child.startIndex, quoting), ...partsOf(child, text, quoting));
    at = child.endIndex;
  }
  return [...parts, ...unescaped(text, at, end, quoting)];
}

function unescaped(text: string, start: number, end: number, quoting: Quoting): Mapped[] {
  const parts: Mapped[] = [];
  let from = start;
  for (let at = text.indexOf('\\', start); at >= 0 && at + 1 < end; at = text.indexOf('\\', at)) {
    const next = text[at + 1]!;
    if (quoting === 'double' && !'$`"\\\n'.includes(next)) {
      at += 2;
      continue;
    }
    parts.push(mappedAt(text.slice(from, at), from));
    // A backslash before a line end joins the lines; otherwise the character after it stands for itself.
    from = next === '\n' ? at + 2 : at + 1;
    at += 2;
  }
  return [...parts, mappedAt(text.slice(from, end), from)];
}

const ansiEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
};

/** `$'…'` with the escapes of Bash's manual, "ANSI-C Quoting". */
function ansiParts(text: string, start: number): Mapped[] {
  const parts: Mapped[] = [];
  let from = 0;
  for (const match of text.matchAll(/\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|([0-7]{1,3})|(.))/gis)) {
    const [whole, hex, unicode, octal, letter] = match;
    parts.push(mappedAt(text.slice(from, match.index), start + from));
    const at = start + match.index;
    const code = hex ?? unicode;
    const meant =
      code !== undefined
        ? String.fromCharCode(Number.parseInt(code, 16))
        : octal !== undefined
          ? String.fromCharCode(Number.parseInt(octal, 8))
          : ansiEscapes[letter ?? ''];
    parts.push(meant === undefined ? mappedAt(whole.slice(1), at + 1) : standingFor(meant, at, at + whole.length));
    from = match.index + whole.length;
  }
  return [...parts, mappedAt(text.slice(from), start + from)];
}
