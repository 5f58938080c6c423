// Manifests joined with the lock files beside and above them: what each dependency is locked to, and what becomes a resource of the lock.

import assert from 'node:assert/strict';
import type { PackagesFile } from '../../../server/src/languages/packages/file.ts';
import { packages } from '../../../server/src/languages/packages/language.ts';
import { lockedOf } from '../../../server/src/languages/packages/locked.ts';
import type { Unit } from '../../../server/src/model/file.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { plain } from '../../../server/src/model/value.ts';
import { edited, snapshotOf } from '../../../server/src/text/snapshot.ts';

type Files = Readonly<Record<string, unknown>>;

const language = packages();

const parsed = (files: Files): PackagesFile[] =>
  Object.entries(files).map(([file, content]) =>
    language.parse(snapshotOf(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2))),
  );

/** `address: file version`, or what else is known of it. */
function told(resource: Resource): string {
  const body = plain(resource.body) as Record<string, Record<string, unknown> | string | undefined>;
  const locked = body['$locked'] as Record<string, unknown> | undefined;
  const state = locked
    ? `${locked['file']} ${locked['package']} ${locked['version']}`
    : body['$outOfStep']
      ? `out of step with ${body['$outOfStep']}`
      : body['source'];
  return `${resource.address}: ${state}`;
}

const dependenciesOf = (unit: Unit): readonly Resource[] =>
  unit.resources.filter(({ type }) => type === 'manifest').flatMap(({ parts }) => parts);

const lock = (packagesIn: Readonly<Record<string, unknown>>): unknown => ({ lockfileVersion: 3, packages: packagesIn });
const installed = (version: string, dependencies?: Record<string, string>) => ({ version, dependencies });

