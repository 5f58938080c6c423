// Finds what somebody probably meant, for messages that say "did you mean".

import { compareText } from './order.ts';

/** The candidates that begin with the word or hold it, then those within a few edits of it, the nearest first; at most `count`. */
export function nearest(word: string, candidates: readonly string[], count: number): readonly string[] {
  const wanted = word.toLowerCase();
  const allowed = Math.max(2, Math.floor(wanted.length / 3));
  return candidates
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const found = wanted.length > 2 ? lower.indexOf(wanted) : -1;
      return { candidate, found: found < 0 ? nowhere : found, distance: distanceOf(wanted, lower) };
    })
    .filter(({ found, distance }) => distance <= allowed || found < nowhere)
    .sort((a, b) => a.found - b.found || a.distance - b.distance || compareText(a.candidate, b.candidate))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Behind every place where the word could be found. */
const nowhere = Number.MAX_SAFE_INTEGER;

/** "; did you mean `x`?" or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const [best] = nearest(word, candidates, 1);
  return best === undefined ? '' : `; did you mean "${best}"?`;
}

/** Levenshtein's distance, row by row. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
