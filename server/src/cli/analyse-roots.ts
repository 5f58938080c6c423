// Runs the jobs of a scan, in this thread or in several, and puts the answers together in the one order that every report has.

import { type KnownAdvisories, knownAdvisories } from '../advisories/facts.ts';
import type { Language } from '../languages/language.ts';
import type { Range, ReportedFinding } from '../reports/report.ts';
import { type Catalogue, rulesOf } from '../rules/catalogue.ts';
import type { RuleSource } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Runtime } from '../runtime.ts';
import { compareText } from '../text/order.ts';
import { type Answer, type Job, type JobTools, oldestOf, runJob, together } from './job.ts';
import { dividedJobs } from './jobs.ts';
import { runInWorkers } from './pool.ts';
import type { Shell } from './shell.ts';

/** Fewer files are analysed before a second thread has started. */
const filesWorthThreads = 400;

export async function analyseRoots(jobs: readonly Job[], started: Started, shell: Shell): Promise<Answer> {
  const files = jobs.reduce((sum, job) => sum + job.files.length, 0);
  const progress = progressOf(files, shell);
  try {
    if (shell.workers && shell.workers.count > 1 && files >= filesWorthThreads) {
      const divided = await dividedJobs(jobs, started.languages, shell.runtime.files);
      if (divided.length > 1) return joined(await runInWorkers(divided, shell.workers, progress));
    }
    const tools = jobTools(shell.runtime, started);
    const answers: Answer[] = [];
    for (const job of jobs) {
      answers.push(await runJob(job, tools));
      progress(job);
    }
    return joined(answers);
  } finally {
    shell.progress('');
  }
}

/** What a thread has read before its first job. */
export interface Started {
  readonly languages: readonly Language[];
  readonly advisories: KnownAdvisories;
  readonly catalogue: Catalogue;
}

export const advisoriesFor = (runtime: Runtime): KnownAdvisories =>
  knownAdvisories(runtime.advisories, (message) => runtime.log('warn', message));

/** A set of rules is compiled once for all roots that share it. */
export function jobTools(runtime: Runtime, { languages, advisories, catalogue }: Started): JobTools {
  const ours = rulesOf(catalogue);
  const withOwn = new Map<string, RuleSet>();
  const rulesWith = (own: readonly RuleSource[]): RuleSet => {
    if (own.length === 0) return ours;
    const key = JSON.stringify(own);
    const known = withOwn.get(key) ?? rulesOf(catalogue, own);
    withOwn.set(key, known);
    return known;
  };
  return { disk: runtime.files, languages, advisories, rulesWith, today: runtime.now().toISOString().slice(0, 10) };
}

/** Tells how far the scan is, but only of one that takes over a second. */
function progressOf(files: number, shell: Shell): (job: Job) => void {
  const started = performance.now();
  let done = 0;
  return (job) => {
    done += job.files.length;
    if (shell.watched && performance.now() - started > 1000) shell.progress(`${done} of ${files} files`);
  };
}

function joined(answers: readonly Answer[]): Answer {
  const { findings, suppressed, notAnalysed } = together(answers);
  return {
    findings: [...findings].sort(compareReported),
    suppressed: [...suppressed].sort((a, b) => compareReported(a.finding, b.finding)),
    notAnalysed: [...notAnalysed].sort(comparePlaces),
    files: [...new Set(answers.flatMap(({ files }) => files))],
    resources: answers.reduce((sum, { resources }) => sum + resources, 0),
    failures: answers.flatMap(({ failures }) => failures),
    oldestAdvisories: oldestOf(answers.flatMap(({ oldestAdvisories }) => oldestAdvisories ?? [])),
  };
}

interface Placed {
  readonly root: number;
  readonly file: string;
  readonly range: Range | undefined;
}

function compareReported(a: ReportedFinding, b: ReportedFinding): number {
  return comparePlaces(a, b) || compareText(a.rule, b.rule) || compareText(a.message, b.message);
}

function comparePlaces(a: Placed, b: Placed): number {
  return a.root - b.root || compareText(a.file, b.file) || compareRanges(a.range, b.range);
}

function compareRanges(a: Range | undefined, b: Range | undefined): number {
  if (!a || !b) return a ? 1 : b ? -1 : 0;
  return (
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    a.end.line - b.end.line ||
    a.end.column - b.end.column
  );
}