describe('locks', () => {
  const cases: Record<string, { readonly files: Files; readonly told: readonly string[] }> = {
    'beside the manifest': {
      files: {
        '/w/package.json': { dependencies: { a: '^1.0.0', b: 'npm:c@^2.0.0', d: 'latest', e: '1', f: 'file:../f' } },
        '/w/package-lock.json': lock({
          '': { dependencies: { a: '', b: '', d: '', e: '', f: '' } },
          'node_modules/a': installed('1.2.3'),
          'node_modules/b': { name: 'c', version: '2.1.0' },
          'node_modules/d': installed('5.0.0-rc.1'),
        }),
      },
      told: [
        'npm:a: package-lock.json a 1.2.3',
        'npm:c: package-lock.json c 2.1.0',
        'npm:d: package-lock.json d 5.0.0-rc.1',
        'npm:e: registry',
        'npm:f: file',
      ],
    },
    'out of step': {
      files: {
        '/w/package.json': { dependencies: { a: '^2.0.0', b: '>=1 <2' } },
        '/w/package-lock.json': lock({
          '': { dependencies: { a: '^1.0.0', b: '^1.0.0' } },
          'node_modules/a': installed('1.2.3'),
          'node_modules/b': installed('1.9.9'),
        }),
      },
      told: ['npm:a: out of step with 1.2.3', 'npm:b: package-lock.json b 1.9.9'],
    },
    'above, in a workspace': {
      files: {
        '/w/packages/cart/package.json': { dependencies: { a: '^2.0.0', ours: '*' } },
        '/w/package-lock.json': lock({
          '': { workspaces: ['packages/*'] },
          'packages/cart': { dependencies: { a: '^2.0.0', ours: '*' } },
          'packages/cart/node_modules/a': installed('2.0.1'),
          'node_modules/a': installed('1.0.0'),
          'node_modules/ours': { resolved: 'packages/ours', link: true },
        }),
      },
      told: ['npm:a: package-lock.json a 2.0.1', 'npm:ours: workspace'],
    },
    'above, of others': {
      files: {
        '/w/examples/one/package.json': { dependencies: { a: '^1.0.0' } },
        '/w/package-lock.json': lock({
          '': { dependencies: { a: '^1.0.0' } },
          'node_modules/a': installed('1.0.0'),
        }),
      },
      told: ['npm:a: registry'],
    },
    'the nearer one, and a shrinkwrap first': {
      files: {
        '/w/a/package.json': { dependencies: { a: '^1.0.0' } },
        '/w/package-lock.json': lock({ a: { dependencies: { a: '' } }, 'node_modules/a': installed('1.0.0') }),
        '/w/a/npm-shrinkwrap.json': lock({ '': { dependencies: { a: '' } }, 'node_modules/a': installed('1.0.1') }),
        '/w/a/package-lock.json': lock({ '': { dependencies: { a: '' } }, 'node_modules/a': installed('1.0.2') }),
      },
      told: ['npm:a: npm-shrinkwrap.json a 1.0.1'],
    },
    'above, of Bun': {
      files: {
        '/w/packages/cart/package.json': { name: 'cart', dependencies: { a: '^2.0.0', b: 'catalog:', ours: '*' } },
        '/w/bun.lock': {
          workspaces: { 'packages/cart': { name: 'cart', dependencies: { a: '', b: '', ours: '' } } },
          packages: {
            a: ['a@1.0.0', '', {}, ''],
            'cart/a': ['a@2.0.1', '', {}, ''],
            b: ['b@3.0.0', '', {}, ''],
            ours: ['ours@workspace:packages/ours'],
          },
        },
      },
      told: ['npm:a: bun.lock a 2.0.1', 'npm:b: bun.lock b 3.0.0', 'npm:ours: workspace'],
    },
    'of another ecosystem': {
      files: {
        '/w/requirements.txt': 'a==1.0.0',
        '/w/package-lock.json': lock({ '': { dependencies: { a: '' } }, 'node_modules/a': installed('1.0.0') }),
      },
      told: ['PyPI:a: registry'],
    },
    broken: {
      files: { '/w/package.json': { dependencies: { a: '^1.0.0' } }, '/w/package-lock.json': '' },
      told: ['npm:a: registry'],
    },
  };
  for (const [name, { files, told: expected }] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(dependenciesOf(language.evaluate(parsed(files))).map(told), expected));
  }

  it('are looked for from the manifest up to the root', () => {
    assert.deepEqual(
      language.companions?.('/w/a/b/package.json', '/w')?.filter((file) => /package-lock/.test(file)),
      ['/w/a/b/package-lock.json', '/w/a/package-lock.json', '/w/package-lock.json'],
    );
    assert.deepEqual(language.companions?.('/w/package-lock.json', '/w'), []);
    assert.deepEqual(language.companions?.('package.json', ''), []);
  });

  it('have resources for their packages, and tell those that no manifest leads to', () => {
    const files = {
      '/w/package.json': { dependencies: { a: '^1.0.0' } },
      '/w/package-lock.json': lock({
        '': { dependencies: { a: '^1.0.0' } },
        'node_modules/a': installed('1.2.3', { b: '1' }),
        'node_modules/b': installed('1.0.0'),
        'node_modules/c': installed('1.0.0'),
        'node_modules/a/node_modules/c': installed('1.0.0'),
        'node_modules/ours': { resolved: 'packages/ours', link: true },
      }),
    };
    const asked = (all: Files) =>
      language
        .evaluate(parsed(all))
        .resources.filter(({ type }) => type === 'locked')
        .map(
          ({ address, body }) =>
            `${address} ${body.entries.get('$asked')?.value && plain(body.entries.get('$asked')!.value)}`,
        );
    assert.deepEqual(asked(files), [
      'npm:a@1.2.3 true',
      'npm:b@1.0.0 true',
      'npm:c@1.0.0 false',
      'npm:c@1.0.0 #2 false',
    ]);
    const { '/w/package.json': _, ...alone } = files;
    assert.deepEqual(asked(alone), [
      'npm:a@1.2.3 false',
      'npm:b@1.0.0 false',
      'npm:c@1.0.0 false',
      'npm:c@1.0.0 #2 false',
    ]);
    // A lock above is judged in its own folder.
    assert.deepEqual(asked({ '/w/a/package.json': {}, '/w/package-lock.json': files['/w/package-lock.json'] }), []);
  });

  it('leave resources as they are while nothing changes for them, and are told of as they are now', () => {
    const [manifest, before] = parsed({
      '/w/package.json': { dependencies: { a: '^1.0.0' } },
      '/w/package-lock.json': lock({
        '': { dependencies: { a: '^1.0.0' } },
        'node_modules/a': installed('1.2.3', { b: '1' }),
        'node_modules/b': installed('1.0.0'),
      }),
    }) as [PackagesFile, PackagesFile];
    const change = (file: PackagesFile, from: string, to: string): PackagesFile => {
      const start = file.snapshot.text.indexOf(from);
      const snapshot = edited(file.snapshot, [{ span: { start, end: start + from.length }, text: to }], 1);
      return language.parse(snapshot, file);
    };
    const first = language.evaluate([manifest, before]);
    const moved = change(before, '"lockfileVersion": 3', '"lockfileVersion":   3');
    const second = language.evaluate([manifest, moved], first);
    assert.deepEqual(
      second.resources.map((resource, index) => resource === first.resources[index]),
      [true, true, true],
    );
    const dependency = second.resources[0]?.parts[0];
    assert.ok(dependency);
    assert.deepEqual(lockedOf(dependency)?.lock, moved);
    const third = language.evaluate([manifest, change(moved, '"1.0.0"\n', '"1.0.1"\n')], second);
    assert.deepEqual(
      third.resources.map((resource, index) => resource === first.resources[index]),
      [true, true, false],
    );
    const fourth = language.evaluate([manifest, change(moved, '"1.2.3"', '"2.0.0"')], third);
    assert.deepEqual(dependenciesOf(fourth).map(told), ['npm:a: out of step with 2.0.0']);
    const apart = dependenciesOf(fourth)[0];
    assert.ok(apart);
    assert.equal(lockedOf(apart), undefined);
  });
});
