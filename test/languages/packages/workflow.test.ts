// Workflows and composite actions: which actions they use, and what is pinned.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertPlaces, read } from './read.ts';

const file = '.github/workflows/ci.yml';
const commit = '2'.repeat(40);

const workflow = (...steps: readonly string[]): string =>
  `on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;

describe('workflows', () => {
  describe('uses', () => {
    const a = { name: 'o/a', group: 'steps', source: 'registry', pinned: false };
    const cases: Record<string, Record<string, unknown>> = {
      'o/a@v4': { ...a, version: 'v4' },
      'o/a@v4.1.2': { ...a, version: 'v4.1.2' },
      'o/a@4.1': { ...a, version: '4.1' },
      'o/a@v4.1.2-rc.1': { ...a, version: 'v4.1.2-rc.1' },
      'o/a@main': { ...a, ref: 'main' },
      'o/a@release/v1': { ...a, ref: 'release/v1' },
      'o/a/sub/folder@v4': { ...a, version: 'v4' },
      [`o/a@${commit}`]: { ...a, ref: commit, pinned: true },
      'o/a@2222222': { ...a, ref: '2222222' },
      './.github/actions/a': {
        ...a,
        name: './.github/actions/a',
        source: 'file',
        url: './.github/actions/a',
        pinned: true,
      },
      'docker://alpine:3.20': {
        ...a,
        name: 'docker://alpine:3.20',
        source: 'url',
        url: 'docker://alpine:3.20',
      },
    };
    for (const [written, expected] of Object.entries(cases)) {
      it(written, () => {
        const { dependencies, problems } = read(file, workflow(`uses: ${written} # why`));
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, [expected]);
      });
    }
  });

  it('finds them in jobs and in composite actions', () => {
    const source =
      'jobs:\n  call:\n    uses: o/a/.github/workflows/w.yml@v1\n  build:\n    steps:\n      - uses: o/b@v2\n      - run: make\n';
    assert.deepEqual(
      read(file, source).dependencies.map(({ name, group }) => [name, group]),
      [
        ['o/a', 'jobs'],
        ['o/b', 'steps'],
      ],
    );
    const action = 'name: ours\nruns:\n  using: composite\n  steps:\n    - uses: o/c@v3\n';
    const { manifest, dependencies } = read('a/action.yml', action);
    assert.equal(manifest.name, 'ours');
    assert.deepEqual(
      dependencies.map(({ name }) => name),
      ['o/c'],
    );
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: workflow('«uses: «o/a»@«v4»»'), places: ['place', 'header', 'version'] },
      { source: workflow(`name: x\n        uses: "«o/a/sub»@«${commit}»"`), places: ['name', 'ref'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('leaves expressions as they are', () => {
    const { manifest, problems } = read(file, workflow('run: echo "${{ github.sha }}"', 'uses: o/a@${{ x }}'));
    assert.deepEqual(problems, []);
    assert.deepEqual(plain(manifest.body), {
      on: 'push',
      jobs: {
        build: {
          'runs-on': 'ubuntu-latest',
          steps: [{ run: 'echo "${{ github.sha }}"' }, { uses: 'o/a@${{ x }}' }],
        },
      },
      $format: 'workflow',
      $ecosystem: 'GitHub Actions',
    });
  });

  describe('problems', () => {
    const message = 'expected `owner/repository@ref`, `./folder` or `docker://image`';
    const cases: Record<string, readonly string[]> = {
      'uses: o/b': [`o/b: ${message}`],
      'uses: o/b@': [`o/b@: ${message}`],
      'uses: b@v1': [`b@v1: ${message}`],
      'uses:': [],
      'uses: [x]': [],
    };
    for (const [step, expected] of Object.entries(cases)) {
      it(step, () => {
        const { problems, dependencies } = read(file, workflow('uses: o/a@v1', step, 'uses: o/c@v1'));
        assert.deepEqual(problems, expected);
        assert.deepEqual(
          dependencies.map(({ name }) => name),
          ['o/a', 'o/c'],
        );
      });
    }
  });
});
