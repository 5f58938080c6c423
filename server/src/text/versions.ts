// Compares versions as the configurations of clouds write them: numbers between dots, compared number by number, with or without
// a leading `v`. The order of package versions is another matter and has a place of its own.

/** Below zero if `a` comes before `b`; undefined where one of them is no such version. Missing numbers are zero: 1.2 is 1.2.0. */
export function compareVersions(a: string, b: string): number | undefined {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  if (!left || !right) return undefined;
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(text: string): number[] | undefined {
  const match = /^v?(\d+(?:\.\d+)*)(?![\w.])/.exec(text.trim());
  return match?.[1]?.split('.').map(Number);
}
