// requirements.txt as pip reads it: each requirement with its places, and what is wrong with a line.

import assert from 'node:assert/strict';
import { hole, plain } from '../../../server/src/model/value.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'requirements.txt';
const sha = '0123456789abcdef0123456789abcdef01234567';

describe('requirements.txt', () => {
  describe('requirements', () => {
    const x = { name: 'x', source: 'registry' };
    const git = { name: 'x', source: 'git', pinned: false };
    const url = { name: 'x', source: 'url', pinned: false };
    const local = { source: 'file', pinned: true };
    const cases: Record<string, Record<string, unknown>> = {
      x: { ...x, pinned: false },
      'x==1.2.3': { ...x, version: '1.2.3', pinned: true },
      'x == 1.2.3': { ...x, version: '1.2.3', pinned: true },
      'x()': { ...x, pinned: false },
      'x===1!2.0+local': { ...x, version: '1!2.0+local', pinned: true },
      'x==1.2.*': { ...x, version: '==1.2.*', pinned: false },
      'x>=1, <2': { ...x, version: '>=1, <2', pinned: false },
      'x (>=1,<2)': { ...x, version: '>=1,<2', pinned: false },
      'x==1.0,!=2': { ...x, version: '==1.0,!=2', pinned: true },
      'x~=1.4': { ...x, version: '~=1.4', pinned: false },
      'x[a, b-c]==1': { ...x, version: '1', pinned: true, extras: ['a', 'b-c'] },
      'x [a] >= 1': { ...x, version: '>= 1', pinned: false, extras: ['a'] },
      'x==1; python_version < "3"': { ...x, version: '1', pinned: true, marker: 'python_version < "3"' },
      'x ; sys_platform == "win32"  # why': { ...x, pinned: false, marker: 'sys_platform == "win32"' },
      'x==1 --hash=sha256:aa --hash sha256:bb': {
        ...x,
        version: '1',
        pinned: true,
        hashes: ['sha256:aa', 'sha256:bb'],
      },
      'x==1 \\\n  --hash=sha256:aa \\\n  --hash=sha256:bb': {
        ...x,
        version: '1',
        pinned: true,
        hashes: ['sha256:aa', 'sha256:bb'],
      },
      [`x==\${X_VERSION}`]: { ...x, version: hole, pinned: undefined },
      'x @ https://h/x.zip': { ...url, url: 'https://h/x.zip' },
      'x@https://h/x.zip ; os_name == "nt"': { ...url, url: 'https://h/x.zip', marker: 'os_name == "nt"' },
      'x @ https://h/x.zip#sha256=aa': { ...url, url: 'https://h/x.zip', pinned: true },
      'https://h/x-1.0.tar.gz#egg=x&subdirectory=y': { ...url, url: 'https://h/x-1.0.tar.gz' },
      'https://h/x-1.0.tar.gz --hash=sha256:aa': {
        ...url,
        name: undefined,
        url: 'https://h/x-1.0.tar.gz',
        pinned: true,
        hashes: ['sha256:aa'],
      },
      'https://h/x-1.0-py3-none-any.whl': {
        ...url,
        version: '1.0',
        url: 'https://h/x-1.0-py3-none-any.whl',
        pinned: true,
      },
      'git+https://h/u/x': { ...git, name: undefined, url: 'git+https://h/u/x' },
      'git+https://h/u/x.git@main#egg=x': { ...git, url: 'git+https://h/u/x.git', ref: 'main' },
      [`git+ssh://git@h/u/x@${sha}#egg=x[a]`]: { ...git, url: 'git+ssh://git@h/u/x', ref: sha, pinned: true },
      'x @ git+https://u:p@h/u/x': { ...git, url: 'git+https://u:p@h/u/x' },
      'hg+https://h/u/x@1.0#egg=x': { ...url, url: 'hg+https://h/u/x', ref: '1.0' },
      './libs/x[a]': { ...local, name: undefined, url: './libs/x', extras: ['a'] },
      'libs/x': { ...local, name: undefined, url: 'libs/x' },
      'x-1.0-py3-none-any.whl': { ...local, name: 'x', version: '1.0', url: 'x-1.0-py3-none-any.whl' },
      'x @ file:///srv/x': { ...local, name: 'x', url: 'file:///srv/x' },
      '-e git+https://h/u/x@v1#egg=x': { ...git, url: 'git+https://h/u/x', ref: 'v1', editable: true },
      '--editable=.': { ...local, name: undefined, url: '.', editable: true },
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read(file, source);
        assert.deepEqual(problems, []);
        assert.deepEqual(
          dependencies.map(({ group: _, ...facts }) => facts),
          [expected],
        );
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: '# c\n  ««django» == «1.2»»  # why\n', places: ['place', 'header', 'version'] },
      {
        source: '««x»[«a», «b»] «>=1, <2» ; «os_name == "nt"»»',
        places: ['place', 'name', 'extras.0', 'extras.1', 'version', 'marker'],
      },
      { source: 'x (« >=1, <2» )'.replace('« ', ' «'), places: ['version'] },
      {
        source: '«x==«1» --hash=«sha256:aa» --hash «sha256:bb»»',
        places: ['place', 'version', 'hashes.0', 'hashes.1'],
      },
      {
        source: '«x==«1» \\\r\n    --hash=«sha256:aa» \\\r\n    --hash=«sha256:bb»»\r\ny',
        places: ['place', 'version', 'hashes.0', 'hashes.1'],
      },
      { source: 'x«>=1,\\\n<2»', places: ['version'] },
      { source: '«x» @ «git+https://h/u/x»@«main»#egg=y', places: ['name', 'url', 'ref'] },
      { source: '-e «git+https://h/u/x»@«main»#egg=«y»', places: ['url', 'ref', 'name'] },
      { source: '«-e "«./a b»"»', places: ['place', 'url'] },
      { source: '\uFEFF«x»==«1»', places: ['header', 'pinned'] },
      { source: '# 😀 é\r\n«x»==«1»\r', places: ['name', 'version'] },
      { source: '«https://h/«x»-«1.0»-py3-none-any.whl»', places: ['url', 'name', 'version'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('finds characters in a value that goes over lines or holds variables', () => {
    const { manifest } = read(file, 'x>=1,\\\n<2');
    const version = valueAt(manifest.parts[0]!, 'version');
    assert.deepEqual(plain(version), '>=1,<2');
    assert.deepEqual(version.kind === 'string' && version.pieces, [
      { at: 0, length: 4, start: 1 },
      { at: 4, length: 2, start: 7 },
    ]);
    const index = valueAt(read(file, `-i https://\${USER}:pw@h/`).manifest, 'options.0.value');
    assert.equal(plain(index), `https://${hole}:pw@h/`);
    assert.deepEqual(index.kind === 'string' && index.pieces, [
      { at: 0, length: 8, start: 3 },
      { at: 9, length: 6, start: 18 },
    ]);
  });

  describe('options', () => {
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      '-r base.txt': [{ name: '--requirement', value: 'base.txt' }],
      '-rbase.txt': [{ name: '--requirement', value: 'base.txt' }],
      '-c constraints.txt': [{ name: '--constraint', value: 'constraints.txt' }],
      '--index-url=https://h/simple': [{ name: '--index-url', value: 'https://h/simple' }],
      '--extra-index-url "https://h/a b" --trusted-host h': [
        { name: '--extra-index-url', value: 'https://h/a b' },
        { name: '--trusted-host', value: 'h' },
      ],
      '--pypi-url x': [{ name: '--index-url', value: 'x' }],
      '--trusted h': [{ name: '--trusted-host', value: 'h' }],
      '--pre --require-hashes': [{ name: '--pre' }, { name: '--require-hashes' }],
      'x==1 --no-index': [],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { manifest, problems } = read(file, source);
        assert.deepEqual(problems, []);
        assert.deepEqual(plain(valueAt(manifest, 'options')), expected);
      });
    }

    it('stand where they are written', () => {
      const source = '««--index-url»=«http://h/simple»»';
      const { manifest } = read(file, source);
      const option = valueAt(manifest, 'options.0');
      assertMarks(source, [
        option.place,
        valueAt(manifest, 'options.0.name').place,
        valueAt(manifest, 'options.0.value').place,
      ]);
    });
  });

  it('has a manifest that is underlined on its first line', () => {
    const source = '# c\n\n«django==1.2»\nflask';
    const { manifest } = read('app/requirements-dev.txt', source);
    assertMarks(source, [manifest.header]);
    assert.equal(manifest.name, 'requirements-dev.txt');
    assert.deepEqual(plain(manifest.body), { options: [], $format: 'requirements.txt', $ecosystem: 'PyPI' });
    assert.deepEqual(
      manifest.parts.map(({ address }) => address),
      ['PyPI:django (requirements-dev.txt)', 'PyPI:flask (requirements-dev.txt)'],
    );
    assert.deepEqual(
      read(file, 'x==1\nx==2; a\nx==3; b').manifest.parts.map(({ address }) => address),
      ['PyPI:x', 'PyPI:x (requirements)', 'PyPI:x (requirements) #2'],
    );
  });

  it('names what has no name by its last segment', () => {
    const names = ['git+https://u:secret@h/u/tool.git@main', './libs/own/', '-e .', 'https://h/a/x-1.0.tar.gz'];
    assert.deepEqual(
      names.map((source) => read(file, source).manifest.parts[0]?.name),
      ['tool', 'own', '.', 'x-1.0.tar.gz'],
    );
  });

  describe('problems', () => {
    const cases: Record<string, readonly string[]> = {
      'x=1.0': ['=1.0: `=` is not an operator of versions; `==` is'],
      'x 1.0': ['1.0: expected an operator such as `==` or `>=`, or `;` and a marker'],
      'x==': ['==: expected a version after `==`'],
      'x==1#a': ['#a: expected an operator such as `==` or `>=`, or `;` and a marker'],
      'x==1.0 1': ['1: expected an operator such as `==` or `>=`, or `;` and a marker'],
      'x[a': ['[a: these extras are not closed with `]`'],
      'x>=1[a]': ['[a]: extras stand after the name, before the version'],
      'x (>=1': ['(>=1: this parenthesis is not closed'],
      'x (>=1) y': [' y: expected nothing after the parenthesis but a marker'],
      'x @': ['@: expected a URL after `@`'],
      '<<<<<<< HEAD': ['<<<<<<< HEAD: expected the name of a package, a URL or a path'],
      'x==1 \\ \ny': ['\\: white space after `\\` keeps the line from being continued'],
      '--hahs=sha256:aa': ['--hahs: `--hahs` is not an option of requirements files'],
      '-r': ['-r: `-r` needs a value'],
      '--index-url "http://h': ['"http://h: this quote is not closed'],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => assert.deepEqual(read(file, `a==1\n${source}\nb==2`).problems, expected));
    }

    it('leave the version unknown and the other lines as they are', () => {
      const { dependencies } = read(file, 'a==1\nx=1.0\nb==2');
      assert.deepEqual(
        dependencies.map(({ name, version, pinned }) => [name, version, pinned]),
        [
          ['a', '1', true],
          ['x', undefined, undefined],
          ['b', '2', true],
        ],
      );
      assert.equal(valueAt(read(file, 'x=1').manifest.parts[0]!, 'version').kind, 'unknown');
    });
  });

  describe('comments', () => {
    const cases: Record<string, readonly string[]> = {
      '# lintel:ignore all': ['# lintel:ignore all: lintel:ignore all'],
      'x==1  #why': ['#why: why'],
      'git+https://h/x#egg=x': [],
      // pip takes comments away after it has joined the lines.
      'x==1 # a \\\nb': ['# a \\\nb: a b'],
      'x==1 \\\n# a\ny': ['# a: a'],
      '# a \\\nx': ['# a \\: a \\'],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => assert.deepEqual(read(file, source).comments, expected));
    }
  });
});
