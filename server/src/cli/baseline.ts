// `lintel baseline`: accepts today's findings. Each root gets a file of its own, since each stands for itself.

import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { reasonOf } from '../node/runtime.ts';
import { counted } from '../reports/shown.ts';
import { readArguments } from './arguments.ts';
import { baselineName, baselineText } from './baseline-file.ts';
import { choosing, chosen } from './chosen.ts';
import { shownPath } from './prepare.ts';
import { runScan } from './run-scan.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

export async function baseline(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const given = readArguments(args, 'baseline', { ...choosing, output: 'value' });
  const output = given.value('output');
  if (output !== undefined && given.rest.length > 1)
    throw new UsageError('--output is for one ROOT; without it each gets its own file');
  // What was accepted before is accepted again if it is still found.
  const { report, roots, problems } = await runScan(chosen(given, shell), 'none', shell);
  for (const [index, { path }] of roots.entries()) {
    const findings = report.findings.filter(({ root }) => root === index);
    const file = output === undefined ? join(path, baselineName) : resolve(shell.folder, output);
    await writeFile(file, baselineText(findings)).catch((error: unknown) => {
      throw new UsageError(`the baseline cannot be written: ${reasonOf(error)}`);
    });
    const shown = shownPath(file, shell);
    shell.write(
      `${shown} accepts ${counted(findings.length, 'finding')}; use it with --baseline ${shown}, or name it in .lintel.yaml\n`,
    );
  }
  for (const problem of problems) shell.say(`lintel: ${problem}`);
  return problems.length > 0 ? 2 : 0;
}
