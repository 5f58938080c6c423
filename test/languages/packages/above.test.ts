// Versions that manifests take over from those above them: parents of Maven, the central versions of .NET.

import assert from 'node:assert/strict';
import type { PackagesFile } from '../../../server/src/languages/packages/file.ts';
import { packages } from '../../../server/src/languages/packages/language.ts';
import { plain } from '../../../server/src/model/value.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

/** The first file takes over; the marks are the versions of its dependencies, in their order, wherever they stand. */
const cases: Record<string, readonly (readonly [file: string, text: string])[]> = {
  'a managed version of a parent': [
    [
      'w/a/pom.xml',
      '<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId></dependency></dependencies></project>',
    ],
    [
      'w/pom.xml',
      '<project><properties><v>«1.0»</v></properties><dependencyManagement><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></dependencyManagement></project>',
    ],
  ],
  'a property of a parent': [
    [
      'w/a/b/pom.xml',
      '<project><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>',
    ],
    ['w/pom.xml', '<project><properties><v>«1.0»</v></properties></project>'],
  ],
  'a plugin of a parent': [
    ['w/a/pom.xml', '<project><build><plugins><plugin><artifactId>p</artifactId></plugin></plugins></build></project>'],
    [
      'w/pom.xml',
      '<project><build><pluginManagement><plugins><plugin><artifactId>p</artifactId><version>«1.0»</version></plugin></plugins></pluginManagement></build></project>',
    ],
  ],
  'a property of Gradle': [
    ['w/app/build.gradle.kts', 'dependencies {\n  implementation("g:a:${project.aVersion}")\n}'],
    ['w/gradle.properties', '# versions\r\norg.gradle.caching=true\r\n aVersion = «1.0»\r\n'],
  ],
  'central versions': [
    ['w/src/App.csproj', '<Project><ItemGroup><PackageReference Include="A.B" /></ItemGroup></Project>'],
    [
      'w/Directory.Packages.props',
      '<Project><ItemGroup><PackageVersion Include="a.b" Version="«1.0»" /></ItemGroup></Project>',
    ],
  ],
  'a property above': [
    ['w/App.csproj', '<Project><ItemGroup><PackageReference Include="A" Version="$(V)" /></ItemGroup></Project>'],
    ['w/Directory.Build.props', '<Project><PropertyGroup><v>«1.0»</v></PropertyGroup></Project>'],
  ],
};

describe('requirements.txt made of a requirements.in', () => {
  const language = packages();
  const lockOf = (...files: readonly string[]): unknown => {
    const { resources } = language.evaluate(files.map((file) => language.parse(snapshotOf(file, 'a==1.0\n'))));
    return resources.map(({ body }) => body.entries.get('$lock')).map((entry) => entry && plain(entry.value));
  };
  it('is told', () =>
    assert.deepEqual(lockOf('w/dev.requirements.in', 'w/dev.requirements.txt'), ['dev.requirements.txt', undefined]));
  it('is the one of its name', () =>
    assert.deepEqual(lockOf('w/requirements.in', 'w/requirements-dev.txt'), [undefined, undefined]));
  it('is looked for beside it', () =>
    assert.deepEqual(
      language.companions?.('/w/a/requirements.in', '/w')?.filter((file) => file.endsWith('.txt')),
      ['/w/a/requirements.txt'],
    ));
});

describe('manifests above', () => {
  for (const [title, files] of Object.entries(cases)) {
    it(title, () => {
      const language = packages();
      const texts = new Map(files.map(([file, text]) => [file, marked(text)]));
      const parsed = [...texts].map(([file, { text }]): PackagesFile => language.parse(snapshotOf(file, text)));
      const [own = ''] = texts.keys();
      const [manifest] = language.evaluate(parsed).resources.filter(({ place }) => place.source.file === own);
      const dependency = manifest?.parts[0];
      const version = dependency?.body.entries.get('version')?.value;
      assert.ok(dependency && version, 'there is a dependency with a version');
      assert.deepEqual([plain(version), plain(dependency.body.entries.get('pinned')!.value)], ['1.0', true]);
      const { source, start, end } = version.place;
      assert.deepEqual(texts.get(source.file)?.marks, [{ start, end }]);
      const above = language.companions?.(`/${own}`, '/w') ?? [];
      assert.ok(above.includes(`/${source.file}`), `${above} has ${source.file}`);
    });
  }
});
