// What the instructions of a Dockerfile run: RUN scripts with their heredocs, CMD, ENTRYPOINT and health checks, read as shell. The
// reading of a script depends on its text alone, so it is taken from the last answer where the text was there before.

import { join, type Mapped, mappedAt, slice } from '../../syntax/mapped.ts';
import { placedIn } from '../../syntax/shell/placed.ts';
import { isShell } from '../../syntax/shell/runners.ts';
import type { Shell, ShellScript, Word } from '../../syntax/shell.ts';
import type { Heredoc, Instruction } from './instruction.ts';

/** Offsets are the file's. */
export interface RunReading {
  readonly script: ShellScript;
  /** Absent where the SHELL in force runs it. */
  readonly shell?: ShellFacts;
}

export interface ShellFacts {
  /** False for PowerShell, cmd and other interpreters: what they run is no shell commands. */
  readonly isShell: boolean;
  readonly pipefail: boolean;
}

export interface Scripts {
  readonly readings: ReadonlyMap<Instruction, RunReading>;
  /** By the text of the script; for the next call. */
  readonly cache: ReadonlyMap<string, ShellScript>;
}

export function readScripts(
  instructions: readonly Instruction[],
  shell: Shell,
  previous?: ReadonlyMap<string, ShellScript>,
): Scripts {
  const cache = new Map<string, ShellScript>();
  const readings = new Map<Instruction, RunReading>();
  const read = (text: string): ShellScript => {
    const script = cache.get(text) ?? previous?.get(text) ?? shell.script(text);
    cache.set(text, script);
    return script;
  };
  for (const outer of instructions) {
    for (let each: Instruction | undefined = outer; each; each = each.inner) {
      const reading = runs(each) ? readingOf(each, shell, read) : undefined;
      if (reading) readings.set(each, reading);
    }
  }
  return { readings, cache };
}

/** What `SHELL ["…"]` with these words means for the scripts under it. */
export function shellFacts(words: readonly string[]): ShellFacts {
  // The shell need not come first: `SHELL ["conda", "run", "-n", "app", "/bin/bash", "-c"]`.
  return { isShell: words.some((word) => isShell(baseName(word))), pipefail: words.includes('pipefail') };
}

const runs = ({ keyword, check }: Instruction): boolean =>
  ['RUN', 'CMD', 'ENTRYPOINT'].includes(keyword) || (keyword === 'HEALTHCHECK' && check === 'CMD');

function readingOf(
  { form, words, command, heredocs }: Instruction,
  shell: Shell,
  read: (text: string) => ShellScript,
): RunReading | undefined {
  // `CMD ["--help"]` gives arguments to the ENTRYPOINT.
  if (form === 'exec' && words[0]?.text.startsWith('-')) return undefined;
  if (form === 'exec') return { script: shell.words(words), shell: { isShell: true, pipefail: false } };
  if (!command) return undefined;
  const script = scriptOf(command, heredocs);
  const facts = shebangFacts(script.text);
  return { script: placedIn(script, read(script.text)), ...(facts && { shell: facts }) };
}

/** A heredoc alone is the script; with a command in front, the shell gets the command and the heredocs after it. */
function scriptOf(command: Word, heredocs: readonly Heredoc[]): Mapped {
  const [first] = heredocs;
  if (!first) return command;
  if (command.text.trim() === first.marker.text) return withoutTabs(first);
  return join([command, ...heredocs.flatMap(({ block }) => [{ text: '\n', pieces: [] }, block])]);
}

function withoutTabs({ marker, body }: Heredoc): Mapped {
  if (!/^\d*<<-/.test(marker.text)) return body;
  const lines: Mapped[] = [];
  for (const match of body.text.matchAll(/^(\t*)(.*(?:\n|$))/gm)) {
    const from = match.index + match[1]!.length;
    lines.push(slice(body, from, from + match[2]!.length));
  }
  return lines.length > 0 ? join(lines) : mappedAt('', body.start);
}

/** `#!/bin/bash -e`, `#!/usr/bin/env python3`. */
function shebangFacts(script: string): ShellFacts | undefined {
  const words = /^#!(.*)/.exec(script)?.[1]?.trim().split(/\s+/);
  return words && shellFacts(words);
}

const baseName = (path: string): string => path.replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');
