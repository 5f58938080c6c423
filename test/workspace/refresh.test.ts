// Settings that come while older ones are still being put together with what lies on the disk: the later ones hold.

import assert from 'node:assert/strict';
import { noAdvisories } from '../../server/src/advisories/facts.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import type { Files } from '../../server/src/runtime.ts';
import { openWorkspace } from '../../server/src/workspace/workspace.ts';
import { runtime } from '../cli/shell.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules } from '../rules/folder.ts';

describe('refreshing', () => {
  it('keeps the later settings when the disk answers an earlier look last', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reads = 0;
    const files: Files = {
      async read() {
        if (reads++ === 0) await held;
        return undefined;
      },
      list: async () => [],
    };
    const { catalogue } = packedRules();
    const workspace = openWorkspace({
      runtime: { ...runtime, files },
      languages: await languagesForTests(),
      advisories: noAdvisories,
      catalogue,
      rules: rulesOf(catalogue),
    });
    const uri = 'untitled:main.tf';
    workspace.open(uri, 'terraform', 1, 'resource "aws_db_instance" "db" {\n  publicly_accessible = true\n}\n');
    await workspace.configure({ rules: { '*': 'off', 'aws/rds/public-access': 'low' } });
    release();
    await new Promise((resolve) => setTimeout(resolve, 0));
    const answer = await workspace.answer(uri);
    assert.deepEqual(
      answer?.analysis.findings.map(({ rule, severity }) => `${severity} ${rule}`),
      ['low aws/rds/public-access'],
    );
  });
});
