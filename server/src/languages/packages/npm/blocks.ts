// Texts in which indentation tells what belongs together, as the lock files of yarn and pnpm do.

export interface Block {
  /** At the first character of its head, behind the indentation. */
  readonly start: number;
  /** Behind the last line that is not empty. */
  readonly end: number;
}

/** Those parts of `[from, to)` that begin with a line of this indentation and go on with lines that are indented further. */
export function* blocksIn(text: string, from: number, to: number, indentation: number): Generator<Block> {
  let start: number | undefined;
  let contentEnd = from;
  for (let at = from; at < to; ) {
    const end = Math.min(endOfLine(text, at), to);
    let first = at;
    while (first < end && text.charCodeAt(first) === space) first++;
    const isBlank = first === end || (text.charCodeAt(first) === carriageReturn && first === end - 1);
    if (!isBlank && first - at <= indentation) {
      if (start !== undefined) yield { start, end: contentEnd };
      // A comment ends what stands above it, and is no block.
      start = first - at === indentation && text.charCodeAt(first) !== hash ? first : undefined;
    }
    if (!isBlank) contentEnd = text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
    at = end + 1;
  }
  if (start !== undefined) yield { start, end: contentEnd };
}

export function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

/** The first line of a block, without its line end. */
export const headOf = (text: string, { start, end }: Block): string =>
  text.slice(start, Math.min(endOfLine(text, start), end)).trimEnd();

const [space, hash, carriageReturn] = [0x20, 0x23, 0x0d];
