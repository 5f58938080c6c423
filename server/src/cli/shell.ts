// What the command line has around it. Commands get it as a value, so that tests run them without a process.

import type { Runtime } from '../runtime.ts';

export interface Shell {
  readonly runtime: Runtime;
  /** The folder that the build made: grammars/, rules/ and advisories/. */
  readonly assets: string;
  /** The current folder, absolute and with `/`. */
  readonly folder: string;
  /** Where this user's programs keep their own files. */
  readonly data: string;
  /** Whether standard output is a terminal that shows colours, and whether standard error is one that somebody watches. */
  readonly colours: boolean;
  readonly watched: boolean;
  /** The script that worker threads run, and how many may run; no worker is used where it is absent. */
  readonly workers?: { readonly script: string; readonly count: number };
  write(text: string): void;
  /** A line on standard error. */
  say(line: string): void;
  /** Shows a passing line on standard error in place of the one before; an empty one clears it. */
  progress(line: string): void;
}

/** 0: nothing at or above --fail-on. 1: findings. 2: wrong usage or a failure of the program's own. */
export type ExitCode = 0 | 1 | 2;

/** What the user did wrong and what to do instead, in one line. */
export class UsageError extends Error {}
