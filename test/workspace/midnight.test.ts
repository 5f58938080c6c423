// A server that is open over midnight judges by the new day.

import assert from 'node:assert/strict';
import { noAdvisories } from '../../server/src/advisories/facts.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import { openWorkspace } from '../../server/src/workspace/workspace.ts';
import { runtime } from '../cli/shell.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules } from '../rules/folder.ts';

describe('midnight', () => {
  it('ends a release', async () => {
    let now = new Date('2023-09-11T23:59:00Z');
    const { catalogue } = packedRules();
    const languages = await languagesForTests();
    const workspace = openWorkspace({
      runtime: { ...runtime, now: () => now },
      languages,
      advisories: noAdvisories,
      catalogue,
      rules: rulesOf(catalogue),
    });
    const uri = 'untitled:Dockerfile';
    workspace.open(uri, 'dockerfile', 1, 'FROM node:16\nUSER 1000\n');
    const messages = async () =>
      (await workspace.answer(uri))?.analysis.findings.flatMap(({ rule, message }) =>
        rule === 'docker/base-image-eol' ? [message] : [],
      );
    assert.deepEqual(await messages(), []);
    now = new Date('2023-09-12T00:01:00Z');
    assert.deepEqual(await messages(), [
      'Node.js 16 has had no security fixes since 2023-09-11, so the flaws that are found in it stay open.',
    ]);
  });
});
