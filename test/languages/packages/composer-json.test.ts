// composer.json as Composer reads it: constraints, branches, and what is the platform and no package.

import assert from 'node:assert/strict';
import { assertPlaces, read } from './read.ts';

const file = 'composer.json';
const commit = '2'.repeat(40);

describe('composer.json', () => {
  describe('constraints', () => {
    const registry = { name: 'v/a', group: 'require', source: 'registry' };
    const git = { name: 'v/a', group: 'require', source: 'git' };
    const cases: Record<string, Record<string, unknown>> = {
      '1.2.3': { ...registry, version: '1.2.3', pinned: true },
      'v1.2': { ...registry, version: 'v1.2', pinned: true },
      '==1.2.3': { ...registry, version: '1.2.3', pinned: true },
      '1.0.0-beta2': { ...registry, version: '1.0.0-beta2', pinned: true },
      '^1.2 || ^2.0': { ...registry, version: '^1.2 || ^2.0', pinned: false },
      '~1.2': { ...registry, version: '~1.2', pinned: false },
      '1.2.*': { ...registry, version: '1.2.*', pinned: false },
      '*': { ...registry, version: '*', pinned: false },
      '1.2 - 2.0': { ...registry, version: '1.2 - 2.0', pinned: false },
      '@dev': { ...registry, version: '@dev', pinned: false },
      'dev-main': { ...git, ref: 'dev-main', pinned: false },
      '1.x-dev': { ...git, ref: '1.x-dev', pinned: false },
      'dev-main as 1.0': { ...git, ref: 'dev-main', pinned: false },
      [`dev-main#${commit}`]: { ...git, ref: commit, pinned: true },
      'dev-main#2222': { ...git, ref: '2222', pinned: false },
      'self.version': { ...registry, version: undefined, pinned: undefined },
    };
    for (const [written, expected] of Object.entries(cases)) {
      it(written, () => {
        const { dependencies, problems } = read(file, JSON.stringify({ require: { 'v/a': written } }));
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, [expected]);
      });
    }
  });

  it('knows the platform from packages', () => {
    const source = JSON.stringify({
      name: 'v/app',
      require: { php: '>=8.1', 'ext-json': '*', 'lib-icu': '*', 'composer-runtime-api': '^2', 'v/a': '^1' },
      'require-dev': { 'v/b': '1.0' },
    });
    const { manifest, dependencies } = read(file, source);
    assert.equal(manifest.name, 'v/app');
    assert.deepEqual(
      dependencies.map(({ name, group }) => [name, group]),
      [
        ['v/a', 'require'],
        ['v/b', 'require-dev'],
      ],
    );
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: '{ "require": { «"«v/a»": "«^1»"» } }', places: ['place', 'header', 'version'] },
      { source: '{ "require": { "v/a": "=«1.2»" } }', places: ['version'] },
      { source: `{ "require": { "v/a": "dev-main#«${commit}»" } }`, places: ['ref'] },
      { source: '\uFEFF{ "require": { "v/a": "«dev-main» as 1.0" } }', places: ['ref'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  describe('problems', () => {
    const cases: Record<string, readonly [problem: string, ...names: string[]]> = {
      '{ "require": { "v/a": 1, "v/b": "1" } }': ['1: the version of `v/a` must be a string', 'v/b'],
      '{ "require": [1], "require-dev": { "v/b": "1" } }': [
        '[1]: `require` must be an object of package names and versions',
        'v/b',
      ],
      '{ "require": { "v/a": "1" "v/b": "2" } }': ['"v/b": not valid JSON: comma expected', 'v/a', 'v/b'],
    };
    for (const [source, [problem, ...names]] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read(file, source);
        assert.deepEqual(problems, [problem]);
        assert.deepEqual(
          dependencies.map(({ name }) => name),
          names,
        );
      });
    }

    it('takes a list without entries for an object', () => {
      assert.deepEqual(read(file, '{ "require": [] }').problems, []);
    });
  });
});
