// `lintel fix`: applies the safe fixes, and with `--upgrade` those of vulnerable packages too, until nothing changes. A fix may make room for the next one, such as that of a block that another
// fix has written, so the files are judged again after each round.

import { readFile, writeFile } from 'node:fs/promises';
import { reasonOf } from '../node/runtime.ts';
import { counted } from '../reports/shown.ts';
import { jobTools } from './analyse-roots.ts';
import { readArguments } from './arguments.ts';
import { choosing, chosen } from './chosen.ts';
import { type FixedFile, fixedFiles, safeOnes, type Taking, withUpgrades } from './fix-files.ts';
import { type Prepared, prepare, shownPath } from './prepare.ts';
import type { ExitCode, Shell } from './shell.ts';

export async function fix(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const given = readArguments(args, 'fix', { ...choosing, 'dry-run': 'flag', upgrade: 'flag' });
  const prepared = await prepare(chosen(given, shell), shell);
  const { files, failures } = await fixAll(prepared, given.has('upgrade') ? withUpgrades : safeOnes, shell);
  const problems = [...prepared.problems, ...failures];
  let written = 0;
  let fixes = 0;
  for (const file of files) {
    const shown = shownPath(file.file, shell);
    const problem = given.has('dry-run') ? await show(file, shown, shell) : await save(file, shown);
    if (problem !== undefined) {
      problems.push(problem);
      continue;
    }
    written++;
    fixes += file.fixes;
    const then = file.commands.length > 0 ? `; then run ${file.commands.join(', ')}` : '';
    if (!given.has('dry-run')) shell.write(`${shown}: ${counted(file.fixes, 'fix', 'fixes')}${then}\n`);
  }
  const verb = given.has('dry-run') ? 'would change' : 'changed';
  if (written === 0) shell.say('Nothing to fix');
  else shell.say(`${counted(fixes, 'fix', 'fixes')} ${verb} ${counted(written, 'file')}`);
  for (const problem of problems) shell.say(`lintel: ${problem}`);
  return problems.length > 0 ? 2 : 0;
}

async function fixAll(prepared: Prepared, taking: Taking, shell: Shell) {
  const tools = jobTools(shell.runtime, prepared);
  const files: FixedFile[] = [];
  const failures: string[] = [];
  for (const job of prepared.jobs) {
    const fixed = await fixedFiles(job, tools, taking);
    files.push(...fixed.files);
    failures.push(...fixed.failures);
  }
  return { files, failures };
}

/** As `git apply` and `patch -p1` take it. */
async function show({ before, after }: FixedFile, shown: string, shell: Shell): Promise<undefined> {
  const { FILE_HEADERS_ONLY, formatPatch, structuredPatch } = await import('diff');
  shell.write(formatPatch(structuredPatch(`a/${shown}`, `b/${shown}`, before, after), FILE_HEADERS_ONLY));
}

const byteOrderMark = '\uFEFF';

/** What keeps the file from being written. */
async function save({ file, before, after }: FixedFile, shown: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(file);
    const text = bytes.toString('utf8');
    if (!Buffer.from(text).equals(bytes)) return `${shown} was left as it is: it holds bytes that are not UTF-8`;
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    if (text !== mark + before) return `${shown} was left as it is: it was changed meanwhile; run "lintel fix" again`;
    await writeFile(file, mark + after);
    return undefined;
  } catch (error) {
    return `${shown} cannot be written: ${reasonOf(error)}`;
  }
}
