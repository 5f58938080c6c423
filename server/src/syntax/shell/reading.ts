// What a shell script says, as plain data: the commands that run and the pipelines that join them.

import type { Span } from '../../text/span.ts';
import type { Mapped } from '../mapped.ts';

/** A word without its quotes and escapes. `start` and `end` enclose it as it is written; `pieces` place its characters. */
export interface Word extends Mapped {
  readonly start: number;
  readonly end: number;
}

/** All offsets are in the text that was read, also those of commands in a script inside a string. */
export interface ShellScript {
  /** In the order in which they begin. */
  readonly commands: readonly ShellCommand[];
  readonly pipelines: readonly Pipeline[];
  /** With their `#`. */
  readonly comments: readonly Span[];
}

/**
 * One simple command. `sudo apt-get update` is two, `sudo` and the `apt-get` it runs: the same words, seen from each of them.
 * Tests in brackets are none.
 */
export interface ShellCommand {
  /** Without the folder of the usual ones: `curl` for `/usr/bin/curl`. Absent where there are only assignments. */
  readonly name?: Word;
  /** What follows the name. */
  readonly words: readonly Word[];
  /** The commands that run this one, outermost first: `sudo`, `env`, `xargs`. */
  readonly prefixes: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  /** What it is in, outermost first. */
  readonly nesting: readonly Nesting[];
  /** How it follows the command before it in its list; absent for the first. */
  readonly operator?: '&&' | '||' | ';' | '|';
  readonly start: number;
  readonly end: number;
}

export type Nesting =
  | 'subshell'
  | 'group'
  | 'if'
  | 'loop'
  | 'case'
  | 'function'
  /** `$(…)`, backquotes, `<(…)`. */
  | 'substitution'
  /** A script in a string or a heredoc: `bash -c "…"`, `eval`, `sh <<EOF`. */
  | 'script';

/** `NAME=value`, before a command, alone, or of `export`, `env`, `declare`. */
export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly start: number;
  readonly end: number;
}

/** `target` of a heredoc is its text. */
export interface Redirect {
  readonly operator: string;
  readonly target: Word;
  readonly start: number;
  readonly end: number;
}

/** Two or more commands of which each reads what the one before it writes. */
export interface Pipeline {
  /** Indices of `commands`; all of them where an element is a subshell, a loop or the like, and of `sudo sh` the `sh`. */
  readonly elements: readonly (readonly number[])[];
  /** `|`, or a script or file that is another command's output: `bash -c "$(curl …)"`, `bash <(curl …)`. */
  readonly through: 'pipe' | 'substitution';
  /** Absent where the script does not say, so that it is as in the shell that runs the script. */
  readonly pipefail?: boolean;
  readonly start: number;
  readonly end: number;
}
