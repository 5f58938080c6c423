// A piece of a scan: the files of some units of one root, read, parsed and judged. It runs in the process or in a worker, so what
// goes in and what comes out is plain data.

import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import type { AdvisoryFacts, KnownAdvisories } from '../advisories/facts.ts';
import type { Analysis } from '../engine/analyse.ts';
import { type Settings, settingsAt } from '../engine/settings.ts';
import { saidOnce } from '../engine/shared.ts';
import type { Language } from '../languages/language.ts';
import type { FileProblem } from '../model/file.ts';
import type { Finding } from '../model/finding.ts';
import { excerptOf, rangeOf } from '../reports/place.ts';
import type { NotAnalysed, ReportedFinding, ReportedSuppression } from '../reports/report.ts';
import type { RuleSource } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Files } from '../runtime.ts';
import { compareText } from '../text/order.ts';
import { folderOf } from '../text/path.ts';
import { type Snapshot, snapshotOf } from '../text/snapshot.ts';
import { openProject } from '../workspace/project.ts';
import { isCopied, readCalled, type SettleTools, settled } from '../workspace/settle.ts';
import { attempt, readFiles } from './read-files.ts';

export interface Job {
  /** Its number in the report. */
  readonly root: number;
  /** Absolute; `folder` is the same with a trailing `/`. */
  readonly path: string;
  readonly folder: string;
  /** Absolute; of each unit all files or none. */
  readonly files: readonly string[];
  /** The outermost folder of those files that may say something of these. */
  readonly top: string;
  /** Files that only say something of these, and are not reported on. */
  readonly companions: readonly string[];
  readonly settings: Settings;
  /** The rules that the user added. */
  readonly own: readonly RuleSource[];
}

export interface Answer {
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly ReportedSuppression[];
  readonly notAnalysed: readonly NotAnalysed[];
  /** Those that were read and analysed, absolute. */
  readonly files: readonly string[];
  readonly resources: number;
  /** What failed in the program itself, a line each. */
  readonly failures: readonly string[];
  /** Of the advisories that were asked those that are the oldest, with their day as YYYY-MM-DD. */
  readonly oldestAdvisories: Dated | undefined;
}

export interface JobTools {
  readonly disk: Files;
  readonly languages: readonly Language[];
  readonly advisories: KnownAdvisories;
  readonly rulesWith: (own: readonly RuleSource[]) => RuleSet;
  readonly today: string;
}

export async function runJob(job: Job, tools: JobTools): Promise<Answer> {
  const rules = tools.rulesWith(job.own);
  const project = openProject(
    job.path,
    tools.languages,
    { rules, settings: job.settings, today: tools.today },
    job.top,
  );
  const { skipped, failures: readFailures } = await readFiles(job.files, project, tools.disk);
  await readFiles(job.companions, project, tools.disk, 'evaluated');
  const failures = [...readFailures];
  const notAnalysed = skipped.map(
    ({ file, reason }): NotAnalysed => ({
      root: job.root,
      file: file.slice(job.folder.length),
      reason,
      range: undefined,
    }),
  );
  const settling = settleTools(job, tools);
  await readCalled(project, new Set(job.files.map(folderOf)), settling);
  const said: Said[] = [];
  let resources = 0;
  for (const unit of project.units()) {
    const analysis = await attempt(unit, failures, () => settled(project, unit, settling));
    if (!analysis) continue;
    const place = placer(job, analysis, rules);
    resources += analysis.unit.resources.length;
    said.push({
      findings: analysis.findings.map(place.finding),
      suppressed: analysis.suppressed.map(({ finding, reason }) => ({
        finding: place.finding(finding),
        by: 'source',
        reason,
      })),
      notAnalysed: analysis.problems.map(place.problem),
    });
    for (const { rule, resource, message } of analysis.failures)
      failures.push(`the rule ${rule} failed on ${resource}: ${message}`);
    // Nothing is edited here.
    project.release(unit);
  }
  const once = together([...said, { findings: [], suppressed: [], notAnalysed }]);
  const unread = new Set(once.notAnalysed.filter(({ range }) => !range).map(({ file }) => file));
  const files = job.files.filter((file) => project.unitOf(file) && !unread.has(file.slice(job.folder.length)));
  project.close();
  return { ...once, files, resources, failures, oldestAdvisories: oldestOf(datesIn(tools.advisories.now())) };
}

export interface Dated {
  readonly ecosystem: Ecosystem;
  readonly asOf: string;
  readonly isSnapshot: boolean;
}

const datesIn = (facts: AdvisoryFacts): readonly Dated[] =>
  ecosystems.flatMap((ecosystem) => {
    const asOf = facts.asOf(ecosystem);
    return asOf === undefined ? [] : [{ ecosystem, asOf, isSnapshot: facts.isSnapshot(ecosystem) }];
  });

/** A snapshot comes before what was fetched, since it does not hold all. */
export const oldestOf = (dated: readonly Dated[]): Dated | undefined =>
  [...dated].sort((a, b) => Number(b.isSnapshot) - Number(a.isSnapshot) || compareText(a.asOf, b.asOf))[0];

type Said = Pick<Answer, 'findings' | 'suppressed' | 'notAnalysed'>;

/** What is in the files of a module is said by each unit that calls it. */
export function together(said: readonly Said[]): Said {
  return {
    findings: saidOnce(
      said.map(({ findings }) => findings),
      keyOf,
    ),
    suppressed: saidOnce(
      said.map(({ suppressed }) => suppressed),
      ({ finding }) => keyOf(finding),
    ),
    notAnalysed: saidOnce(
      said.map(({ notAnalysed }) => notAnalysed),
      (one) => `${one.reason} ${placeKey(one)}`,
    ),
  };
}

const placeKey = ({ root, file, range }: NotAnalysed): string => `${root} ${file} ${JSON.stringify(range)}`;
const keyOf = ({ rule, names, root, file, range }: ReportedFinding): string =>
  `${rule} ${names?.[0]} ${root} ${file} ${JSON.stringify(range)}`;

/** What is read beyond the files of the job is not reported on, unless it was downloaded and is asked for. */
export const settleTools = (job: Job, { disk, languages, advisories }: JobTools): SettleTools => ({
  disk,
  languages,
  advisories,
  roleOf: (file) => (isCopied(file) && settingsAt(job.settings, file).downloadedModules ? 'judged' : 'evaluated'),
});

function placer(job: Job, { unit }: Analysis, rules: RuleSet) {
  const snapshots = new Map(unit.files.map((file) => [file.file, file.snapshot]));
  const snapshotAt = (file: string): Snapshot => snapshots.get(file) ?? snapshotOf(file, '');
  // What is called may lie outside of the root.
  const relative = (file: string): string => (file.startsWith(job.folder) ? file.slice(job.folder.length) : file);
  return {
    finding({ span, resource, related, fix, ...finding }: Finding): ReportedFinding {
      const snapshot = snapshotAt(finding.file);
      return {
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        names: finding.names,
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
