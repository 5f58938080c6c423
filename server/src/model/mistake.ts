// A mistake in a file that users write for Lintel itself: a rule, .lintel.yaml.

/** `line` and `column` are 1-based, `start` and `end` UTF-16 offsets of the file. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** About a file as a whole that was not read. */
export const unread = (file: string, reason: string): Mistake => ({
  file,
  line: 1,
  column: 1,
  start: 0,
  end: 0,
  message: `it was not read: ${reason}`,
});
