// go.mod as Go reads it: what is required and what replaces it, with the places.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'go.mod';

describe('go.mod', () => {
  describe('dependencies', () => {
    const a = { name: 'h/a', group: 'require', source: 'registry', version: 'v1.2.3', pinned: true };
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      'require h/a v1.2.3': [a],
      'require h/a v1.2.3 // indirect': [{ ...a, group: 'indirect' }],
      'require h/a v1.2.3 // indirect; why': [{ ...a, group: 'indirect' }],
      'require h/a v1.2.3 // indirectly': [a],
      'require (\n\th/a v1.2.3\n\n\t// c\n\th/b v2.0.0+incompatible // indirect\n)': [
        a,
        { ...a, name: 'h/b', version: 'v2.0.0+incompatible', group: 'indirect' },
      ],
      'require "h/a" `v1.2.3`': [a],
      'require h/a v0.0.0-20191109021931-daa7c04131f5': [{ ...a, version: 'v0.0.0-20191109021931-daa7c04131f5' }],
      'require h/a master': [{ ...a, version: 'master', pinned: false }],
      'require ()': [],
      'require h/a v1.2.3\nreplace h/a => h/b v1.0.0': [
        { ...a, name: 'h/b', source: 'alias', version: 'v1.0.0', $alias: 'h/a' },
      ],
      'require h/a v1.2.3\nreplace h/a => h/a v1.2.4': [{ ...a, version: 'v1.2.4' }],
      'require h/a v1.2.3\nreplace h/a v1.2.3 => ../a': [
        { name: 'h/a', group: 'require', source: 'file', url: '../a', pinned: true },
      ],
      'require h/a v1.2.3\nreplace (\nh/a v1.0.0 => ../a\nh/c => ../c\n)': [a],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read(file, source);
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: '«require «h/a» «v1.2.3»» // indirect', places: ['place', 'header', 'version'] },
      { source: 'require (\r\n\t««h/a» «v1.2.3»»//c\r\n)', places: ['place', 'name', 'version'] },
      { source: 'require "«h/a»" «v1.2.3»', places: ['name', 'version'] },
      { source: '// 😀\nrequire «h/a» v1.2.3\nreplace h/a => «h/b» «v1.0.0»', places: ['header', 'name', 'version'] },
      { source: 'require h/a v1.2.3\nreplace h/a => «../a»', places: ['url'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('tells where a replaced module is required', () => {
    const source = 'require «h/a» v1.2.3\nreplace h/a => h/b v1.0.0';
    const [step] = valueAt(read(file, source).manifest.parts[0]!, 'version').trail ?? [];
    assert.equal(step?.message, '`h/a` is required here');
    assertMarks(source, step ? [step.place] : []);
  });

  it('has the settings and lists in its manifest', () => {
    const source = [
      'module «h/m» // Deprecated: c',
      'go «1.25.0»',
      'toolchain «go1.26.5»',
      'exclude h/a v1.0.0',
      'replace h/a v1.0.0 => ../a',
      'retract (\n\tv1.0.0 // wrong\n\t[v1.1.0, v1.2.0]\n)',
      'tool h/t\ngodebug default=go1.21\nignore ./x',
    ].join('\n');
    const { manifest, problems, comments } = read(file, source);
    assert.deepEqual(problems, []);
    assert.deepEqual(comments, ['// Deprecated: c: Deprecated: c', '// wrong: wrong']);
    assert.equal(manifest.name, 'h/m');
    assert.deepEqual(plain(manifest.body), {
      module: 'h/m',
      go: '1.25.0',
      toolchain: 'go1.26.5',
      replace: [{ old: 'h/a', oldVersion: 'v1.0.0', new: '../a' }],
      exclude: [{ path: 'h/a', version: 'v1.0.0' }],
      retract: [
        { low: 'v1.0.0', high: 'v1.0.0' },
        { low: 'v1.1.0', high: 'v1.2.0' },
      ],
      $format: 'go.mod',
      $ecosystem: 'Go',
    });
    assertMarks(source, [manifest.header, valueAt(manifest, 'go').place, valueAt(manifest, 'toolchain').place]);
  });

  describe('problems', () => {
    const cases: Record<string, readonly string[]> = {
      'require (\nh/b v1.0.0': ['require: this `require` block is not closed with `)`'],
      'require (\nh/b v1.0.0\nexclude (\nh/c v1.0.0\n)': ['require: this `require` block is not closed with `)`'],
      'require h/b': ['require h/b: `require` takes a module path and a version, such as `example.com/a v1.2.3`'],
      'go 1.2 3': ['go 1.2 3: `go` takes one word'],
      'go 1.2\ngo 1.3': ['go 1.3: `go` stands here a second time'],
      'replace h/b': ['replace h/b: `replace` takes `old [version] => new version` or `old [version] => ./folder`'],
      'replace h/b => h/c': [
        'replace h/b => h/c: `replace` takes `old [version] => new version` or `old [version] => ./folder`',
      ],
      'retract [v1.0.0': ['retract [v1.0.0: `retract` takes a version or `[low, high]`'],
      'reqire h/b v1.0.0': ['reqire h/b v1.0.0: go.mod knows no `reqire`'],
      'require "h/b v1.0.0': [
        '"h/b v1.0.0: this quote is not closed',
        'require: `require` takes a module path and a version, such as `example.com/a v1.2.3`',
      ],
      '/* c */': ['/* c */: comments of go.mod begin with `//`'],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { problems, dependencies } = read(file, `require h/a v1.0.0\n${source}`);
        assert.deepEqual(problems, expected);
        assert.equal(dependencies[0]?.['name'], 'h/a');
      });
    }
  });
});
