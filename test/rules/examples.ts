// Runs the examples of a rule with this rule alone: the marks are the findings, the fix gives `fixed`, `fixed` and `good` are silent.

import type { Analysis } from '../../server/src/engine/analyse.ts';
import { fixEdits } from '../../server/src/engine/fix.ts';
import { defaultSettings, type Settings } from '../../server/src/engine/settings.ts';
import { applyEdits, mergeEdits } from '../../server/src/fixes/apply.ts';
import type { Language } from '../../server/src/languages/language.ts';
import type { RuleTools } from '../../server/src/rules/compile.ts';
import type { Example, RuleSource } from '../../server/src/rules/rule.ts';
import { ruleSet } from '../../server/src/rules/ruleset.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { configName, readConfig } from '../../server/src/workspace/config.ts';
import { withConfig } from '../../server/src/workspace/discover.ts';
import { readHadolintConfig } from '../../server/src/workspace/peers/hadolint.ts';
import { noPeers, withPeers } from '../../server/src/workspace/peers/peers.ts';
import { openProject } from '../../server/src/workspace/project.ts';

/** What is wrong with the examples, one text each, with the example's number from 1. */
export function exampleFaults(
  source: RuleSource,
  examples: readonly Example[],
  languages: readonly Language[],
  tools: RuleTools,
): readonly string[] {
  const faults: string[] = [];
  for (const [index, example] of examples.entries()) {
    const say = (part: string, message: string) => faults.push(`example ${index + 1}, ${part}: ${message}`);
    const run = (text: string) => analysed(source, example, text, languages, tools);
    for (const part of ['fixed', 'good'] as const) {
      const text = example[part];
      if (text === undefined) continue;
      const analysis = run(text);
      if (!analysis) say(part, `no language reads ${example.file}`);
      for (const finding of analysis?.findings ?? [])
        say(part, `not silent, underlines ${JSON.stringify(text.slice(finding.span.start, finding.span.end))}`);
      for (const problem of analysis?.problems ?? []) say(part, `does not parse: ${problem.message}`);
      for (const failure of analysis?.failures ?? []) say(part, `the rule throws: ${failure.message}`);
    }
    if (example.bad === undefined) continue;
    const { text, marks } = marked(example.bad);
    const analysis = run(text);
    if (!analysis) {
      say('bad', `no language reads ${example.file}`);
      continue;
    }
    for (const problem of analysis.problems) say('bad', `does not parse: ${problem.message}`);
    for (const failure of analysis.failures) say('bad', `the rule throws: ${failure.message}`);
    const shown = (spans: readonly { readonly start: number; readonly end: number }[]) =>
      spans.map(({ start, end }) => `${start}-${end} ${JSON.stringify(text.slice(start, end))}`).join(', ') ||
      'nothing';
    const found = analysis.findings.map(({ span }) => span);
    const ordered = [...marks].sort((a, b) => a.start - b.start || a.end - b.end);
    if (shown(found) !== shown(ordered)) say('bad', `underlines ${shown(found)} and not ${shown(ordered)}`);
    for (const finding of analysis.findings) {
      if (/\{|undefined/.test(finding.message)) say('bad', `the message has a hole: ${finding.message}`);
    }
    if (example.fixed !== undefined) {
      const fixed = repaired(analysis, text);
      if (fixed !== example.fixed) say('fixed', `the fix gives\n${fixed}`);
    }
  }
  return faults;
}

function analysed(
  source: RuleSource,
  { file, beside = {} }: Example,
  text: string,
  languages: readonly Language[],
  tools: RuleTools,
): Analysis | undefined {
  const rules = ruleSet([source], tools);
  const project = openProject('/example', languages, { rules, settings: settingsBeside(beside), today: '2026-01-01' });
  for (const [name, content] of Object.entries(beside)) project.update(snapshotOf(`/example/${name}`, content));
  const path = `/example/${file}`;
  project.update(snapshotOf(path, text));
  const analysis = project.analyseFile(path);
  project.close();
  return analysis;
}

/** All rules are on, and configuration files beside the example hold. */
function settingsBeside(beside: NonNullable<Example['beside']>): Settings {
  const [own, hadolint] = [beside[configName], beside['.hadolint.yaml']];
  const settings = { ...defaultSettings, all: true };
  return withPeers(
    own === undefined ? settings : withConfig(settings, readConfig(configName, own).config, '', '/example/'),
    hadolint === undefined
      ? noPeers
      : new Map([['.hadolint.yaml', { folder: '/example/', read: readHadolintConfig('.hadolint.yaml', hadolint) }]]),
  );
}

function repaired(analysis: Analysis, text: string): string {
  return applyEdits(text, mergeEdits(analysis.findings.flatMap((finding) => [fixEdits(analysis, finding) ?? []])));
}
