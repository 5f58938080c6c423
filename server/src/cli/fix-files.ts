// The fixes of one root, applied to its files in memory: those that are safe, and where the user asks for them the upgrades of vulnerable packages. A fix
// after which less of the file can be read is taken back.

import type { Analysis } from '../engine/analyse.ts';
import { fixEdits } from '../engine/fix.ts';
import { applyEdits, mergeEdits } from '../fixes/apply.ts';
import type { Finding } from '../model/finding.ts';
import type { Resource } from '../model/resource.ts';
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
  /** What is to be run after it. */
  readonly commands: readonly string[];
}

/** Which fixes are taken. */
export type Taking = (finding: Finding, analysis: Analysis) => boolean;

export const safeOnes: Taking = ({ fix }) => fix?.safe === true;

/** The safe ones, and upgrades of packages. */
export const withUpgrades: Taking = (finding, analysis) =>
  safeOnes(finding, analysis) || advisoryOf(finding, analysis) !== undefined;

/** What a finding's fix changes. */
type Fix = readonly Edit[];

/** More rounds than fixes build on each other; what still changes then would go on for ever. */
const mostRounds = 10;

export async function fixedFiles(
  job: Job,
  tools: JobTools,
  taking: Taking = safeOnes,
): Promise<{ readonly files: readonly FixedFile[]; readonly failures: readonly string[] }> {
  const judging = { rules: tools.rulesWith(job.own), settings: job.settings, today: tools.today };
  const project = openProject(job.path, tools.languages, judging, job.top);
  const failures = [...(await readFiles(job.files, project, tools.disk)).failures];
  await readFiles(job.companions, project, tools.disk, 'evaluated');
  const settling = settleTools(job, tools);
  const before = new Map(project.files().map((file) => [file, textOf(project, file)]));
  const fixes = new Map<string, number>();
  const commands = new Map<string, readonly string[]>();
  for (let round = 0; round < mostRounds; round++) {
    const taken: Taken[] = [];
    for (const unit of project.units())
      taken.push(...((await attempt(unit, failures, () => fixUnit(project, unit, settling, taking))) ?? []));
    for (const one of taken) {
      fixes.set(one.file, (fixes.get(one.file) ?? 0) + one.count);
      commands.set(one.file, [...(commands.get(one.file) ?? []), ...one.commands]);
    }
    if (taken.length === 0) break;
  }
  const files = [...fixes].map(([file, count]) => ({
    file,
    before: before.get(file) ?? '',
    after: textOf(project, file),
    fixes: count,
    commands: [...new Set(commands.get(file))],
  }));
  project.close();
  return {
    files: files.filter((one) => one.before !== one.after).sort((a, b) => compareText(a.file, b.file)),
    failures,
  };
}

const textOf = (project: Project, file: string): string => project.file(file)?.snapshot.text ?? '';

/** One round: how many fixes each file of the unit took. */
async function fixUnit(
  project: Project,
  unit: string,
  settling: SettleTools,
  taking: Taking,
): Promise<readonly Taken[]> {
  const analysis = await settled(project, unit, settling);
  if (!analysis) return [];
  return analysis.unit.files.flatMap(({ file }) => {
    const findings = analysis.findings.filter((finding) => finding.file === file && taking(finding, analysis));
    const count = takeFixes(project, file, fixesOf(findings, analysis));
    return count > 0
      ? [{ file, count, commands: findings.flatMap((finding) => commandOf(finding, analysis) ?? []) }]
      : [];
  });
}

interface Taken {
  readonly file: string;
  readonly count: number;
  readonly commands: readonly string[];
}

const fixesOf = (findings: readonly Finding[], analysis: Analysis): readonly Fix[] =>
  findings.flatMap((finding) => [fixEdits(analysis, finding) ?? []]).filter((fix) => fix.length > 0);

function advisoryOf(finding: Finding, { violations }: Analysis): Resource | undefined {
  const resource = violations.get(finding)?.resource;
  return resource?.type === 'advisory' ? resource : undefined;
}

function commandOf(finding: Finding, analysis: Analysis): string | undefined {
  const command = advisoryOf(finding, analysis)?.body.entries.get('command')?.value;
  return command?.kind === 'string' ? command.value : undefined;
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
