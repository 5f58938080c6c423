// `lintel explain RULE`: one rule at length, by its own id or by that of another tool.

import { explanation } from '../reports/explanation.ts';
import { painter } from '../reports/paint.ts';
import { comparableName, fixesOf, namesOf, type RuleSource } from '../rules/rule.ts';
import { nearest } from '../text/nearest.ts';
import { readArguments } from './arguments.ts';
import { readCatalogue, readTexts } from './catalogue.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

export async function explain(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const { rest } = readArguments(args, 'explain', {});
  const [name] = rest;
  if (name === undefined || rest.length > 1)
    throw new UsageError('"lintel explain" takes one rule, such as "lintel explain DL3008"');
  const [{ sources, compliance }, texts] = await Promise.all([readCatalogue(shell.runtime), readTexts(shell.runtime)]);
  const rules = rulesNamed(name, sources);
  if (rules.length === 0) throw new UsageError(`there is no rule "${name}"${nearNames(name, sources)}`);
  const paint = painter(shell.colours ? 'colours' : 'plain');
  shell.write(rules.map((rule) => explanation(rule, texts[rule.id], titleOfFix(rule), compliance, paint)).join('\n\n'));
  return 0;
}

/** Of several the one that fits most findings comes last. */
const titleOfFix = (rule: RuleSource): string | undefined => fixesOf(rule).at(-1)?.title;

function rulesNamed(name: string, sources: readonly RuleSource[]): readonly RuleSource[] {
  const own = sources.filter(({ id }) => id === name);
  if (own.length > 0) return own;
  const wanted = comparableName(name);
  return sources.filter((rule) => namesOf(rule).some((one) => comparableName(one) === wanted));
}

function nearNames(name: string, sources: readonly RuleSource[]): string {
  const near = nearest(name, sources.flatMap(namesOf), 3);
  return near.length > 0 ? `; did you mean ${near.join(', ')}?` : '; "lintel rules" lists them all';
}
