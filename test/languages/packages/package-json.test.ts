// package.json as npm reads it: what each specifier asks for, with the places.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'app/package.json';
const sha = '0123456789abcdef0123456789abcdef01234567';

/** The facts of `x` in `dependencies`, without what is the same in every case. */
function specified(specifier: string): Record<string, unknown> {
  const { dependencies } = read(file, JSON.stringify({ dependencies: { x: specifier } }));
  const { group: _, ...facts } = dependencies[0] ?? {};
  return facts;
}

describe('package.json', () => {
  describe('specifiers', () => {
    const x = { name: 'x', source: 'registry' };
    const git = { name: 'x', source: 'git', pinned: false };
    const local = { name: 'x', source: 'file', pinned: true };
    const cases: Record<string, Record<string, unknown>> = {
      '1.2.3': { ...x, version: '1.2.3', pinned: true },
      'v1.2.3': { ...x, version: 'v1.2.3', pinned: true },
      '=1.2.3-rc.1+b': { ...x, version: '=1.2.3-rc.1+b', pinned: true },
      '^1.2.3': { ...x, version: '^1.2.3', pinned: false },
      '1.2': { ...x, version: '1.2', pinned: false },
      '>=1 <2 || 3.x': { ...x, version: '>=1 <2 || 3.x', pinned: false },
      '*': { ...x, version: '*', pinned: false },
      '': { ...x, version: '', pinned: false },
      latest: { ...x, version: 'latest', pinned: false },
      'npm:y@1.2.3': { name: 'y', source: 'alias', version: '1.2.3', pinned: true, $alias: 'x' },
      'npm:@s/y@^1': { name: '@s/y', source: 'alias', version: '^1', pinned: false, $alias: 'x' },
      'npm:y': { name: 'y', source: 'alias', pinned: false, $alias: 'x' },
      'npm:^1.2.3': { ...x, version: '^1.2.3', pinned: false },
      'jsr:@std/path@1.0.0': { ...x, version: undefined, pinned: true },
      'workspace:^': { name: 'x', source: 'workspace', version: '^', pinned: true },
      'catalog:react': { ...x, pinned: undefined },
      'patch:x@npm%3A1.0.0#./x.patch': { ...x, version: undefined, pinned: undefined },
      'file:../y': { ...local, url: 'file:../y' },
      'link:../y': { ...local, url: 'link:../y' },
      './y.tgz': { ...local, url: './y.tgz' },
      'y.tgz': { ...local, url: 'y.tgz' },
      '~/y': { ...local, url: '~/y' },
      'C:\\y': { ...local, url: 'C:\\y' },
      'u/y': { ...git, url: 'u/y' },
      'u/y#main': { ...git, url: 'u/y', ref: 'main' },
      'u/y#feature/a': { ...git, url: 'u/y', ref: 'feature/a' },
      [`github:u/y#${sha}`]: { ...git, url: 'github:u/y', ref: sha, pinned: true },
      'github:u/y#0123456': { ...git, url: 'github:u/y', ref: '0123456' },
      'git+ssh://git@example.com:u/y.git#semver:^1': {
        ...git,
        url: 'git+ssh://git@example.com:u/y.git',
        ref: 'semver:^1',
      },
      'git@github.com:u/y.git': { ...git, url: 'git@github.com:u/y.git' },
      'git://example.com/y': { ...git, url: 'git://example.com/y' },
      'https://github.com/u/y.git#v1': { ...git, url: 'https://github.com/u/y.git', ref: 'v1' },
      'https://github.com/u/y': { ...git, url: 'https://github.com/u/y' },
      'https://github.com/u/y/archive/v1.tar.gz': {
        name: 'x',
        source: 'url',
        url: 'https://github.com/u/y/archive/v1.tar.gz',
        pinned: false,
      },
      'http://example.com/y.tgz': { name: 'x', source: 'url', url: 'http://example.com/y.tgz', pinned: false },
    };
    for (const [specifier, expected] of Object.entries(cases)) {
      it(specifier || '(empty)', () => assert.deepEqual(specified(specifier), expected));
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: '{ "dependencies": { «"«lodash»": "«^4.17.0»"», "b": "1" } }', places: ['place', 'header', 'version'] },
      { source: '{ "dependencies": { "«b»": «""» } }', places: ['name', 'version'] },
      { source: '{ "dependencies": { "a": "npm:«@s/b»@«^1»" } }', places: ['name', 'version'] },
      { source: '{ "dependencies": { "«a»": "npm:b@1.0.0" } }', places: ['$alias'] },
      { source: '{ "dependencies": { "a": "«github:u/p»#«main»" } }', places: ['url', 'ref'] },
      { source: '{ "dependencies": { "a": "workspace:«~1.0»" } }', places: ['version'] },
      { source: '{ "dependencies": { "a": "github:u/p#«main»" } }', places: ['pinned'] },
      { source: '{ "dependencies": { "a": «"\\u005e1.0.0"» } }', places: ['version'] },
      { source: '\uFEFF{\r\n  "😀": 1,\r\n  "dependencies": { "é": "«1.0.0»" } }', places: ['version'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('reads the four groups, and tells one package in two of them apart', () => {
    const { manifest, dependencies } = read(
      file,
      '{"peerDependencies":{"a":">=1"},"devDependencies":{"a":"1.0.0"},"optionalDependencies":{"b":"1"},"dependencies":{"c":"1"}}',
    );
    assert.deepEqual(
      dependencies.map(({ name, group }) => `${name} ${group}`),
      ['c dependencies', 'a devDependencies', 'a peerDependencies', 'b optionalDependencies'],
    );
    assert.deepEqual(
      manifest.parts.map((part) => part.address),
      ['npm:c', 'npm:a', 'npm:a (peerDependencies)', 'npm:b'],
    );
  });

  it('has the whole file as its manifest', () => {
    const source = '«{"name": "«shop»", "scripts": {"postinstall": "«node x.js»"}}»';
    const { manifest } = read(file, source);
    assert.equal(manifest.type, 'manifest');
    assert.equal(manifest.name, 'shop');
    assert.equal(manifest.address, 'package.json');
    const script = valueAt(manifest, 'scripts.postinstall').place;
    assertMarks(source, [manifest.place, manifest.header, { ...script, start: script.start + 1, end: script.end - 1 }]);
    assert.deepEqual(plain(manifest.body), {
      name: 'shop',
      scripts: { postinstall: 'node x.js' },
      $format: 'package.json',
      $ecosystem: 'npm',
    });
    assert.equal(read(file, '{}').manifest.name, 'package.json');
    assertMarks('«{»}', [read(file, '{}').manifest.header]);
  });

  it('leads from a dependency to its manifest', () => {
    const { manifest } = read(file, '{"dependencies":{"a":"1"}}');
    assert.equal(manifest.parts[0]?.within?.(), manifest);
  });

  it('keeps what broken text still says', () => {
    const { dependencies, problems } = read(file, '{ "dependencies": { "a": "^1", "b": 2, "c": "1.0.0');
    assert.deepEqual(
      dependencies.map(({ name, version }) => `${name} ${version}`),
      ['a ^1', 'c 1.0.0'],
    );
    assert.ok(problems.includes('2: the version of `b` must be a string'), problems.join('\n'));
    assert.ok(problems.includes('"1.0.0: not valid JSON: unexpected end of string'), problems.join('\n'));
    assert.deepEqual(read(file, '{"dependencies": ["a"]}').problems, [
      '["a"]: `dependencies` must be an object of package names and versions',
    ]);
  });

  it('finds comments', () => {
    const { comments } = read(file, '// one\n{ "a": "// no", /* two */ "b": 1 } // three');
    assert.deepEqual(comments, ['// one: one', '/* two */: two', '// three: three']);
  });
});
