// A scan from paths to a report, for `scan` and `baseline`: opens the roots, adds the user's rules, runs the jobs and takes out what a
// baseline accepts. What is wrong with the user's own files is said line by line; the findings are kept.

import { relative } from 'node:path';
import type { Settings } from '../engine/settings.ts';
import { type Language } from '../languages/language.ts';
import { mayBeRead, startLanguages } from '../languages/index.ts';
import type { Severity } from '../model/finding.ts';
import type { NotAnalysed, Report, ReportedFinding, ReportedSuppression } from '../reports/report.ts';
import type { Catalogue, CatalogueTexts } from '../rules/catalogue.ts';
import type { RuleFacts, RuleSource } from '../rules/rule.ts';
import { type ConfigProblem, unknownNames } from '../workspace/config.ts';
import { analyseRoots } from './analyse-roots.ts';
import type { Answer } from './job.ts';
import { acceptedOf, readBaseline } from './baseline-file.ts';
import { readCatalogue, readTexts } from './catalogue.ts';
import { version } from './help.ts';
import { wholeJobs } from './jobs.ts';
import { openRoot, type Root } from './roots.ts';
import { type Shell, UsageError } from './shell.ts';
import { suggestion } from '../text/nearest.ts';

export interface ScanOptions {
  /** As given; the current folder where it is empty. */
  readonly roots: readonly string[];
  readonly configured: boolean;
  readonly all: boolean;
  readonly severity: Severity | undefined;
  readonly framework: string | undefined;
  /** Folders of rules and the baseline, absolute. */
  readonly rules: readonly string[];
  readonly baseline: string | undefined;
}

export interface Scanned {
  readonly report: Report;
  readonly roots: readonly Root[];
  readonly catalogue: Catalogue;
  readonly languages: readonly Language[];
  /** What is wrong with the user's own files and what failed in the program, a line each. */
  readonly problems: readonly string[];
  /** What the rules say at length; read when a report needs it. */
  texts(): Promise<CatalogueTexts>;
}

export async function runScan(options: ScanOptions, shell: Shell): Promise<Scanned> {
  const started = performance.now();
  const [languages, catalogue] = await Promise.all([startLanguages(shell.runtime), readCatalogue(shell.runtime)]);
  checkFramework(options.framework, catalogue);
  const roots = await openRoots(options, languages, shell);
  const own = await ownRules(options, roots, catalogue, shell);
  const facts = new Map([...catalogue.sources, ...own.sources.flat()].map((source): [string, RuleFacts] => [source.id, source]));
  const jobs = wholeJobs(
    roots.map((root) => ({ ...root, settings: withOptions(root.settings, options) })),
    own.sources,
  );
  const answer = await analyseRoots(jobs, languages, catalogue, shell);
  const accepted = await acceptedIn(options, roots, answer.findings, shell);
  const problems = [...configProblems(roots, [...facts.keys()], catalogue, shell), ...own.problems, ...answer.failures];
  const report: Report = {
    version,
    roots: roots.map(({ path }) => path),
    folder: shell.folder,
    findings: answer.findings.filter((finding) => !accepted.has(finding)),
    suppressed: suppressedOf(answer, accepted),
    notAnalysed: [...unlisted(roots), ...answer.notAnalysed],
    files: answer.files,
    resources: answer.resources,
    milliseconds: Math.round(performance.now() - started),
    facts: (rule) => facts.get(rule),
  };
  const texts = async () => ({ ...(await readTexts(shell.runtime)), ...own.texts });
  return { report, roots, catalogue, languages, problems, texts };
}

function checkFramework(id: string | undefined, { compliance: { frameworks } }: Catalogue): void {
  const ids = frameworks.map((framework) => framework.id);
  if (id === undefined || ids.includes(id)) return;
  throw new UsageError(`there is no framework "${id}"${suggestion(id, ids) || `; there are ${ids.join(', ')}`}`);
}

