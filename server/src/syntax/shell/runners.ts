// Commands that run other commands: `sudo`, `env`, `xargs` and their like run the words after their own, `sh -c` and `eval` run
// a string. Which options take a value is from each command's manual page.

import { join, type Mapped, sliceInPlace } from '../mapped.ts';
import type { Assignment, Redirect, Word } from './reading.ts';

/** What `words`, a whole command with its name, runs: its own assignments and the words of the command. */
export function commandRunBy(
  words: readonly Word[],
): { assignments: Assignment[]; words: readonly Word[] } | undefined {
  const name = words[0] && commandName(words[0]).text;
  if (name === undefined) return undefined;
  if (name === 'find') return commandOfFind(words);
  const runner = runners.get(name);
  if (!runner) return undefined;
  let at = 1 + optionsEnd(words.slice(1), runner.valued);
  // `command -v git` asks and runs nothing.
  if (name === 'command' && words.slice(1, at).some(({ text }) => /^-[pvV]*[vV]/.test(text))) return undefined;
  const assignments: Assignment[] = [];
  for (; runner.assigns && words[at]; at++) {
    const assignment = assignmentIn(words[at]!);
    if (!assignment) break;
    assignments.push(assignment);
  }
  const run = words.slice(at + runner.operands);
  return run.length > 0 ? { assignments, words: run } : undefined;
}

/** `curl` for `/usr/bin/curl`; other paths are names of their own. */
export function commandName(word: Word): Word {
  if (!word.text.startsWith('/')) return word;
  const folder = /^(?:\/usr)?(?:\/local)?\/s?bin\/(?=[^/]+$)/.exec(word.text)?.[0].length;
  return folder ? sliceInPlace(word, folder, word.text.length) : word;
}

interface InnerScript extends Mapped {
  /** The word or the words that hold it; none where it is what the command reads. */
  readonly from: readonly Word[];
  /** Absent where the language is not the shell's. */
  readonly shell?: { readonly pipefail?: boolean };
}

/** The script that a command gets as a string or from a heredoc: of `sh -c`, `eval`, `su -c`, `python -c`. */
export function scriptRunBy(words: readonly Word[], redirects: readonly Redirect[]): InnerScript | undefined {
  const [first, ...rest] = words;
  const name = first && commandName(first).text;
  if (name === undefined) return undefined;
  if (name === 'eval') return { ...join(rest, ' '), from: rest, shell: {} };
  if (isShell(name)) return scriptOfShell(rest, redirects);
  const option = name === 'su' ? /^(?:-[a-z]*c|--command)$/ : interpreterOption(name);
  const script = option && rest[rest.findIndex(({ text }) => option.test(text)) + 1];
  if (!script || script === rest[0]) return undefined;
  return { ...script, from: [script], ...(name === 'su' && { shell: {} }) };
}

/** The shells of which scripts are read; by the name without a folder. */
export const isShell = (name: string): boolean => /^(?:ba|da|a|z|k|mk)?sh$/.test(name);

interface Runner {
  /** Options that take the next word. */
  readonly valued: readonly string[];
  /** Words of its own after the options, such as the seconds of `timeout`. */
  readonly operands: number;
  /** True if `NAME=value` may stand before the command. */
  readonly assigns: boolean;
}

const runner = (valued: string, operands = 0): Runner => ({
  valued: valued.split(' '),
  operands,
  assigns: false,
});

const runners: ReadonlyMap<string, Runner> = new Map([
  [
    'sudo',
    { ...runner('-u --user -g --group -h --host -p --prompt -C -r --role -t --type -T -D --chdir -R'), assigns: true },
  ],
  ['doas', { ...runner('-u -C'), assigns: true }],
  ['env', { ...runner('-u --unset -C --chdir'), assigns: true }],
  ['time', runner('-f --format -o --output')],
  ['exec', runner('-a')],
  ['command', runner('')],
  ['builtin', runner('')],
  ['nohup', runner('')],
  ['setsid', runner('')],
  ['eatmydata', runner('')],
  ['busybox', runner('')],
  ['nice', runner('-n --adjustment')],
  ['ionice', runner('-c --class -n --classdata')],
  ['stdbuf', runner('-i --input -o --output -e --error')],
  ['timeout', runner('-k --kill-after -s --signal', 1)],
  [
    'xargs',
    runner('-I -n --max-args -P --max-procs -L --max-lines -s --max-chars -E -a --arg-file -d --delimiter --replace'),
  ],
  ['chroot', runner('--userspec --groups', 1)],
  ['gosu', runner('', 1)],
  ['su-exec', runner('', 1)],
  ['tini', runner('-p -e')],
  ['dumb-init', runner('-r --rewrite')],
]);

/** How many of the words are options and their values. */
function optionsEnd(words: readonly Word[], valued: readonly string[]): number {
  let at = 0;
  while (/^-./.test(words[at]?.text ?? '')) {
    const { text } = words[at]!;
    at++;
    if (text === '--') break;
    if (takesNextWord(text, valued)) at++;
  }
  return at;
}

function takesNextWord(option: string, valued: readonly string[]): boolean {
  if (option.startsWith('--')) return valued.includes(option);
  // In `-Eu` the last letter may take a value; in `-uroot` the first has it already.
  const letters = [...option.slice(1)];
  return letters.findIndex((letter) => valued.includes(`-${letter}`)) === letters.length - 1;
}

function commandOfFind(words: readonly Word[]): { assignments: []; words: readonly Word[] } | undefined {
  const start = words.findIndex(({ text }) => /^-(?:exec|ok)(?:dir)?$/.test(text)) + 1;
  if (start === 0) return undefined;
  const end = words.findIndex(({ text }, index) => index >= start && (text === ';' || text === '+'));
  const run = words.slice(start, end < 0 ? words.length : end);
  return run.length > 0 ? { assignments: [], words: run } : undefined;
}

function assignmentIn(word: Word): Assignment | undefined {
  const name = /^[A-Za-z_]\w*(?==)/.exec(word.text)?.[0];
  if (name === undefined) return undefined;
  const value = sliceInPlace(word, name.length + 1, word.text.length);
  return { name, value, start: word.start, end: word.end };
}

/** `bash -euo pipefail -c script`, or a heredoc where no script is named. */
function scriptOfShell(words: readonly Word[], redirects: readonly Redirect[]): InnerScript | undefined {
  let pipefail = false;
  let command = false;
  let at = 0;
  for (; /^[-+]./.test(words[at]?.text ?? ''); at++) {
    const { text } = words[at]!;
    if (/^[-+]\w*o$/.test(text)) pipefail = words[++at]?.text === 'pipefail' ? text.startsWith('-') : pipefail;
    if (/^-\w*c/.test(text)) command = true;
  }
  const script = words[at];
  if (command) return script && { ...script, from: [script], shell: { pipefail } };
  // A file as the script: what is redirected is its input and no script. `-s` reads the script from there all the same.
  if (script && !words.slice(0, at).some(({ text }) => /^-\w*s$/.test(text))) return undefined;
  const read = redirects.findLast(({ operator }) => operator.startsWith('<<'))?.target;
  return read && { ...read, from: [], shell: { pipefail } };
}

function interpreterOption(name: string): RegExp | undefined {
  if (/^python[\d.]*$/.test(name)) return /^-\w*c$/;
  if (/^(?:perl|ruby|node)$/.test(name)) return /^-\w*e$/;
  return name === 'php' ? /^-r$/ : undefined;
}
