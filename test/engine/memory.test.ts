// What the engine remembers lives no longer than what it is about.

import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { noIamActions } from '../../server/src/checks/iam-actions.ts';
import { noPopularPackages } from '../../server/src/checks/name-slip.ts';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import type { Unit } from '../../server/src/model/file.ts';
import type { RuleSource } from '../../server/src/rules/rule.ts';
import { ruleSet } from '../../server/src/rules/ruleset.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';
import { languagesForTests } from '../languages.ts';

const rule: RuleSource = {
  id: 'x/public',
  title: 'Public',
  severity: 'high',
  category: 'exposure',
  language: 'terraform',
  default: true,
  aliases: {},
  objectives: [],
  frameworks: {},
  cwe: [],
  fixable: true,
  subjects: [{ language: 'terraform', types: ['x'] }],
  logic: { forbid: { public: true } },
  message: 'It is public.',
  fix: { title: 'Close it', safe: true, recipe: { set: { public: false } } },
};

describe('an edited unit', () => {
  it('lets go of what it was before', async () => {
    const rules = ruleSet([rule], {
      tables: {},
      checks: {},
      lifecycleOf: () => undefined,
      packages: () => noPopularPackages,
      images: () => assert.fail(),
      actions: () => noIamActions,
      replacements: {},
    });
    const project = openProject('/w', await languagesForTests(), {
      rules,
      settings: defaultSettings,
      today: '2026-01-01',
    });
    const before: WeakRef<Unit>[] = [];
    // Each block is asked in another version of the unit, and its answer is kept from then on.
    for (let version = 1; version <= 6; version++) {
      const blocks = Array.from({ length: version }, (_, index) => `resource "x" "b${index}" {\n  public = true\n}\n`);
      project.update(snapshotOf('/w/main.tf', blocks.join('')));
      const analysis = project.analyse('terraform /w');
      assert.equal(analysis?.findings.length, version);
      if (analysis) before.push(new WeakRef(analysis.unit));
    }
    setFlagsFromString('--expose-gc');
    // A reference holds on to what it gave until its task has ended.
    await new Promise((resolve) => setTimeout(resolve, 0));
    (runInNewContext('gc') as () => void)();
    assert.deepEqual(
      before.map((unit) => unit.deref() !== undefined),
      [false, false, false, false, false, true],
    );
    project.close();
  });
});
