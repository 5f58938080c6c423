// Ports as configurations write them: 22, "22", "20-30", "*", "1-100,443".

/** Inclusive ranges; undefined where the text is none. `*` is every port. */
export function portRanges(text: string): readonly (readonly [number, number])[] | undefined {
  if (/^(\*|any|all)$/i.test(text.trim())) return [[0, 65535]];
  const ranges: [number, number][] = [];
  for (const piece of text.split(',')) {
    const match = /^\s*(\d+)\s*(?:[-:]\s*(\d+)\s*)?$/.exec(piece);
    if (!match) return undefined;
    ranges.push([Number(match[1]), Number(match[2] ?? match[1])]);
  }
  return ranges;
}

export const includesPort = (ranges: readonly (readonly [number, number])[], port: number): boolean =>
  ranges.some(([from, to]) => from <= port && port <= to);
