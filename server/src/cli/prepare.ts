// What `scan`, `fix` and `baseline` begin with: the languages, the rules, the roots and what the user's own files decide. What is wrong
// with those files is told line by line, and the rest of them holds.

import { relative } from 'node:path';
import type { Settings } from '../engine/settings.ts';
import { mayBeRead, startLanguages } from '../languages/index.ts';
import type { Language } from '../languages/language.ts';
import type { Severity } from '../model/finding.ts';
import type { Mistake } from '../model/mistake.ts';
import type { Catalogue, CatalogueTexts } from '../rules/catalogue.ts';
import { namesOf, type RuleFacts, type RuleSource } from '../rules/rule.ts';
import { suggestion } from '../text/nearest.ts';
import { messageOf } from '../text/thrown.ts';
import { unknownNames } from '../workspace/config.ts';
import { advisoriesFor, type Started } from './analyse-roots.ts';
import { readCatalogue } from './catalogue.ts';
import type { Job } from './job.ts';
import { openRoot, type Root } from './roots.ts';
import { type Shell, UsageError } from './shell.ts';

export interface Choice {
  /** As given; the current folder where there is none. */
  readonly roots: readonly string[];
  /** Whether .lintel.yaml files are read. */
  readonly configured: boolean;
  readonly all: boolean;
  readonly severity: Severity | undefined;
  readonly framework: string | undefined;
  /** Folders of rules, absolute. */
  readonly rules: readonly string[];
}

export interface Prepared extends Started {
  readonly roots: readonly Root[];
  /** One for each root. */
  readonly jobs: readonly Job[];
  readonly facts: ReadonlyMap<string, RuleFacts>;
  /** What the user's own rules say at length. */
  readonly ownTexts: CatalogueTexts;
  readonly problems: readonly string[];
}

export async function prepare(choice: Choice, shell: Shell): Promise<Prepared> {
  const advisories = advisoriesFor(shell.runtime);
  const [languages, catalogue] = await Promise.all([
    startLanguages(shell.runtime, advisories),
    readCatalogue(shell.runtime),
  ]);
  checkFramework(choice.framework, catalogue);
  const roots = await openRoots(choice, languages, shell);
  const own = await ownRules(choice, roots, catalogue, shell);
  const facts = new Map(
    [...catalogue.sources, ...own.sources.flat()].map((source): [string, RuleFacts] => [source.id, source]),
  );
  const jobs = roots.map(({ path, folder, top, files, companions, settings }, root) => ({
    root,
    path,
    folder,
    top,
    files,
    companions,
    settings: withChoice(settings, choice),
    own: own.sources[root] ?? [],
  }));
  const problems = [...configProblems(roots, [...facts.values()].flatMap(namesOf), catalogue, shell), ...own.problems];
  return { languages, advisories, catalogue, roots, jobs, facts, ownTexts: own.texts, problems };
}

function checkFramework(id: string | undefined, { compliance: { frameworks } }: Catalogue): void {
  const ids = frameworks.map((framework) => framework.id);
  if (id === undefined || ids.includes(id)) return;
  throw new UsageError(`there is no framework "${id}"${suggestion(id, ids) || `; there are ${ids.join(', ')}`}`);
}

async function openRoots(
  { roots, configured }: Choice,
  languages: readonly Language[],
  shell: Shell,
): Promise<readonly Root[]> {
  const wanted = (file: string): boolean => mayBeRead(file, languages);
  const companions = (file: string, top: string): readonly string[] =>
    languages.find((language) => language.recognises(file, ''))?.companions?.(file, top) ?? [];
  const opened: Root[] = [];
  for (const root of roots.length > 0 ? roots : ['.']) {
    opened.push(await openRoot(root, shell.folder, shell.runtime.files, { wanted, companions, configured }));
  }
  return opened;
}

interface Own {
  readonly sources: readonly RuleSource[];
  readonly texts: CatalogueTexts;
  /** A file with a mistake gives no rule; the others hold. */
  readonly problems: readonly string[];
}

/** For each root the rules of `--rules` and of its configuration. A folder is read once. */
async function ownRules(choice: Choice, roots: readonly Root[], catalogue: Catalogue, shell: Shell) {
  const foldersOf = (root: Root): readonly string[] => [
    ...new Set([...choice.rules, root.whole.customRules ?? []].flat()),
  ];
  const read = new Map<string, Own>();
  for (const folder of roots.flatMap(foldersOf)) {
    if (!read.has(folder)) read.set(folder, await rulesIn(folder, catalogue, shell));
  }
  return {
    sources: roots.map((root) => foldersOf(root).flatMap((folder) => read.get(folder)?.sources ?? [])),
    texts: Object.assign({}, ...[...read.values()].map(({ texts }) => texts)) as CatalogueTexts,
    problems: [...read.values()].flatMap(({ problems }) => problems),
  };
}

async function rulesIn(folder: string, catalogue: Catalogue, shell: Shell): Promise<Own> {
  const shown = shownPath(folder, shell);
  try {
    // The compiler of rule files is only needed here.
    const { readOwnRules } = await import('../workspace/own-rules.ts');
    const { sources, texts, problems } = await readOwnRules(folder, catalogue, shell.runtime.files);
    const isEmpty = sources.length === 0 && problems.length === 0;
    const lines = problems.map((problem) => lineOf(problem, shell));
    return {
      sources,
      texts,
      problems: isEmpty ? [`there is no rule file in ${shown}; rules are files such as my-rule.yaml`] : lines,
    };
  } catch (error) {
    return { sources: [], texts: {}, problems: [`the rules in ${shown} cannot be read: ${messageOf(error)}`] };
  }
}

/** The command line's word comes before that of any configuration file. */
function withChoice(settings: Settings, choice: Choice): Settings {
  const { all, severity, framework } = choice;
  return {
    ...settings,
    all: all || settings.all,
    severity: severity ?? settings.severity,
    frameworks: framework === undefined ? settings.frameworks : [framework],
    ...(settings.below && {
      below: settings.below.map((one) => ({ ...one, settings: withChoice(one.settings, choice) })),
    }),
  };
}

function configProblems(
  roots: readonly Root[],
  rules: readonly string[],
  catalogue: Catalogue,
  shell: Shell,
): readonly string[] {
  const frameworks = catalogue.compliance.frameworks.map(({ id }) => id);
  const problems = roots.flatMap(({ configs }) =>
    configs.flatMap((read) =>
      [...read.problems, ...unknownNames(read, rules, frameworks)].sort((a, b) => a.start - b.start),
    ),
  );
  return [...new Set(problems.map((problem) => lineOf(problem, shell)))];
}

const lineOf = (
  { file, line, column, message }: Pick<Mistake, 'file' | 'line' | 'column' | 'message'>,
  shell: Shell,
): string => `${shownPath(file, shell)}:${line}:${column}: ${message}`;

/** Relative to the current folder where it lies below it. */
export function shownPath(path: string, { folder }: Pick<Shell, 'folder'>): string {
  const shown = relative(folder, path).replaceAll('\\', '/');
  return shown.startsWith('..') ? path : shown || '.';
}
