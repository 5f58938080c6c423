// A scan from paths to a report, for `scan` and `baseline`.

import type { NotAnalysed, Report, ReportedFinding } from '../reports/report.ts';
import type { CatalogueTexts } from '../rules/catalogue.ts';
import { analyseRoots } from './analyse-roots.ts';
import { acceptedOf, readBaseline } from './baseline-file.ts';
import { readTexts } from './catalogue.ts';
import { version } from './help.ts';
import type { Dated } from './job.ts';
import { type Choice, prepare, shownPath } from './prepare.ts';
import type { Root } from './roots.ts';
import type { Shell } from './shell.ts';

/** Which accepted findings are left out: those that .lintel.yaml names, none, or those of a file, by its absolute path. */
export type BaselineChoice = 'configured' | 'none' | { readonly file: string };

export interface Scanned {
  readonly report: Report;
  readonly roots: readonly Root[];
  /** What is wrong with the user's own files and what failed in the program, a line each. */
  readonly problems: readonly string[];
  /** What the rules say at length; read when a report needs it. */
  texts(): Promise<CatalogueTexts>;
}

export async function runScan(choice: Choice, baseline: BaselineChoice, shell: Shell): Promise<Scanned> {
  const started = performance.now();
  const prepared = await prepare(choice, shell);
  const { roots, jobs, facts, ownTexts, problems } = prepared;
  const answer = await analyseRoots(jobs, prepared, shell);
  tellAge(answer.oldestAdvisories, shell);
  const accepted = await acceptedIn(baseline, roots, answer.findings, shell);
  const report: Report = {
    version,
    roots: roots.map(({ path }) => path),
    folder: shell.folder,
    findings: answer.findings.filter((finding) => !accepted.has(finding)),
    suppressed: [
      ...answer.suppressed,
      ...[...accepted].map((finding) => ({ finding, by: 'baseline', reason: undefined }) as const),
    ],
    notAnalysed: [...unlisted(roots), ...answer.notAnalysed],
    files: answer.files.length,
    resources: answer.resources,
    milliseconds: Math.round(performance.now() - started),
    facts: (rule) => facts.get(rule),
  };
  const texts = async () => ({ ...(await readTexts(shell.runtime)), ...ownTexts });
  return { report, roots, problems: [...problems, ...answer.failures], texts };
}

/** In days. What becomes known later is not found. */
const old = 30;

function tellAge(oldest: Dated | undefined, shell: Shell): void {
  if (!oldest) return;
  const { ecosystem, asOf, isSnapshot } = oldest;
  if (isSnapshot) {
    const what = `of the advisories on ${ecosystem} only a part is known, the snapshot of ${asOf}`;
    shell.say(`lintel: ${what}; "lintel advisories update" fetches all`);
    return;
  }
  const days = Math.floor((shell.runtime.now().getTime() - Date.parse(asOf)) / 86_400_000);
  if (days <= old) return;
  const what = `the advisories on ${ecosystem} are of ${asOf}`;
  shell.say(`lintel: ${what}; "lintel advisories update" fetches what has become known since`);
}

async function acceptedIn(
  baseline: BaselineChoice,
  roots: readonly Root[],
  findings: readonly ReportedFinding[],
  shell: Shell,
) {
  const accepted = new Set<ReportedFinding>();
  if (baseline === 'none') return accepted;
  for (const [index, { whole }] of roots.entries()) {
    const path = baseline === 'configured' ? whole.baseline : baseline.file;
    if (path === undefined) continue;
    const here = findings.filter(({ root }) => root === index);
    for (const finding of acceptedOf(here, await readBaseline(path, shownPath(path, shell)))) accepted.add(finding);
  }
  return accepted;
}

/** Folders that the disk did not list. */
const unlisted = (roots: readonly Root[]): readonly NotAnalysed[] =>
  roots.flatMap(({ skipped, folder }, root) =>
    skipped.map(({ file, reason }) => ({ root, file: file.slice(folder.length) || '.', reason, range: undefined })),
  );
