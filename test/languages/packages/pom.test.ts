// pom.xml as Maven reads it: which versions it asks for, and where each of them is written.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { offersOf } from './offers.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'pom.xml';

const dependency = (version: string, more = ''): string =>
  `<dependency><groupId>g</groupId><artifactId>a</artifactId>${version && `<version>${version}</version>`}${more}</dependency>`;

const project = (...parts: readonly string[]): string =>
  `<project>\n<artifactId>app</artifactId><version>9</version>\n${parts.join('\n')}\n</project>`;

describe('pom.xml', () => {
  describe('dependencies', () => {
    const a = { name: 'g:a', group: 'compile', source: 'registry', version: '1.0', pinned: true };
    const unpinned = { name: 'g:a', group: 'compile', source: 'registry', pinned: undefined };
    const unknown = { ...unpinned, version: undefined };
    const one = (...versions: readonly string[]) =>
      `<dependencies>${versions.map((version) => dependency(version)).join('\n')}</dependencies>`;
    const managed = (version: string, more = '') =>
      `<dependencyManagement><dependencies>${dependency(version, more)}</dependencies></dependencyManagement>`;
    const cases: Record<string, readonly [text: string, ...expected: Record<string, unknown>[]]> = {
      'a version': [one('1.0'), a],
      'white space around it': [one('\n  1.0\n'), a],
      'a range': [one('[1.0,2.0)'), { ...a, version: '[1.0,2.0)', pinned: false }],
      'a range of one version': [one('[1.0]'), a],
      'a snapshot': [one('1.0-SNAPSHOT'), { ...a, version: '1.0-SNAPSHOT', pinned: false }],
      'whatever is there': [one('LATEST'), { ...a, version: 'LATEST', pinned: false }],
      'a property': [`<properties><v>1.0</v></properties>${one(`\${v}`)}`, a],
      'a property of properties': [`<properties><v>\${major}.0</v><major>1</major></properties>${one(`\${v}`)}`, a],
      'a part of it in a property': [`<properties><v>1</v></properties>${one(`\${v}.0`)}`, a],
      'a property that leads back to itself': [`<properties><v>\${v}</v></properties>${one(`\${v}`)}`, unpinned],
      'a property that is not here': [one(`\${v}`), unpinned],
      'a part in a property that is not here': [one(`\${v}.0`), unknown],
      'the version of the project': [one(`\${project.version}`), { ...a, version: '9' }],
      'the version of the parent': [
        `<parent><groupId>g</groupId><artifactId>p</artifactId><version>3</version></parent>${one(`\${project.parent.version}`)}`,
        { ...a, version: '3' },
      ],
      'no version': [one(''), unpinned],
      'an empty version': [`<dependencies>${dependency('', '<version></version>')}</dependencies>`, unpinned],
      'a scope': [`<dependencies>${dependency('1.0', '<scope>test</scope>')}</dependencies>`, { ...a, group: 'test' }],
      'a file': [
        `<dependencies>${dependency('1.0', '<scope>system</scope><systemPath>/x.jar</systemPath>')}</dependencies>`,
        { ...a, group: 'system', source: 'file' },
      ],
      'a managed version': [managed('1.0') + one(''), a],
      'a managed version and one of its own': [managed('1.0') + one('2.0'), { ...a, version: '2.0' }],
      'a managed version in a property': [`<properties><v>1.0</v></properties>${managed(`\${v}`)}${one('')}`, a],
      'a version that is managed for others': [managed('1.0'), { ...a, group: 'dependencyManagement' }],
      'a list of versions': [managed('1.0', '<type>pom</type><scope>import</scope>'), { ...a, group: 'import' }],
      'a profile': [
        `<properties><v>2</v></properties><profiles><profile><properties><v>1.0</v></properties>${one(`\${v}`)}</profile></profiles>`,
        a,
      ],
      'a parent from a repository': [
        '<parent><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version><relativePath/></parent>',
        { ...a, group: 'parent' },
      ],
      'a parent beside it': ['<parent><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version></parent>'],
      'a plugin and what it needs': [
        `<build><plugins><plugin><artifactId>p</artifactId><version>2</version>${one('1.0')}</plugin></plugins></build>`,
        { ...a, name: 'org.apache.maven.plugins:p', version: '2', group: 'plugins' },
        { ...a, group: 'plugins' },
      ],
      'a managed plugin': [
        '<build><pluginManagement><plugins><plugin><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version></plugin></plugins></pluginManagement>' +
          '<plugins><plugin><groupId>g</groupId><artifactId>a</artifactId></plugin></plugins></build>',
        { ...a, group: 'plugins' },
      ],
      'an extension': [
        '<build><extensions><extension><groupId>g</groupId><artifactId>a</artifactId><version>1.0</version></extension></extensions></build>',
        { ...a, group: 'extensions' },
      ],
      'a name in a property': [
        `<groupId>g</groupId>${one('1.0').replace('<groupId>g<', `<groupId>\${project.groupId}<`)}`,
        a,
      ],
      'a name in a property that is not here': [
        one('1.0').replace('<groupId>g<', `<groupId>\${x}<`),
        { ...a, name: undefined },
      ],
    };
    for (const [title, [text, ...expected]] of Object.entries(cases)) {
      it(title, () => {
        const { dependencies, problems } = read(file, project(text));
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      {
        source: project(
          '<dependencies>«<dependency>\r\n<groupId>g</groupId><artifactId> «a» </artifactId>\r\n<version>\n«1.0»\n</version></dependency>»</dependencies>',
        ),
        places: ['place', 'header', 'version'],
      },
      {
        source: project('<properties><v>«1.0»</v></properties>', `<dependencies>${dependency(`\${v}`)}</dependencies>`),
        places: ['version'],
      },
      { source: project(`<dependencies>${dependency('[«1.0»]')}</dependencies>`), places: ['version'] },
      {
        source: project(
          `<dependencies><dependency><groupId>g</groupId><artifactId>«a»</artifactId></dependency></dependencies>`,
          `<dependencyManagement><dependencies>${dependency('«1.0»')}</dependencies></dependencyManagement>`,
        ),
        places: ['header', 'version'],
      },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('tells how a version came to a dependency', () => {
    const source = project(
      '<properties><v>1.0</v></properties>',
      `<dependencyManagement><dependencies>${dependency(`«\${v}»`)}</dependencies></dependencyManagement>`,
      '<dependencies><dependency><groupId>g</groupId><artifactId>«a»</artifactId></dependency></dependencies>',
    );
    const trail = valueAt(read(file, source).manifest.parts[0]!, 'version').trail ?? [];
    assert.deepEqual(
      trail.map(({ message }) => message),
      ['`g:a` takes its version from `${v}`', '`g:a` is asked for here'],
    );
    assertMarks(
      source,
      trail.map(({ place }) => place),
    );
  });

  it('offers what it manages, and its properties', () => {
    const source = project(
      '<properties><v>1.0</v><w>${v}-jre</w><x>${y}</x></properties>',
      `<dependencyManagement><dependencies>${dependency(`\${v}`)}</dependencies></dependencyManagement>`,
      '<build><pluginManagement><plugins><plugin><artifactId>p</artifactId><version>2</version></plugin></plugins></pluginManagement></build>',
    );
    assert.deepEqual(offersOf(file, source), {
      'g:a': '1.0',
      'plugin:org.apache.maven.plugins:p': '2',
      '${v}': '1.0',
      '${w}': '1.0-jre',
    });
  });

  it('has properties and repositories in its manifest', () => {
    const source = project(
      '<properties><java.version>17</java.version></properties>',
      '<repositories><repository><id>r</id><url>http://r.example</url></repository></repositories>',
    ).replace('>app<', '>«app»<');
    const { manifest } = read(file, source);
    assert.equal(manifest.name, 'app');
    assertMarks(source, [manifest.header]);
    assert.deepEqual(plain(manifest.body), {
      properties: { 'java.version': '17' },
      repositories: [{ id: 'r', url: 'http://r.example' }],
      $format: 'pom.xml',
      $ecosystem: 'Maven',
    });
  });

  describe('problems', () => {
    const cases: Record<string, readonly string[]> = {
      '<dependency><groupId>g</groupId></dependency>': ['dependency: this `<dependency>` has no `<artifactId>`'],
      '<dependency><artifactId>g</artifactId></dependency>': ['dependency: this `<dependency>` has no `<groupId>`'],
      '<dependency>': [
        '<dependency: `<dependency>` is not closed',
        'dependency: this `<dependency>` has no `<artifactId>`',
      ],
      '<depend\n': ['<depend: `<depend` is not closed with `>`'],
      '<dependency><groupId>g</groupId><artifactId>b</artifactId><version>1.</dependency>': [
        '<version: `<version>` is not closed',
      ],
    };
    for (const [text, expected] of Object.entries(cases)) {
      it(text, () => {
        const source = project(`<dependencies>${dependency('1.0')}${text}\n${dependency('2.0')}</dependencies>`);
        const { problems, dependencies } = read(file, source);
        assert.deepEqual(problems, expected);
        const versions = dependencies.map(({ version }) => version);
        assert.ok(versions.includes('1.0') && versions.includes('2.0'), String(versions));
      });
    }
  });
});
