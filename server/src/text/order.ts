// The order of texts, the same on every machine: plain code units, because a locale's order would not be.

/** Below zero if `a` comes before `b`, as `sort` wants it. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