async function openRoots({ roots, configured }: ScanOptions, languages: readonly Language[], shell: Shell): Promise<readonly Root[]> {
  const wanted = (file: string): boolean => mayBeRead(file, languages);
  const opened: Root[] = [];
  for (const root of roots.length > 0 ? roots : ['.']) {
    opened.push(await openRoot(root, shell.folder, shell.runtime.files, { wanted, configured }));
  }
  return opened;
}

/** The command line's word comes before that of any configuration file. */
function withOptions(settings: Settings, options: ScanOptions): Settings {
  const { all, severity, framework } = options;
  return {
    ...settings,
    all: all || settings.all,
    severity: severity ?? settings.severity,
    frameworks: framework === undefined ? settings.frameworks : [framework],
    ...(settings.below && { below: settings.below.map((one) => ({ ...one, settings: withOptions(one.settings, options) })) }),
  };
}

/** For each root the rules of `--rules` and of its configuration. A folder is read once. */
async function ownRules(options: ScanOptions, roots: readonly Root[], catalogue: Catalogue, shell: Shell) {
  const foldersOf = (root: Root): readonly string[] => [...new Set([...options.rules, root.whole.customRules ?? []].flat())];
  const folders = [...new Set(roots.flatMap(foldersOf))];
  if (folders.length === 0) return { sources: roots.map((): readonly RuleSource[] => []), texts: {}, problems: [] };
  // Its compiler of YAML is only needed here.
  const { readCustomRules } = await import('./custom-rules.ts');
  const read = new Map(
    await Promise.all(folders.map(async (folder) => [folder, await readCustomRules(folder, shownPath(folder, shell), catalogue)] as const)),
  );
  return {
    sources: roots.map((root) => foldersOf(root).flatMap((folder) => read.get(folder)?.sources ?? [])),
    texts: Object.assign({}, ...[...read.values()].map(({ texts }) => texts)) as CatalogueTexts,
    problems: [...read.values()].flatMap(({ problems }) => problems),
  };
}

/** Relative to the current folder where it lies below it. */
export function shownPath(path: string, { folder }: Pick<Shell, 'folder'>): string {
  const shown = relative(folder, path);
  return shown.startsWith('..') ? path : shown.replaceAll('\\', '/');
}

async function acceptedIn(options: ScanOptions, roots: readonly Root[], findings: readonly ReportedFinding[], shell: Shell) {
  const accepted = new Set<ReportedFinding>();
  for (const [index, { whole }] of roots.entries()) {
    const path = options.baseline ?? whole.baseline;
    if (path === undefined) continue;
    const here = findings.filter(({ root }) => root === index);
    for (const finding of acceptedOf(here, await readBaseline(path, shownPath(path, shell)))) accepted.add(finding);
  }
  return accepted;
}

function suppressedOf(answer: Answer, accepted: ReadonlySet<ReportedFinding>): readonly ReportedSuppression[] {
  return [...answer.suppressed, ...[...accepted].map((finding) => ({ finding, by: 'baseline', reason: undefined }) as const)];
}

const unlisted = (roots: readonly Root[]): readonly NotAnalysed[] =>
  roots.flatMap(({ skipped, folder }, root) =>
    skipped.map(({ file, reason }) => ({ root, file: file.slice(folder.length) || '.', reason, range: undefined })),
  );

function configProblems(roots: readonly Root[], rules: readonly string[], catalogue: Catalogue, shell: Shell): readonly string[] {
  const frameworks = catalogue.compliance.frameworks.map(({ id }) => id);
  const lineOf = ({ file, line, column, message }: ConfigProblem) => `${shownPath(file, shell)}:${line}:${column}: ${message}`;
  const lines = roots.flatMap(({ configs }) => configs.flatMap((read) => [...read.problems, ...unknownNames(read, rules, frameworks)].map(lineOf)));
  return [...new Set(lines)];
}
