// pubspec.yaml and pubspec.lock of Dart and Flutter.

import assert from 'node:assert/strict';
import { assertPlaces, read } from './read.ts';
import { assertLockPlaces, readLock } from './read-lock.ts';

const commit = 'a'.repeat(40);

describe('pubspec.yaml', () => {
  const file = 'pubspec.yaml';

  describe('dependencies', () => {
    const a = { name: 'a', group: 'dependencies', source: 'registry', version: '^1.0.0', pinned: false };
    const any = { name: 'a', group: 'dependencies', source: 'registry', pinned: false };
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      'a: ^1.0.0': [a],
      'a: "1.2.3"': [{ ...a, version: '1.2.3', pinned: true }],
      "a: '>=1.0.0 <2.0.0'": [{ ...a, version: '>=1.0.0 <2.0.0' }],
      'a: any': [{ ...a, version: 'any' }],
      'a:': [any],
      'a: { version: ^1.0.0 }': [a],
      'a: { hosted: https://pub.dev, version: ^1.0.0 }': [a],
      'a: { hosted: https://pub.example.com, version: ^1.0.0 }': [
        { ...any, version: undefined, url: 'https://pub.example.com', pinned: undefined },
      ],
      'flutter: { sdk: flutter }': [],
      'a: { path: ../a }': [{ ...any, source: 'file', url: '../a', pinned: true }],
      'a: { git: https://g.example/a.git }': [{ ...any, source: 'git', url: 'https://g.example/a.git' }],
      [`a: { git: { url: https://g.example/a.git, ref: ${commit} } }`]: [
        { ...any, source: 'git', url: 'https://g.example/a.git', ref: commit, pinned: true },
      ],
      'a: ^1.0.0\ndev_dependencies:\n  b: ^2.0.0': [
        a,
        { ...a, name: 'b', group: 'dev_dependencies', version: '^2.0.0' },
      ],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read(file, `name: app\ndependencies:\n  ${source}\n`);
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  it('knows where they stand', () => {
    assertPlaces(file, 'dependencies:\n  ««a»: "«^1.0.0»"» # why\n', ['place', 'header', 'version']);
    assertPlaces(file, 'dependencies:\n  a:\n    git:\n      url: «u»\n      ref: «main»\n', ['url', 'ref']);
  });

  it('keeps the others where one is broken', () => {
    const { dependencies, problems } = read(file, 'dependencies:\n  a: ^1.0.0\n  b: [1]\n  c: ^2.0.0\n');
    assert.deepEqual(
      dependencies.map(({ name }) => name),
      ['a', 'c'],
    );
    assert.deepEqual(problems, ['[1]: `b` must be a version or a mapping']);
  });
});

describe('pubspec.lock', () => {
  const file = 'app/pubspec.lock';
  const lock = `packages:
  «a»:
    dependency: "direct main"
    description:
      name: a
      sha256: «aabb»
      url: "«https://pub.dev»"
    source: hosted
    version: "«1.0.1»"
  «b»:
    dependency: transitive
    description: { path: ".", ref: main, resolved-ref: "0123", url: "«https://g.example/b»" }
    source: git
    version: "«2.0.0»"
  flutter:
    dependency: "direct main"
    description: flutter
    source: sdk
    version: "0.0.0"
sdks:
  dart: ">=3.0.0 <4.0.0"
`;

  it('lists packages', () => {
    const { packages, problems } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, ['a@1.0.1 registry https://pub.dev aabb', 'b@2.0.0 git https://g.example/b']);
  });

  it('knows where they stand', () => assertLockPlaces(file, lock));
});
