// A piece of a scan: the files of some units of one root, read, parsed and judged. It runs in the process or in a worker, so what
// goes in and what comes out is plain data.

import type { Analysis } from '../engine/analyse.ts';
import type { Settings } from '../engine/settings.ts';
import type { Language } from '../languages/language.ts';
import type { Problem } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { excerptOf, rangeOf } from '../reports/place.ts';
import type { NotAnalysed, ReportedFinding, ReportedSuppression } from '../reports/report.ts';
import type { RuleSource } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Files } from '../runtime.ts';
import { type Snapshot, snapshotOf } from '../text/snapshot.ts';
import { openProject, type Project } from '../workspace/project.ts';

export interface Job {
  /** Its number in the report, and its folder, absolute and with a trailing `/`. */
  readonly root: number;
  readonly folder: string;
  /** Absolute; of each unit all files or none. */
  readonly files: readonly string[];
  readonly settings: Settings;
  /** The rules that the user added. */
  readonly own: readonly RuleSource[];
}

export interface Answer {
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly ReportedSuppression[];
  readonly notAnalysed: readonly NotAnalysed[];
  readonly files: number;
  readonly resources: number;
  /** What failed in the program itself, a line each. */
  readonly failures: readonly string[];
}

export interface JobTools {
  readonly disk: Files;
  readonly languages: readonly Language[];
  readonly rulesWith: (own: readonly RuleSource[]) => RuleSet;
  readonly today: string;
}

export async function runJob(job: Job, tools: JobTools): Promise<Answer> {
  const rules = tools.rulesWith(job.own);
  const project = openProject(job.folder.replace(/(?<=.)\/$/, ''), tools.languages, { rules, settings: job.settings, today: tools.today });
  const notAnalysed: NotAnalysed[] = [];
  const failures: string[] = [];
  await readAll(job, project, tools.disk, notAnalysed, failures);
  const answer = { findings: [] as ReportedFinding[], suppressed: [] as ReportedSuppression[], resources: 0 };
  for (const unit of project.units()) {
    const analysis = attempt(unit, failures, () => project.analyse(unit));
    if (!analysis) continue;
    const place = placer(job, analysis);
    answer.resources += analysis.unit.resources.length;
    for (const finding of analysis.findings) answer.findings.push(place.finding(finding));
    for (const { finding, reason } of analysis.suppressed) {
      answer.suppressed.push({ finding: place.finding(finding), by: 'source', reason });
    }
    for (const problem of analysis.problems) notAnalysed.push(place.problem(problem));
    for (const { rule, resource, message } of analysis.failures) failures.push(`the rule ${rule} failed on ${resource}: ${message}`);
  }
  const unread = new Set(notAnalysed.filter(({ range }) => !range).map(({ file }) => file));
  const files = project.files().filter((file) => !unread.has(file.slice(job.folder.length))).length;
  for (const file of project.files()) project.remove(file);
  return { ...answer, notAnalysed, files, failures };
}

const readAtOnce = 64;

async function readAll(job: Job, project: Project, disk: Files, notAnalysed: NotAnalysed[], failures: string[]): Promise<void> {
  for (let start = 0; start < job.files.length; start += readAtOnce) {
    const files = job.files.slice(start, start + readAtOnce);
    const contents = await Promise.all(files.map((file) => disk.read(file).catch(skippedBy)));
    for (const [index, file] of files.entries()) {
      const content = contents[index] ?? { kind: 'skipped', reason: 'there is no such file, or it is a link that leads nowhere' };
      if (content.kind === 'text') {
        // Nothing is edited here, so the tree is not needed again.
        attempt(file, failures, () => project.update(snapshotOf(file, content.text))?.forget(file));
      } else notAnalysed.push({ root: job.root, file: file.slice(job.folder.length), reason: content.reason, range: undefined });
    }
  }
}

const skippedBy = (error: unknown) => ({ kind: 'skipped', reason: error instanceof Error ? error.message : String(error) }) as const;

/** No text makes the program throw; if one does, it costs only its own answer and is told. */
function attempt<T>(what: string, failures: string[], work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    failures.push(`the analysis of ${what} failed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function placer(job: Job, { unit }: Analysis) {
  const snapshots = new Map(unit.files.map((file) => [file.file, file.snapshot]));
  const snapshotAt = (file: string): Snapshot => snapshots.get(file) ?? snapshotOf(file, '');
  const relative = (file: string): string => file.slice(job.folder.length);
  return {
    finding({ span, resource, related, fix, ...finding }: Finding): ReportedFinding {
      const snapshot = snapshotAt(finding.file);
      return {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        root: job.root,
        file: relative(finding.file),
        range: rangeOf(snapshot, span),
        resource: resource && { address: resource.address, type: resource.type, range: rangeOf(snapshot, resource.span) },
        related: related.map((one) => ({ file: relative(one.file), range: rangeOf(snapshotAt(one.file), one.span), message: one.message })),
        fix,
        fingerprint: finding.fingerprint,
        excerpt: excerptOf(snapshot, span),
      };
    },
    problem: ({ file, span, message }: Problem & { readonly file: string }): NotAnalysed => ({
      root: job.root,
      file: relative(file),
      reason: message,
      range: span && rangeOf(snapshotAt(file), span),
    }),
  };
}
