// A piece of a scan: the files of some units of one root, read, parsed and judged. It runs in the process or in a worker, so what
// goes in and what comes out is plain data.

import type { Analysis } from '../engine/analyse.ts';
import type { Settings } from '../engine/settings.ts';
import type { Language } from '../languages/language.ts';
import type { FileProblem } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { excerptOf, rangeOf } from '../reports/place.ts';
import type { NotAnalysed, ReportedFinding, ReportedSuppression } from '../reports/report.ts';
import type { RuleSource } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Files } from '../runtime.ts';
import { type Snapshot, snapshotOf } from '../text/snapshot.ts';
import { openProject } from '../workspace/project.ts';
import { attempt, readFiles } from './read-files.ts';

export interface Job {
  /** Its number in the report. */
  readonly root: number;
  /** Absolute; `folder` is the same with a trailing `/`. */
  readonly path: string;
  readonly folder: string;
  /** Absolute; of each unit all files or none, and what says something of them. */
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
  const project = openProject(job.path, tools.languages, {
    rules,
    settings: job.settings,
    today: tools.today,
  });
  const { skipped, failures: readFailures } = await readFiles(job.files, project, tools.disk);
  const failures = [...readFailures];
  const notAnalysed = skipped.map(
    ({ file, reason }): NotAnalysed => ({
      root: job.root,
      file: file.slice(job.folder.length),
      reason,
      range: undefined,
    }),
  );
  const answer = { findings: [] as ReportedFinding[], suppressed: [] as ReportedSuppression[], resources: 0 };
  for (const unit of project.units()) {
    const analysis = attempt(unit, failures, () => project.analyse(unit));
    if (!analysis) continue;
    const place = placer(job, analysis, rules);
    answer.resources += analysis.unit.resources.length;
    for (const finding of analysis.findings) answer.findings.push(place.finding(finding));
    for (const { finding, reason } of analysis.suppressed) {
      answer.suppressed.push({ finding: place.finding(finding), by: 'source', reason });
    }
    for (const problem of analysis.problems) notAnalysed.push(place.problem(problem));
    for (const { rule, resource, message } of analysis.failures)
      failures.push(`the rule ${rule} failed on ${resource}: ${message}`);
  }
  const unread = new Set(notAnalysed.filter(({ range }) => !range).map(({ file }) => file));
  const files = project
    .files()
    .filter((file) => project.unitOf(file) && !unread.has(file.slice(job.folder.length))).length;
  project.close();
  return { ...answer, notAnalysed, files, failures };
}

function placer(job: Job, { unit }: Analysis, rules: RuleSet) {
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
        resource: resource && {
          address: resource.address,
          type: resource.type,
          file: relative(resource.file),
          range: rangeOf(snapshotAt(resource.file), resource.span),
        },
        related: related.map((one) => ({
          file: relative(one.file),
          range: rangeOf(snapshotAt(one.file), one.span),
          message: one.message,
        })),
        fix,
        fingerprint: finding.fingerprint,
        excerpt: excerptOf(snapshot, span, rules.facts(finding.rule)?.findsSecrets ? 'masked' : 'as it is'),
      };
    },
    problem: ({ file, span, message }: FileProblem): NotAnalysed => ({
      root: job.root,
      file: relative(file),
      reason: message,
      range: span && rangeOf(snapshotAt(file), span),
    }),
  };
}
