// Lists of checks that other tools leave out, or that they alone are to ask. What the user's own configuration names by itself comes before them.

import { Minimatch } from 'minimatch';
import { type AliasTool, comparableName, namesOf, type RuleFacts } from '../rules/rule.ts';
import { matchesGlob } from '../text/glob.ts';
import { isNamed, type Settings } from './settings.ts';

export interface Skip {
  /** Ids of rules or of other tools' checks, `*` for any characters. */
  readonly names: readonly string[];
  /** Only files that one of the globs matches, from the folder on, which has a trailing `/`. */
  readonly files?: { readonly folder: string; readonly globs: readonly string[] };
  /** As YYYY-MM-DD: it holds before that day. */
  readonly until?: string;
}

/** Of the rules that a tool has checks for, only those with these ids are asked. */
export interface Chosen {
  readonly tool: AliasTool;
  readonly names: readonly string[];
}

/** In which files a rule is left out; undefined where it is in none. `own` is what the finding goes by, such as an advisory. */
export function skippedIn(
  rule: RuleFacts,
  settings: Settings,
  today: string,
  own: readonly string[] = [],
): ((file: string) => boolean) | undefined {
  const { skips = [], chosen = [], rules } = settings;
  if ((skips.length === 0 && chosen.length === 0) || isNamed(rule, rules)) return undefined;
  if (own.some((name) => rules[name] !== undefined)) return undefined;
  if (chosen.some((list) => !isChosen(rule, list))) return () => true;
  const names = [...namesOf(rule), ...own].map(comparableName);
  const holding = skips.filter(({ until }) => until === undefined || today < until).filter((skip) => isIn(names, skip));
  if (holding.length === 0) return undefined;
  const tests = holding.map(testOf);
  return (file) => tests.some((test) => test(file));
}

function isChosen({ aliases }: RuleFacts, { tool, names }: Chosen): boolean {
  const own = (aliases[tool] ?? []).map(comparableName);
  return own.length === 0 || isIn(own, { names });
}

const isIn = (names: readonly string[], skip: Pick<Skip, 'names'>): boolean =>
  skip.names.map(comparableName).some((wanted) => names.some((name) => matchesGlob(name, wanted)));

function testOf({ files }: Skip): (file: string) => boolean {
  if (!files) return () => true;
  const matchers = files.globs.map((glob) => new Minimatch(glob, { dot: true, nocomment: true, nonegate: true }));
  return (file) =>
    file.startsWith(files.folder) && matchers.some((matcher) => matcher.match(file.slice(files.folder.length)));
}
