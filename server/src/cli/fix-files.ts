// The safe fixes of one root, applied to its files in memory. A fix after which less of the file can be read is taken back.

import type { Analysis } from '../engine/analyse.ts';
import { fixEdits } from '../engine/fix.ts';
import { applyEdits, mergeEdits } from '../fixes/apply.ts';
import { compareText } from '../text/order.ts';
import { type Edit, snapshotOf } from '../text/snapshot.ts';
import { openProject, type Project } from '../workspace/project.ts';
import { type SettleTools, settled } from '../workspace/settle.ts';
import { type Job, type JobTools, settleTools } from './job.ts';
import { attempt, readFiles } from './read-files.ts';

export interface FixedFile {
  /** Absolute. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly fixes: number;
}

/** What a finding's fix changes. */
type Fix = readonly Edit[];

/** More rounds than fixes build on each other; what still changes then would go on for ever. */
const mostRounds = 10;

export async function fixedFiles(
  job: Job,
  tools: JobTools,
): Promise<{ readonly files: readonly FixedFile[]; readonly failures: readonly string[] }> {
  const project = openProject(job.path, tools.languages, {
    rules: tools.rulesWith(job.own),
    settings: job.settings,
    today: tools.today,
  });
  const failures = [...(await readFiles(job.files, project, tools.disk)).failures];
  await readFiles(job.companions, project, tools.disk, 'evaluated');
  const settling = settleTools(job, tools);
  const before = new Map(project.files().map((file) => [file, textOf(project, file)]));
  const fixes = new Map<string, number>();
  for (let round = 0; round < mostRounds; round++) {
    const taken: Taken[] = [];
    for (const unit of project.units())
      taken.push(...((await attempt(unit, failures, () => fixUnit(project, unit, settling))) ?? []));
    for (const { file, count } of taken) fixes.set(file, (fixes.get(file) ?? 0) + count);
    if (taken.length === 0) break;
  }
  const files = [...fixes].map(([file, count]) => ({
    file,
    before: before.get(file) ?? '',
    after: textOf(project, file),
    fixes: count,
  }));
  project.close();
  return {
    files: files.filter((one) => one.before !== one.after).sort((a, b) => compareText(a.file, b.file)),
    failures,
  };
}

const textOf = (project: Project, file: string): string => project.file(file)?.snapshot.text ?? '';

/** One round: how many fixes each file of the unit took. */
async function fixUnit(project: Project, unit: string, settling: SettleTools): Promise<readonly Taken[]> {
  const analysis = await settled(project, unit, settling);
  if (!analysis) return [];
  return analysis.unit.files.flatMap(({ file }) => {
    const count = takeFixes(project, file, safeFixes(file, analysis));
    return count > 0 ? [{ file, count }] : [];
  });
}

interface Taken {
  readonly file: string;
  readonly count: number;
}

/** The edits of each safe fix in the file. */
function safeFixes(file: string, analysis: Analysis): readonly Fix[] {
  return analysis.findings
    .filter((finding) => finding.file === file && finding.fix?.safe)
    .flatMap((finding) => [fixEdits(analysis, finding) ?? []])
    .filter((fix) => fix.length > 0);
}

/** All of them at once; where that leaves something unreadable, one after the other without those that do. */
function takeFixes(project: Project, file: string, fixes: readonly Fix[]): number {
  const text = textOf(project, file);
  const together = mergeEdits(fixes);
  if (together.length === 0) return 0;
  if (replaced(project, file, applyEdits(text, together)))
    return fixes.filter((fix) => fix.every((edit) => together.includes(edit))).length;
  const kept: Fix[] = [];
  for (const fix of fixes) {
    const merged = mergeEdits([...kept, fix]);
    if (fix.every((edit) => merged.includes(edit)) && replaced(project, file, applyEdits(text, merged))) kept.push(fix);
  }
  // A refused fix leaves the text of the ones before it.
  return replaced(project, file, applyEdits(text, mergeEdits(kept))) ? kept.length : 0;
}

/** Gives the file its new text, unless less of it can be read then. */
function replaced(project: Project, file: string, text: string): boolean {
  const before = project.file(file);
  project.update(snapshotOf(file, text))?.forget(file);
  const after = project.file(file);
  if (after && before && after.problems.length <= before.problems.length) return true;
  if (before) project.update(before.snapshot)?.forget(file);
  return false;
}
