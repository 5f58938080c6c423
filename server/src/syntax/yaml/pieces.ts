// Where the characters of a YAML string stand in its text, for strings whose characters do not simply follow one another: block
// scalars lose their indentation, folded lines are joined, double quotes hold escapes, and a template action is one hole.

import { hole, type Piece } from '../../model/value.ts';

export interface Characters {
  /** The string with each run of holes as one. */
  readonly value: string;
  readonly pieces: readonly Piece[];
}

/** How backslashes and quotes are written inside the scalar. */
export type Style = 'bare' | 'single' | 'double';

/** `text` is the scalar's own, without quotes or block header, and starts at `start` of its source; `value` is what it stands for. */
export function charactersOf(value: string, text: string, start: number, style: Style): Characters {
  const origins = originsOf(value, text, style);
  let collapsed = '';
  const kept: number[] = [];
  for (let at = 0; at < value.length; at++) {
    if (value[at] === hole && value[at - 1] === hole) continue;
    collapsed += value[at];
    kept.push(origins[at] ?? missing);
  }
  return { value: collapsed, pieces: piecesOf(kept, start) };
}

const missing = -1;

/** For every character of the value its offset in the text; `missing` for those that are written differently. */
function originsOf(value: string, text: string, style: Style): Int32Array {
  const origins = new Int32Array(value.length).fill(missing);
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    if (style === 'double') from = afterContinuation(text, from);
    // A folded line break is a space or nothing in the value, and the indentation after it is not there at all.
    if (!isSpace(value[at])) while (from < text.length && isSpace(text[from])) from++;
    if (style === 'double' && text[from] === '\\') {
      const { length, units } = escapeAt(text, from);
      from += length;
      at += units - 1;
    } else if (value[at] === text[from]) {
      origins[at] = from;
      from += style === 'single' && text[from] === "'" ? 2 : 1;
    }
  }
  return origins;
}

/** A backslash at the end of a line joins it to the next. */
function afterContinuation(text: string, from: number): number {
  const joined = /\\[ \t]*\r?\n[ \t]*/y;
  joined.lastIndex = from;
  return joined.test(text) ? joined.lastIndex : from;
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** `units` is how many UTF-16 units the escape stands for. */
function escapeAt(text: string, from: number): { readonly length: number; readonly units: number } {
  const length = escapeLengths[text[from + 1] ?? ''] ?? 2;
  const beyondBasicPlane = length === 10 && Number.parseInt(text.slice(from + 2, from + 10), 16) > 0xffff;
  return { length, units: beyondBasicPlane ? 2 : 1 };
}

const isSpace = (character: string | undefined): boolean =>
  character === ' ' || character === '\n' || character === '\t' || character === '\r';

function piecesOf(origins: readonly number[], start: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < origins.length) {
    const first = origins[at] ?? missing;
    let length = 1;
    while (at + length < origins.length && origins[at + length] === first + length) length++;
    if (first === missing) length = 1;
    else pieces.push({ at, length, start: start + first });
    at += length;
  }
  return pieces;
}
