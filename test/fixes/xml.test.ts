// Repairs of pom.xml, written out before and after, and comments that ignore.

import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { ignoreEdit } from '../../server/src/fixes/ignore.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { remove, repairedManifest, setVersion } from './manifest-repairs.ts';

const dependency = (version: string): string =>
  `<dependency>\n      <groupId>g</groupId>\n      <artifactId>a</artifactId>\n      <version>${version}</version>\n    </dependency>`;

const pom = (...dependencies: readonly string[]): string =>
  `<project>\n  <dependencies>\n${dependencies.map((one) => `    ${one}\n`).join('')}  </dependencies>\n</project>\n`;

describe('repairs of XML', () => {
  it('set a version', () => {
    const before = pom(dependency('1.0<!-- old -->'));
    assert.equal(repairedManifest('pom.xml', before, 'g:a', setVersion('2.0')), pom(dependency('2.0<!-- old -->')));
  });

  it('set a property', () => {
    const withProperty = (version: string): string =>
      pom(dependency(`\${v}`)).replace('>', `>\n  <properties><v>${version}</v></properties>`);
    assert.equal(repairedManifest('pom.xml', withProperty('1'), 'g:a', setVersion('2')), withProperty('2'));
  });

  it('set an attribute, and take its element away', () => {
    const project = (...lines: readonly string[]) =>
      `<Project>\n  <ItemGroup>\n${lines.join('')}  </ItemGroup>\n</Project>\n`;
    const [a, b] = ['A', 'B'].map(
      (id) => (version: string) => `    <PackageReference Include="${id}" Version="${version}" />\n`,
    );
    assert.ok(a && b);
    const before = project(a('1.0'), b('2.0'));
    assert.equal(repairedManifest('App.csproj', before, 'A', setVersion('1.1')), project(a('1.1'), b('2.0')));
    assert.equal(repairedManifest('App.csproj', before, 'A', remove), project(b('2.0')));
  });

  it('escape what they write', () => {
    const before = pom(dependency('1.0'));
    assert.equal(
      repairedManifest('pom.xml', before, 'g:a', setVersion('<"1">')),
      pom(dependency('&lt;&quot;1&quot;&gt;')),
    );
  });

  it('take an element away with its lines', () => {
    const other = '<dependency><groupId>g</groupId><artifactId>b</artifactId></dependency>';
    assert.equal(repairedManifest('pom.xml', pom(dependency('1.0'), other), 'g:a', remove), pom(other));
  });

  it('do not add by name', () => {
    const change = ({ body }: Resource): Repair => ({ kind: 'add', map: body, keys: ['marker'], literal: 'x' });
    assert.equal(repairedManifest('pom.xml', pom(dependency('1')), 'g:a', change), undefined);
  });
});

describe('ignores in XML', () => {
  const ignored = (text: string, extent: 'line' | 'file'): string => {
    const snapshot = snapshotOf('pom.xml', text);
    const edit = ignoreEdit(snapshot, { rule: 'x/y', language: 'packages', extent, offset: text.indexOf('<b') });
    assert.ok(edit);
    return applyEdits(text, [edit]);
  };

  it('stand above the line', () => {
    assert.equal(ignored('<a>\n  <b/>\n</a>\n', 'line'), '<a>\n  <!-- lintel:ignore x/y - reason -->\n  <b/>\n</a>\n');
  });

  it('stand below the declaration for the file', () => {
    const declaration = '<?xml version="1.0"?>\n';
    const comment = '<!-- lintel:ignore-file x/y - reason -->\n';
    assert.equal(ignored(`${declaration}<a><b/></a>\n`, 'file'), `${declaration}${comment}<a><b/></a>\n`);
    assert.equal(ignored('<a><b/></a>\n', 'file'), `${comment}<a><b/></a>\n`);
  });
});
