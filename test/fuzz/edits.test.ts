// Random edits of the texts that the rules show as examples, with every rule asked after each: nothing throws, what is known from
// before changes nothing, every place lies in its text, and a fix breaks nothing. `FUZZ=20 npx mocha test/fuzz` makes 20 times as many.

import assert from 'node:assert/strict';
import type { Analysis } from '../../server/src/engine/analyse.ts';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { editsFor } from '../../server/src/fixes/edits.ts';
import type { Language } from '../../server/src/languages/language.ts';
import { type LanguageId, languageIds } from '../../server/src/model/resource.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import type { RuleSet } from '../../server/src/rules/ruleset.ts';
import { marked } from '../../server/src/text/marked.ts';
import { type Snapshot, snapshotOf } from '../../server/src/text/snapshot.ts';
import type { Span } from '../../server/src/text/span.ts';
import { openProject, type Project } from '../../server/src/workspace/project.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules } from '../rules/folder.ts';
import { randomChange, randomOf, seedOf } from './random.ts';
import { type Sample, samples } from './samples.ts';

/** In all texts of a language together, so that a language with more rules takes no longer. */
const changes = 400 * Number(process.env['FUZZ'] ?? 1);

describe('random edits', () => {
  const { catalogue, texts } = packedRules();
  const rules = rulesOf(catalogue);
  let languages: readonly Language[] = [];
  before(async () => {
    languages = await languagesForTests();
  });

  const examplesOf = (language: LanguageId): readonly Sample[] =>
    catalogue.sources
      .filter((source) => source.language === language)
      .flatMap(({ id }) => texts[id]?.examples ?? [])
      .flatMap(({ file, bad }) => (bad === undefined ? [] : [{ file, text: marked(bad).text }]));

  for (const language of languageIds) {
    it(`of ${language}`, function () {
      this.timeout(60_000 * Number(process.env['FUZZ'] ?? 1));
      const all = [...samples[language], ...examplesOf(language)];
      const each = Math.ceil(changes / all.length);
      for (const sample of all) tryEdits(sample, each, rules, languages);
    });
  }
});

function tryEdits({ file, text }: Sample, count: number, rules: RuleSet, languages: readonly Language[]): void {
  const random = randomOf(seedOf(text));
  const open = (root: string): Project =>
    openProject(root, languages, { rules, settings: { ...defaultSettings, all: true }, today: '2026-01-01' });
  const typing = open('/typing');
  let snapshot = snapshotOf(`/typing/${file}`, text);
  typing.update(snapshot);
  for (let made = 0; made < count; made++) {
    snapshot = randomChange(snapshot, text, random);
    const fresh = open('/fresh');
    const copy = snapshotOf(`/fresh/${file}`, snapshot.text);
    try {
      typing.update(snapshot);
      fresh.update(copy);
      const analysis = typing.analyseFile(snapshot.file);
      assert.deepEqual(
        picture(analysis, '/typing/'),
        picture(fresh.analyseFile(copy.file), '/fresh/'),
        'as from scratch',
      );
      if (analysis) checkAnalysis(analysis, snapshot);
      if (analysis) checkFixes(analysis, snapshot, open('/fixed'));
    } catch (error) {
      throw new Error(`${file} after ${made + 1} changes:\n${JSON.stringify(snapshot.text)}`, { cause: error });
    } finally {
      fresh.remove(copy.file);
    }
  }
  typing.remove(snapshot.file);
}

/** All that users see of an analysis, with paths from the root. */
function picture(analysis: Analysis | undefined, root: string): unknown {
  if (!analysis) return undefined;
  const { findings, suppressed, ignores, problems, failures } = analysis;
  return JSON.parse(JSON.stringify({ findings, suppressed, ignores, problems, failures }).replaceAll(root, ''));
}

function checkAnalysis({ findings, suppressed, problems, failures }: Analysis, { text }: Snapshot): void {
  const checkSpan = ({ start, end }: Span, of: unknown): void =>
    assert.ok(
      0 <= start && start <= end && end <= text.length,
      `${start}-${end} of ${text.length}: ${JSON.stringify(of)}`,
    );
  assert.deepEqual(failures, []);
  for (const finding of [...findings, ...suppressed.map((one) => one.finding)]) {
    checkSpan(finding.span, finding);
    if (finding.resource) checkSpan(finding.resource.span, finding);
    for (const related of finding.related) checkSpan(related.span, finding);
  }
  for (const problem of problems) if (problem.span) checkSpan(problem.span, problem);
}

/** A fix of a text that can be read leaves a text that can be read. */
function checkFixes(
  { findings, violations, locate, problems, unit }: Analysis,
  snapshot: Snapshot,
  fixed: Project,
): void {
  if (problems.length > 0) return;
  for (const finding of findings) {
    const repairs = violations.get(finding)?.fix?.repairs();
    const edits = repairs && editsFor(repairs, { language: unit.language, snapshot, locate });
    if (!edits) continue;
    const after = snapshotOf(snapshot.file.replace('/typing/', '/fixed/'), applyEdits(snapshot.text, edits));
    fixed.update(after);
    const left = fixed.analyseFile(after.file)?.problems ?? [];
    fixed.remove(after.file);
    assert.deepEqual(left, [], `after the fix of ${finding.rule}:\n${after.text}`);
  }
}
