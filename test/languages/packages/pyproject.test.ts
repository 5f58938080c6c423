// pyproject.toml: the standard's tables and those of the tools, with the places.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'pyproject.toml';
const commit = '0123456789abcdef0123456789abcdef01234567';

describe('pyproject.toml', () => {
  it('reads every table that requirements stand in', () => {
    const { manifest, dependencies, problems } = read(
      file,
      `[build-system]
requires = ["hatchling>=1.21"]
build-backend = "hatchling.build"

[project]
name = "My.App"
requires-python = ">=3.11"
dependencies = [
    "fastapi[standard]>=0.115,<1",  # web
    "my_app[extra]",
]

[project.optional-dependencies]
redis = ["redis==5.0.1"]

[dependency-groups]
test = ["pytest~=8.0", { include-group = "lint" }]
lint = ["ruff"]

[tool.uv]
dev-dependencies = ["ipython>=8"]
override-dependencies = ["urllib3==2.2.2"]

[tool.pdm.dev-dependencies]
doc = ["mkdocs"]

[tool.hatch.envs.docs]
dependencies = ["sphinx"]

[tool.poetry.group.more.dependencies]
black = "^24.1"
`,
    );
    assert.deepEqual(problems, []);
    assert.equal(manifest.name, 'My.App');
    assert.equal(plain(valueAt(manifest, 'project.requires-python')), '>=3.11');
    assert.deepEqual(
      dependencies.map(({ name, group, version }) => [name, group, version]),
      [
        ['fastapi', 'dependencies', '>=0.115,<1'],
        ['redis', 'optional-dependencies.redis', '5.0.1'],
        ['pytest', 'dependency-groups.test', '~=8.0'],
        ['ruff', 'dependency-groups.lint', undefined],
        ['hatchling', 'build-system.requires', '>=1.21'],
        ['mkdocs', 'dev-dependencies.doc', undefined],
        ['ipython', 'dev-dependencies', '>=8'],
        ['urllib3', 'override-dependencies', '2.2.2'],
        ['sphinx', 'envs.docs', undefined],
        ['black', 'group.more', '^24.1'],
      ],
    );
  });

  describe('requirements', () => {
    const x = { name: 'x', source: 'registry' };
    const cases: Record<string, Record<string, unknown>> = {
      '"x"': { ...x, pinned: false },
      "'x==1.2'": { ...x, version: '1.2', pinned: true },
      '" x >= 1, < 2 "': { ...x, version: '>= 1, < 2', pinned: false },
      '"x[a,b]>=1; python_version < \'3.9\'"': {
        ...x,
        version: '>=1',
        pinned: false,
        extras: ['a', 'b'],
        marker: "python_version < '3.9'",
      },
      '"x; os_name == \\"nt\\""': { ...x, pinned: false, marker: 'os_name == "nt"' },
      [`"x @ git+https://h/x@${commit}"`]: {
        ...x,
        source: 'git',
        url: 'git+https://h/x',
        ref: commit,
        pinned: true,
      },
      '"x @ https://h/x.zip"': { ...x, source: 'url', url: 'https://h/x.zip', pinned: false },
    };
    for (const [item, expected] of Object.entries(cases)) {
      it(item, () => {
        const { dependencies, problems } = read(file, `[project]\ndependencies = [${item}]\n`);
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, [{ ...expected, group: 'dependencies' }]);
      });
    }
  });

  describe('dependencies of Poetry', () => {
    const x = { name: 'x', source: 'registry' };
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      'python = "^3.11"': [],
      'x = "^1.2"': [{ ...x, version: '^1.2', pinned: false }],
      'x = "1.2"': [{ ...x, version: '1.2', pinned: true }],
      'x = "==1.2.3"': [{ ...x, version: '1.2.3', pinned: true }],
      'x = "==1.2.*"': [{ ...x, version: '==1.2.*', pinned: false }],
      'x = "*"': [{ ...x, version: '*', pinned: false }],
      'x = ">=1,<2 || ^3"': [{ ...x, version: '>=1,<2 || ^3', pinned: false }],
      'x = { version = "~1.2", extras = ["a"], markers = "m" }': [
        { ...x, version: '~1.2', pinned: false, extras: ['a'], marker: 'm' },
      ],
      'x = [{ version = "1", python = "<3.9" }, { version = "^2", python = ">=3.9" }]': [
        { ...x, version: '1', pinned: true },
        { ...x, version: '^2', pinned: false },
      ],
      'x = { git = "https://h/x", branch = "main" }': [
        { ...x, source: 'git', url: 'https://h/x', ref: 'main', pinned: false },
      ],
      [`x = { git = "https://h/x", rev = "${commit}" }`]: [
        { ...x, source: 'git', url: 'https://h/x', ref: commit, pinned: true },
      ],
      'x = { git = "https://h/x", rev = "0123456" }': [
        { ...x, source: 'git', url: 'https://h/x', ref: '0123456', pinned: true },
      ],
      'x = { path = "../x", develop = true }': [{ ...x, source: 'file', url: '../x', pinned: true }],
      'x = { url = "https://h/x.zip" }': [{ ...x, source: 'url', url: 'https://h/x.zip', pinned: false }],
      'x = { source = "ours" }': [{ ...x, pinned: false }],
    };
    for (const [line, expected] of Object.entries(cases)) {
      it(line, () => {
        const { dependencies, problems } = read(file, `[tool.poetry.dependencies]\n${line}\n`);
        assert.deepEqual(problems, []);
        assert.deepEqual(
          dependencies,
          expected.map((one) => ({ ...one, group: 'dependencies' })),
        );
      });
    }

    it('only adds to what the project asks for itself', () => {
      const { dependencies } = read(
        file,
        '[project]\ndependencies = ["A-b>=1"]\n[tool.poetry.dependencies]\na_b = { source = "ours" }\nc = "1"\n',
      );
      assert.deepEqual(
        dependencies.map(({ name, version }) => [name, version]),
        [
          ['A-b', '>=1'],
          ['c', '1'],
        ],
      );
    });
  });

  describe('sources of uv', () => {
    const cases: Record<string, Record<string, unknown>> = {
      'x-y = { index = "ours" }': { source: 'registry', version: '>=1', pinned: false },
      'X_Y = { git = "https://h/x", tag = "v1" }': { source: 'git', url: 'https://h/x', ref: 'v1', pinned: false },
      'x-y = { workspace = true }': { source: 'workspace', pinned: true },
      'x-y = { path = "../x", editable = true }': { source: 'file', url: '../x', pinned: true },
      'x-y = [{ index = "a", marker = "m" }, { index = "b" }]': { source: 'registry', version: '>=1', pinned: false },
      'x-y = [{ git = "https://h/x", marker = "m" }, { index = "b" }]': {
        source: 'registry',
        version: undefined,
        pinned: undefined,
      },
    };
    for (const [line, expected] of Object.entries(cases)) {
      it(line, () => {
        const { dependencies } = read(file, `[project]\ndependencies = ["x.y>=1"]\n[tool.uv.sources]\n${line}\n`);
        assert.deepEqual(dependencies, [{ name: 'x.y', group: 'dependencies', ...expected }]);
      });
    }

    it('tell where the package is required', () => {
      const source = '[project]\ndependencies = ["«x»"]\n[tool.uv.sources]\nx = { git = "«https://h/x»" }';
      const url = valueAt(read(file, source).manifest.parts[0]!, 'url');
      assert.equal(url.trail?.[0]?.message, '`x` is required here');
      assertMarks(source, [url.trail[0].place, url.place]);
    });
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      {
        source: '[project]\ndependencies = [\n  «"«x»[«a»]«>=1, <2»; «os_name == \'nt\'»",» # c\n]',
        places: ['place', 'header', 'extras.0', 'version', 'marker'],
      },
      { source: '[project]\ndependencies = [«"x==«1»"»]', places: ['place', 'version'] },
      { source: "[project]\ndependencies = ['x @ «git+https://h/x»@«main»']", places: ['url', 'ref'] },
      {
        source: '[project]\ndependencies = ["\\u0078\\t>=1; os == «\\"nt\\"»"]'.replace(
          'os == «\\"nt\\"»',
          '«os == \\"nt\\"»',
        ),
        places: ['marker'],
      },
      { source: '[tool.poetry.dependencies]\r\n««x» = "«^1»"» # c\r\n', places: ['place', 'name', 'version'] },
      { source: '[tool.poetry.dependencies]\n"«x»" = [«{ version = "==«1»" }»]', places: ['name', 'place', 'version'] },
      {
        source: '«[tool.poetry.dependencies.«x»]\nversion = "«1»"\nextras = ["«a»"]»',
        places: ['place', 'name', 'version', 'extras.0'],
      },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('keeps the other requirements where one is broken', () => {
    const { dependencies, problems } = read(
      file,
      `[project]
dependencies = [
  "a>=1",
  "b=1",
  "c>=1
  "",
  "d",
  7,

[tool.poetry.dependencies]
e = "^1
f =
g = true
`,
    );
    assert.deepEqual(
      dependencies.map(({ name, version }) => [name, version]),
      [
        ['a', '>=1'],
        ['b', undefined],
        ['c', '>=1'],
        ['d', undefined],
        ['e', '^1'],
      ],
    );
    assert.deepEqual(problems, [
      '"c>=1: this text is not closed with `"`',
      '"": a comma is expected before this value',
      '[: this `[` is not closed',
      '"^1: this text is not closed with `"`',
      'f =: a value is expected after `=`',
      '=1: `=` is not an operator of versions; `==` is',
      '"": expected the name of a package, a URL or a path',
      '7: a requirement must be a text',
      'true: `g` must be a version or a table',
    ]);
    assert.deepEqual(read(file, '[project]\ndependencies = "a"').problems, [
      '"a": `dependencies` must be a list of requirements',
    ]);
  });

  it('has a manifest without dependencies where it only configures tools', () => {
    const { manifest } = read(file, '«[tool.black]»\nline-length = 100\n'.replace(/[«»]/g, ''));
    assert.deepEqual([manifest.name, manifest.parts], [file, []]);
  });
});
