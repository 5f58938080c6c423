// Whatever was thrown, in one line. Most of it is an Error; what a library throws may be anything, and go on for many lines.

export const messageOf = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0] ?? '';
