// Cargo.toml: every way to ask for a crate, with its places, and what a workspace offers.

import assert from 'node:assert/strict';
import { cargoToml } from '../../../server/src/languages/packages/crates/cargo-toml.ts';
import { plain } from '../../../server/src/model/value.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'Cargo.toml';
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('Cargo.toml', () => {
  describe('dependencies', () => {
    const x = { name: 'x', source: 'registry' };
    const cases: Record<string, Record<string, unknown>> = {
      'x = "1.2"': { ...x, version: '1.2', pinned: false },
      "x = '^1.2.3'": { ...x, version: '^1.2.3', pinned: false },
      'x = "=1.2.3"': { ...x, version: '1.2.3', pinned: true },
      'x = " = 1.2.3-rc.1+b "': { ...x, version: '1.2.3-rc.1+b', pinned: true },
      'x = "=1.2"': { ...x, version: '=1.2', pinned: false },
      'x = ">=1.2, <1.5"': { ...x, version: '>=1.2, <1.5', pinned: false },
      'x = "*"': { ...x, version: '*', pinned: false },
      'x = { version = "~1", features = ["a"], optional = true }': { ...x, version: '~1', pinned: false },
      'x = {}': { ...x, pinned: false },
      'x.version = "1"\nx.features = []': { ...x, version: '1', pinned: false },
      'x = 1.2.3': { ...x, version: undefined, pinned: undefined },
      'x.workspace = true': { ...x, pinned: undefined },
      'x = { version = "1", registry = "crates-io" }': { ...x, version: '1', pinned: false },
      'x = { version = "1", registry = "ours" }': {
        ...x,
        name: undefined,
        $alias: 'x',
        version: '1',
        pinned: false,
      },
      'x = { version = "1", registry-index = "https://h/index" }': {
        ...x,
        name: undefined,
        $alias: 'x',
        url: 'https://h/index',
        version: '1',
        pinned: false,
      },
      'x = { package = "y-z", version = "1" }': {
        name: 'y-z',
        $alias: 'x',
        source: 'alias',
        version: '1',
        pinned: false,
      },
      'x = { git = "https://h/x" }': { ...x, source: 'git', url: 'https://h/x', pinned: false },
      'x = { git = "https://h/x", branch = "main", version = "1" }': {
        ...x,
        source: 'git',
        url: 'https://h/x',
        ref: 'main',
        pinned: false,
      },
      'x = { git = "https://h/x", tag = "v1" }': { ...x, source: 'git', url: 'https://h/x', ref: 'v1', pinned: false },
      'x = { git = "https://h/x", rev = "0123456" }': {
        ...x,
        source: 'git',
        url: 'https://h/x',
        ref: '0123456',
        pinned: true,
      },
      [`x = { git = "https://h/y", rev = "${commit}", package = "y" }`]: {
        name: 'y',
        $alias: 'x',
        source: 'git',
        url: 'https://h/y',
        ref: commit,
        pinned: true,
      },
      'x = { path = "../x", version = "1" }': { ...x, source: 'file', url: '../x', pinned: true },
    };
    for (const [line, expected] of Object.entries(cases)) {
      it(line, () => {
        const { dependencies } = read(file, `[dependencies]\n${line}\n`);
        assert.deepEqual(dependencies, [{ ...expected, group: 'dependencies' }]);
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: '[dependencies]\n««serde» = "«1.0»"» # c\n', places: ['place', 'header', 'version'] },
      { source: '[dependencies]\n«"«serde»" = "=«1.0.1»"»', places: ['place', 'name', 'version'] },
      { source: '[dependencies]\n«x = { package = "«y»", version = "«1»" }»', places: ['place', 'name', 'version'] },
      { source: '[dependencies]\n«x» = { package = "y" }', places: ['$alias'] },
      { source: '[dependencies]\nx = { git = "«https://h/x»", branch = "«main»" }', places: ['url', 'ref'] },
      {
        source: '[dependencies]\r\n««x».version = "«1»"\r\nx.features = ["a"]»\r\ny = "1"',
        places: ['place', 'header', 'version'],
      },
      {
        source: '«[dependencies.«x»]\nversion = "«1»"\nfeatures = []»\n\n[features]',
        places: ['place', 'header', 'version'],
      },
      { source: '[dependencies]\nx = «""»', places: ['version'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('reads all tables that crates come from', () => {
    const { manifest } = read(
      file,
      `[package]
name = "app"
rust-version = "1.80"

[dependencies]
a = "1"

[dev-dependencies]
b = "1"

[build_dependencies]
c = "1"

[target.'cfg(windows)'.dependencies]
d = "1"

[target.x86_64-unknown-linux-gnu.build-dependencies.e]
version = "1"

[patch.crates-io]
a = { path = "../a" }

[features]
default = ["a"]
`,
    );
    assert.equal(manifest.name, 'app');
    assert.deepEqual(
      manifest.parts.map(({ address, body }) => [address, ...['group', 'marker'].map((key) => plainAt(body, key))]),
      [
        ['crates.io:a', 'dependencies', undefined],
        ['crates.io:b', 'dev-dependencies', undefined],
        ['crates.io:c', 'build-dependencies', undefined],
        ['crates.io:d', 'dependencies', 'cfg(windows)'],
        ['crates.io:e', 'build-dependencies', 'x86_64-unknown-linux-gnu'],
        ['crates.io:a (patch.crates-io)', 'patch.crates-io', undefined],
      ],
    );
    // Which of the two is built is not known.
    assert.equal(valueAt(manifest.parts[0]!, 'version').kind, 'unknown');
    assert.equal(plain(valueAt(manifest, 'package.rust-version')), '1.80');
  });

  it('offers the versions of a workspace, and tells of what is more than a version', () => {
    const source = `«[workspace]»
members = ["crates/*"]

[workspace.dependencies]
serde = { version = "«1.0»", features = ["derive"] }
tokio = "=1.40.0"
ours = { path = "crates/ours" }
forked = { git = "https://h/forked" }
renamed = { package = "real", version = "1" }
`;
    const { text, marks } = marked(source);
    const { content } = cargoToml.read(snapshotOf(file, text), { file });
    assert.ok(content?.offers);
    assert.deepEqual(Object.fromEntries([...content.offers].map(([key, value]) => [key, plain(value)])), {
      serde: '1.0',
      tokio: '=1.40.0',
      ours: undefined,
      forked: undefined,
      renamed: undefined,
    });
    assert.deepEqual(
      content.dependencies.map(({ title, source, group }) => [title, source, group]),
      [
        ['ours', 'file', 'workspace.dependencies'],
        ['forked', 'git', 'workspace.dependencies'],
        ['real', 'alias', 'workspace.dependencies'],
      ],
    );
    assert.equal(marks.length, 2);
    assertMarks(source, [content.header, content.offers.get('serde')!.place]);
    const member = cargoToml.read(snapshotOf(file, '[dependencies]\nserde = { workspace = true }'), { file });
    assert.equal(member.content?.dependencies[0]?.takes, 'serde');
  });

  it('is underlined at its name, or at what comes first', () => {
    for (const source of ['[package]\nname = "«app»"', '# c\n«[package]»\nversion = "1"', 'a = 1\n«[workspace]»']) {
      assertMarks(source, [read(file, source).manifest.header]);
    }
    assertMarks('«[features]»\n', [read(file, '«[features]»\n').manifest.header]);
  });

  it('keeps the other crates where a line is broken', () => {
    const { dependencies, problems } = read(
      file,
      '[dependencies]\na = "1\nb = { version = "1", \nc\nd =\ne = 7\nf = "1"\n[dev-dependencies\ng = "1"\n',
    );
    assert.deepEqual(
      dependencies.map(({ name, version }) => [name, version]),
      [
        ['a', '1'],
        ['b', '1'],
        ['f', '1'],
        ['g', '1'],
      ],
    );
    assert.deepEqual(problems, [
      '"1: this text is not closed with `"`',
      '{: this `{` is not closed',
      'c: a `=` and a value are expected after the key',
      'd =: a value is expected after `=`',
      '[dev-dependencies: this header is not closed with `]`',
      '7: `e` must be a version or a table',
    ]);
    assert.deepEqual(read(file, 'dependencies = ["a"]').problems, ['["a"]: `dependencies` must be a table of crates']);
  });
});

const plainAt = (body: Parameters<typeof plain>[0], key: string): unknown => {
  const value = body.kind === 'map' ? body.entries.get(key)?.value : undefined;
  return value && plain(value);
};
