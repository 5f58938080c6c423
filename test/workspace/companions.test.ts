// Files that only say something of others: a Dockerfile is judged with the .dockerignore that counts for it.

import assert from 'node:assert/strict';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import type { Language } from '../../server/src/languages/language.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules } from '../rules/folder.ts';

describe('companions', () => {
  let languages: readonly Language[];
  before(async () => {
    languages = await languagesForTests();
  });
  const open = () =>
    openProject('/r', languages, {
      rules: rulesOf(packedRules().catalogue),
      settings: {
        ...defaultSettings,
        rules: { '*': 'off', 'docker/copy-context-all': 'on', 'docker/copy-context-git': 'on' },
      },
      today: '2026-01-01',
    });
  const dockerfile = 'FROM a:1\nCOPY . /a\n';

  const rows: readonly (readonly [what: string, beside: Readonly<Record<string, string>>, rule: string | undefined])[] =
    [
      ['none', {}, 'all'],
      ['beside it', { '/r/a/.dockerignore': '.git' }, undefined],
      ['above it', { '/r/.dockerignore': '.git' }, undefined],
      ['outside of the root', { '/.dockerignore': '.git' }, 'all'],
      ['in another folder', { '/r/b/.dockerignore': '.git' }, 'all'],
      ['the nearer one counts', { '/r/.dockerignore': '.git', '/r/a/.dockerignore': 'b' }, 'git'],
      ['one of its name comes first', { '/r/a/.dockerignore': '.git', '/r/a/Dockerfile.dockerignore': '# all' }, 'git'],
      ['one of another name', { '/r/a/web.dockerignore': '.git' }, 'all'],
    ];
  for (const [what, beside, rule] of rows) {
    it(what, () => {
      const project = open();
      for (const [file, text] of Object.entries({ ...beside, '/r/a/Dockerfile': dockerfile }))
        project.update(snapshotOf(file, text));
      const rules = project.units().flatMap((unit) => project.analyse(unit)?.findings.map((finding) => finding.rule));
      assert.deepEqual(rules, rule ? [`docker/copy-context-${rule}`] : []);
      project.close();
    });
  }

  it('are followed as they come, change and go', () => {
    const project = open();
    const found = () => project.analyseFile('/r/a/Dockerfile')?.findings.map(({ rule }) => rule);
    project.update(snapshotOf('/r/a/Dockerfile', dockerfile));
    const answers = [found()];
    for (const text of ['b', '.git']) {
      project.update(snapshotOf('/r/.dockerignore', text));
      answers.push(found());
    }
    project.remove('/r/.dockerignore');
    assert.deepEqual(
      [...answers, found()],
      [['docker/copy-context-all'], ['docker/copy-context-git'], [], ['docker/copy-context-all']],
    );
    assert.equal(project.unitOf('/r/.dockerignore'), undefined);
    project.close();
  });

  it('may be of a unit of their own, which is judged once', () => {
    const project = open();
    const lock = '{ "packages": { "a": { "dependencies": { "x": "" } }, "node_modules/x": { "version": "1.0.0" } } }';
    project.update(snapshotOf('/r/a/package.json', '{ "dependencies": { "x": "^1.0.0" } }'));
    project.update(snapshotOf('/r/package-lock.json', lock));
    const resources = project
      .units()
      .map((unit) =>
        project
          .analyse(unit)
          ?.unit.resources.flatMap(({ address, parts }) => [
            address,
            ...parts.map(({ body }) => [...body.entries.keys()].includes('$locked')),
          ]),
      );
    assert.deepEqual(resources, [['npm:x@1.0.0'], ['package.json', true]]);
    project.close();
  });

  it('a document that was never saved has none that one could know', () => {
    const project = open();
    project.update(snapshotOf('untitled:1', dockerfile), 'dockerfile');
    assert.deepEqual(project.analyseFile('untitled:1')?.findings, []);
    project.close();
  });
});
