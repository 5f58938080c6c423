// Fixes of the corpora's Dockerfiles: what is left can be read, has fewer findings, and differs only where the fix says so. Each fix is tried
// alone, also those that are not safe, and then `lintel fix` is run over everything, with the rules that are off by default as well.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noAdvisories } from '../../server/src/advisories/facts.ts';
import { jobTools } from '../../server/src/cli/analyse-roots.ts';
import { fixedFiles } from '../../server/src/cli/fix-files.ts';
import type { Job } from '../../server/src/cli/job.ts';
import type { Analysis } from '../../server/src/engine/analyse.ts';
import { fixEdits } from '../../server/src/engine/fix.ts';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { mayBeRead } from '../../server/src/languages/index.ts';
import type { Language } from '../../server/src/languages/language.ts';
import type { Finding } from '../../server/src/model/finding.ts';
import { nodeFiles } from '../../server/src/node/runtime.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import type { RuleSet } from '../../server/src/rules/ruleset.ts';
import type { Grammar } from '../../server/src/syntax/grammar.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { contains } from '../../server/src/text/span.ts';
import { openProject } from '../../server/src/workspace/project.ts';
import { grammarNamed } from '../grammars.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules } from '../rules/folder.ts';

const corpora = join(__dirname, '../../../shared/corpora');
const settings = { ...defaultSettings, all: true };
const today = '2026-01-01';

describe('fixes of the corpora’s Dockerfiles', () => {
  let folder: string;
  let files: readonly string[];
  let languages: readonly Language[];
  let grammar: Grammar;
  let rules: RuleSet;
  before(async () => {
    assert.ok(existsSync(corpora), `${corpora} is missing: this test needs the shared folder beside the checkout`);
    folder = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
    for (const archive of readdirSync(corpora)) execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder]);
    languages = await languagesForTests();
    grammar = await grammarNamed('dockerfile');
    rules = rulesOf(packedRules().catalogue);
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(
        (file) => /(?:^|\/)(?:Dockerfile|Containerfile)[^/]*$|\.dockerfile$/i.test(file) && mayBeRead(file, languages),
      )
      .map((file) => join(folder, file))
      .sort();
  });
  after(() => rmSync(folder, { recursive: true }));

  it('one by one', async () => {
    let done = 0;
    for (const file of files) {
      const text = await textOf(file);
      const analysis = analysed(file, text);
      for (const finding of analysis?.findings ?? []) {
        const edits = analysis && fixEdits(analysis, finding);
        if (!analysis || !edits || edits.length === 0) continue;
        checkFixed(analysis, finding, text, applyEdits(text, edits));
        done++;
      }
    }
    assert.ok(done > 300, `only ${done} fixes were tried`);
  });

  it('all that are safe', async () => {
    const tools = jobTools(
      {
        files: nodeFiles,
        advisories: {
          databases: () => Promise.reject(new Error('not asked for')),
          exploited: () => Promise.reject(new Error('not asked for')),
        },
        grammar: () => Promise.reject(new Error('not asked for')),
        rules: () => Promise.reject(new Error('not asked for')),
        now: () => new Date(today),
        log: () => {},
      },
      { languages, advisories: noAdvisories, catalogue: packedRules().catalogue },
    );
    const job: Job = {
      root: 0,
      path: folder,
      folder: `${folder}/`,
      files,
      settings,
      top: folder,
      companions: [],
      own: [],
    };
    const { files: fixed, failures } = await fixedFiles(job, tools);
    assert.deepEqual(failures, []);
    for (const { file, before, after } of fixed) {
      checkReadable(file, after, file);
      const [was, is] = [analysed(file, before)?.findings.length ?? 0, analysed(file, after)?.findings.length ?? 0];
      assert.ok(is < was, `${file} had ${was} findings and has ${is}`);
    }
    assert.ok(fixed.length > 40, `only ${fixed.length} files were changed`);
  });

  async function textOf(file: string): Promise<string> {
    const content = await nodeFiles.read(file);
    return content?.kind === 'text' ? content.text : '';
  }

  function analysed(file: string, text: string): Analysis | undefined {
    const project = openProject(folder, languages, { rules, settings, today });
    project.update(snapshotOf(file, text));
    const analysis = project.analyseFile(file);
    project.close();
    return analysis;
  }

  function checkReadable(file: string, text: string, what: string): void {
    assert.equal(
      grammar.parseText(text, (root) => root.hasError),
      false,
      `${what} makes it unreadable:\n${text}`,
    );
    assert.deepEqual(analysed(file, text)?.problems, [], what);
  }

  function checkFixed(before: Analysis, finding: Finding, text: string, fixed: string): void {
    const is = `${finding.file}: ${finding.rule} at ${JSON.stringify(text.slice(finding.span.start, finding.span.end))}`;
    checkReadable(finding.file, fixed, is);
    const after = analysed(finding.file, fixed);
    const ofRule = (analysis: Analysis | undefined) =>
      analysis?.findings.filter(({ rule }) => rule === finding.rule) ?? [];
    assert.ok(ofRule(after).length < ofRule(before).length, `${is} is still found in\n${fixed}`);
    const [was, now] = [linesOf(before), after ? linesOf(after) : []];
    const same = (a: Line | undefined, b: Line | undefined): boolean => a !== undefined && a.line === b?.line;
    let first = 0;
    while (same(was[first], now[first])) first++;
    let last = 0;
    while (last < Math.min(was.length, now.length) - first && same(was.at(-1 - last), now.at(-1 - last))) last++;
    const changed = was.slice(first, was.length - last);
    const around = changed.length === 0 || changed.some(({ span }) => contains(span, finding.span));
    assert.ok(changed.length <= 2 && around, `${is} changes ${changed.map(({ line }) => line).join('\n')}`);
  }
});

interface Line {
  readonly line: string;
  readonly span: Finding['span'];
}

/** The instructions, each on one line. */
function linesOf({ unit, locate }: Analysis): readonly Line[] {
  const instructions = unit.resources.flatMap((resource) => (resource.type === 'stage' ? resource.parts : [resource]));
  return instructions.flatMap(({ body, place }) => {
    const line = body.entries.get('line')?.value;
    const span = locate(place)?.span;
    return line?.kind === 'string' && span ? [{ line: line.value, span }] : [];
  });
}
