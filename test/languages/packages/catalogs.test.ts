// What a workspace says for all of its packages: catalogs of pnpm, Yarn and Bun, and versions that are forced upon others.

import assert from 'node:assert/strict';
import { packages } from '../../../server/src/languages/packages/language.ts';
import { plain } from '../../../server/src/model/value.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const language = packages();
const workspace = 'pnpm-workspace.yaml';

describe('catalogs', () => {
  it('are dependencies where they stand', () => {
    const source = [
      'packages: [a, b]',
      'catalog:',
      '  react: ^18.2.0',
      'catalogs:',
      '  old:',
      "    '@s/react': 17.0.2",
      '    short: npm:long-name@^2.0.0',
      'overrides:',
      "  a@1>b@<2: '>=2.0.0'",
    ].join('\n');
    const { dependencies, problems } = read(workspace, source);
    assert.deepEqual(problems, []);
    assert.deepEqual(dependencies, [
      { name: 'react', version: '^18.2.0', group: 'catalog', source: 'registry', pinned: false },
      { name: '@s/react', version: '17.0.2', group: 'catalog', source: 'registry', pinned: true },
      { name: 'long-name', version: '^2.0.0', group: 'catalog', source: 'alias', pinned: false, $alias: 'short' },
      { name: 'b', version: '>=2.0.0', group: 'overrides', source: 'registry', pinned: false },
    ]);
  });

  describe('places', () => {
    assertedAt('catalog:\n  \'«react»\': "«^18.2.0»"');
    assertedAt('# 😀\r\ncatalogs:\r\n  old: { «react»: «^17.0.2» }');
    assertedAt("overrides:\n  'a>«@s/b»@1': «2.0.0»");
  });

  it('give nothing where the text is broken or empty', () => {
    for (const text of ['', 'catalog', 'catalog:\n  react:\n', '- a', 'catalog: [']) {
      const file = language.parse(snapshotOf(workspace, text));
      assert.ok(file.kind === 'manifest');
      assert.deepEqual(file.manifest?.parts, []);
    }
  });

  const shown = (files: Readonly<Record<string, string>>) => {
    const parsed = Object.entries(files).map(([file, text]) => language.parse(snapshotOf(file, text)));
    const unit = language.evaluate(parsed);
    return unit.resources
      .filter(({ address }) => address === 'package.json')
      .flatMap(({ parts }) => parts)
      .map(({ name, body }) => {
        const version = body.entries.get('version')?.value;
        const at = parsed.find(({ file }) => file === version?.place.source.file);
        const offset = at?.sources.get(version!.place.source) ?? 0;
        const text = at?.snapshot.text.slice(offset + version!.place.start, offset + version!.place.end);
        const pinned = body.entries.get('pinned');
        return [name, text, pinned && plain(pinned.value), version?.trail?.map(({ message }) => message).join()];
      });
  };

  it('say the versions of those that take them', () => {
    const app = JSON.stringify({ dependencies: { react: 'catalog:', vue: 'catalog:new', angular: 'catalog:' } });
    const rows: Readonly<Record<string, string>> = {
      'pnpm-workspace.yaml': 'catalog:\n  react: ^18.2.0\ncatalogs:\n  new:\n    vue: 3.0.0',
      '.yarnrc.yml': 'catalog:\n  react: ^18.2.0\ncatalogs:\n  new:\n    vue: 3.0.0',
      'package.json':
        '{ "workspaces": { "catalog": { "react": "^18.2.0" }, "catalogs": { "new": { "vue": "3.0.0" } } } }',
    };
    for (const [file, text] of Object.entries(rows)) {
      assert.deepEqual(
        shown({ '/w/packages/a/package.json': app, [`/w/${file}`]: text, '/w/packages/pnpm-workspace.yaml': '' }),
        [
          ['react', '^18.2.0', false, '`react` is asked for here'],
          ['vue', '3.0.0', true, '`vue` is asked for here'],
          ['angular', 'angular', undefined, ''],
        ].map((row) => (row[0] === 'angular' ? [...row.slice(0, 3), undefined] : row)),
        file,
      );
    }
  });

  it('are looked for in the folders above', () => {
    const above = language.companions?.('/w/a/package.json', '/w') ?? [];
    assert.ok(above.includes('/w/pnpm-workspace.yaml') && above.includes('/w/package.json'));
  });

  it('are locked by pnpm under their own names', () => {
    const lock =
      'catalogs:\n  default:\n    react:\n      specifier: ^18.2.0\n      version: 18.2.1\n\nimporters:\n\n  .: {}\n\npackages:\n\n  react@18.2.1:\n    hasBin: true\n';
    const files = { '/w/pnpm-workspace.yaml': 'catalog:\n  react: ^18.2.0', '/w/pnpm-lock.yaml': lock };
    const parsed = Object.entries(files).map(([file, text]) => language.parse(snapshotOf(file, text)));
    const [manifest] = language.evaluate(parsed).resources;
    assert.deepEqual(plain(valueAt(manifest!.parts[0]!, '$locked')), {
      version: '18.2.1',
      file: 'pnpm-lock.yaml',
      package: 'react',
    });
  });
});

