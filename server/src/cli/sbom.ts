// `lintel sbom`: the bill of materials of a folder. No rule is asked; the files are read and evaluated as for a scan.

import { basename, resolve } from 'node:path';
import type { Analysis } from '../engine/analyse.ts';
import { type Component, cyclonedx } from '../reports/cyclonedx.ts';
import { rangeOf } from '../reports/place.ts';
import { shownPlace } from '../reports/shown.ts';
import { folderOf } from '../text/path.ts';
import { openProject } from '../workspace/project.ts';
import { readCalled, settled } from '../workspace/settle.ts';
import { jobTools } from './analyse-roots.ts';
import { readArguments } from './arguments.ts';
import { componentsOf } from './bill.ts';
import { chosen } from './chosen.ts';
import { version } from './help.ts';
import { type Job, type JobTools, settleTools } from './job.ts';
import { prepare } from './prepare.ts';
import { attempt, readFiles } from './read-files.ts';
import { saveReport } from './save-report.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

export async function sbom(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const given = readArguments(args, 'sbom', { output: 'value', 'no-config': 'flag', offline: 'flag' });
  if (given.rest.length > 1) throw new UsageError('"lintel sbom" takes one folder: a bill is that of one project');
  const prepared = await prepare(chosen(given, shell), shell);
  const { roots, jobs, problems } = prepared;
  const { components, unread, failures } = await readJobs(jobs, jobTools(shell.runtime, prepared));
  const bill = cyclonedx({
    version,
    project: basename(roots[0]?.path ?? '') || 'project',
    made: shell.runtime.now().toISOString(),
    components,
  });
  const output = given.value('output');
  if (output === undefined) shell.write(bill);
  else await saveReport(resolve(shell.folder, output), output, bill);
  // Broken text is the normal case and no failure, but a bill that leaves something out must say so.
  for (const line of [...problems, ...failures, ...unread]) shell.say(`lintel: ${line}`);
  return problems.length + failures.length > 0 ? 2 : 0;
}

async function readJobs(jobs: readonly Job[], tools: JobTools) {
  const components: Component[] = [];
  const unread: string[] = [];
  const failures: string[] = [];
  for (const job of jobs) {
    const rules = tools.rulesWith([]).only(() => false);
    const judging = { rules, settings: job.settings, today: tools.today };
    const project = openProject(job.path, tools.languages, judging, job.top);
    const read = await readFiles(job.files, project, tools.disk);
    await readFiles(job.companions, project, tools.disk, 'evaluated');
    failures.push(...read.failures, ...read.skipped.map(({ file, reason }) => `${file} is left out: ${reason}`));
    const settling = settleTools(job, tools);
    await readCalled(project, new Set(job.files.map(folderOf)), settling);
    for (const unit of project.units()) {
      const analysis = await attempt(unit, failures, () => settled(project, unit, settling));
      if (!analysis) continue;
      components.push(...componentsOf(analysis, job.folder));
      unread.push(...brokenFiles(analysis, job.folder));
      project.release(unit);
    }
    project.close();
  }
  return { components, unread: [...new Set(unread)], failures };
}

/** The first place of each file that could not be read. */
function brokenFiles({ problems, snapshotOf }: Analysis, folder: string): readonly string[] {
  const firsts = new Map([...problems].reverse().map((problem) => [problem.file, problem]));
  return [...firsts.values()].map(({ file, span, message }) => {
    const snapshot = snapshotOf(file);
    const range = span && snapshot && rangeOf(snapshot, span);
    const shown = file.startsWith(folder) ? file.slice(folder.length) : file;
    return `${shownPlace(shown, range)} is not read as a whole: ${message}`;
  });
}