function assertedAt(source: string): void {
  it(source, () => assertPlaces(workspace, source, ['header', 'version']));
}

describe('overrides', () => {
  const forced = (manifest: unknown) =>
    read('package.json', JSON.stringify(manifest)).dependencies.map(
      ({ name, version, group }) => `${group} ${name} ${version}`,
    );

  it('are dependencies of groups of their own', () => {
    assert.deepEqual(
      forced({
        dependencies: { a: '^1.0.0' },
        overrides: { b: '1.0.0', 'c@^1': { '.': '1.2.0', d: '2.0.0', e: { f: '3.0.0' } }, g: '$a', h: 7 },
        resolutions: { 'i/**/@s/j': '1.0.0', '**/k': '^2.0.0', 'l@npm:^1': '1.1.1', 'm@1/n': '1.0.0' },
        pnpm: { overrides: { 'o>p': '1.0.0', 'q@>=1.0.0 <1.2.0': '>=1.2.0', r: '-', 's@1': 'npm:t@1.0.0' } },
      }),
      [
        'dependencies a ^1.0.0',
        'overrides b 1.0.0',
        'overrides c 1.2.0',
        'overrides d 2.0.0',
        'overrides f 3.0.0',
        'resolutions @s/j 1.0.0',
        'resolutions k ^2.0.0',
        'resolutions l 1.1.1',
        'pnpm.overrides p 1.0.0',
        'pnpm.overrides q >=1.2.0',
        'pnpm.overrides t 1.0.0',
      ],
    );
  });

  it('stand where the selector names the package', () => {
    const source = '{ "resolutions": { "a/**/«@s/b»@npm:1": "«1.0.0»" } }';
    const dependency = read('package.json', source).manifest.parts[0]!;
    assertMarks(source, [dependency.header, valueAt(dependency, 'version').place]);
  });

  it('decide what the lock may hold', () => {
    const lock = {
      packages: {
        '': { dependencies: { a: '^1.0.0' } },
        'node_modules/a': { version: '2.0.0' },
        'node_modules/b': { version: '1.5.0' },
      },
    };
    const files = {
      '/w/package.json': { dependencies: { a: '^1.0.0' }, pnpm: { overrides: { a: '2.0.0', b: '>=1.2.0' } } },
      '/w/package-lock.json': lock,
    };
    const parsed = Object.entries(files).map(([file, json]) => language.parse(snapshotOf(file, JSON.stringify(json))));
    const [manifest] = language.evaluate(parsed).resources;
    assert.deepEqual(
      manifest?.parts.map((part) => plain(valueAt(part, '$locked.version'))),
      ['2.0.0', '2.0.0', '1.5.0'],
    );
  });
});
