// Project files of .NET as NuGet reads them: what they reference, and which versions stand elsewhere.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { offersOf } from './offers.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const project = (...parts: readonly string[]): string => `<Project Sdk="S">\n${parts.join('\n')}\n</Project>`;
const items = (...parts: readonly string[]): string => `<ItemGroup>\n${parts.join('\n')}\n</ItemGroup>`;
const properties = (...parts: readonly string[]): string => `<PropertyGroup>${parts.join('')}</PropertyGroup>`;

describe('project files of .NET', () => {
  describe('dependencies', () => {
    const a = { name: 'A.B', group: 'PackageReference', source: 'registry', version: '1.0', pinned: true };
    const taking = { name: 'A.B', group: 'PackageReference', source: 'registry', pinned: undefined };
    const unknown = { ...taking, version: undefined };
    const cases: Record<string, readonly [text: string, ...expected: Record<string, unknown>[]]> = {
      'a version': [items('<PackageReference Include="A.B" Version="1.0" />'), a],
      'other cases of letters': [items('<PackageReference include="A.B" version="1.0" />'), a],
      'an element of its own': [items('<PackageReference Include="A.B"><Version>1.0</Version></PackageReference>'), a],
      'a version that goes before the central one': [
        items('<PackageReference Include="A.B" VersionOverride="1.0" />'),
        a,
      ],
      'an update': [items('<PackageReference Update="A.B" Version="1.0" />'), a],
      'what is taken away': [items('<PackageReference Remove="A.B" />')],
      'other items': [items('<Protobuf Include="A.B" Version="1.0" />')],
      'one version alone': [items('<PackageReference Include="A.B" Version="[1.0]" />'), a],
      'a range': [
        items('<PackageReference Include="A.B" Version="[1.0,2.0)" />'),
        { ...a, version: '[1.0,2.0)', pinned: false },
      ],
      'a floating version': [
        items('<PackageReference Include="A.B" Version="1.*" />'),
        { ...a, version: '1.*', pinned: false },
      ],
      'no version': [items('<PackageReference Include="A.B" />'), taking],
      'a property': [properties('<V>1.0</V>') + items('<PackageReference Include="A.B" Version="$(v)" />'), a],
      'a property of a property': [
        properties('<W>1.0</W><V>$(W)</V>') + items('<PackageReference Include="A.B" Version="$(V)" />'),
        a,
      ],
      'a part in a property': [
        properties('<V>1</V>') + items('<PackageReference Include="A.B" Version="$(V).0" />'),
        a,
      ],
      'a property that is not here': [items('<PackageReference Include="A.B" Version="$(V)" />'), taking],
      'a property that leads back to itself': [
        properties('<V>$(V)</V>') + items('<PackageReference Include="A.B" Version="$(V)" />'),
        unknown,
      ],
      'a property of two values': [
        properties('<V>1.0</V><V Condition="c">2.0</V>') + items('<PackageReference Include="A.B" Version="$(V)" />'),
        unknown,
      ],
      'a function': [items('<PackageReference Include="A.B" Version="$([System.String]::Copy(1))" />'), unknown],
      'several at once': [items('<PackageReference Include="A;B" Version="1.0" />'), { ...a, name: undefined }],
      'a branch': [
        `<Choose><When Condition="c">${items('<PackageReference Include="A.B" Version="1.0" />')}</When></Choose>`,
        a,
      ],
      'tools, downloads and what all projects reference': [
        items(
          '<DotNetCliToolReference Include="A.B" Version="1.0" />',
          '<PackageDownload Include="A.B" Version="[1.0]" />',
          '<GlobalPackageReference Include="A.B" Version="1.0" />',
        ),
        { ...a, group: 'DotNetCliToolReference' },
        { ...a, group: 'PackageDownload' },
        { ...a, group: 'GlobalPackageReference' },
      ],
    };
    for (const [title, [text, ...expected]] of Object.entries(cases)) {
      it(title, () => {
        const { dependencies, problems } = read('App.csproj', project(text));
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      {
        source: project(items('  «<PackageReference Include="«A.B»" Version="«1.0»" />»')),
        places: ['place', 'header', 'version'],
      },
      {
        source: project(
          items("<PackageReference Include='«A.B»'>\r\n<Version> «1.0» </Version>\r\n</PackageReference>"),
        ),
        places: ['name', 'version'],
      },
      { source: project(items('<PackageReference Include="A" Version="[«1.0»]" />')), places: ['version'] },
      {
        source: project(properties('<V>«1.0»</V>'), items('<PackageReference Include="A" Version="$(V)" />')),
        places: ['version'],
      },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces('App.fsproj', source, places));
  });

  it('tells how a version came to a dependency', () => {
    const source = project(properties('<V>1</V>'), items('<PackageReference Include="A" Version="«$(V)»" />'));
    const trail = valueAt(read('App.csproj', source).manifest.parts[0]!, 'version').trail ?? [];
    assert.deepEqual(
      trail.map(({ message }) => message),
      ['`A` takes its version from `$(V)`'],
    );
    assertMarks(
      source,
      trail.map(({ place }) => place),
    );
  });

  it('offers central versions and properties', () => {
    const source = project(
      properties('<V>2.0</V>', '<W>$(V)-rc</W>', '<X>$(Y)</X>'),
      items('<PackageVersion Include="A.B" Version="1.0" />', '<PackageVersion Include="C" Version="$(V)" />'),
    );
    assert.deepEqual(offersOf('Directory.Packages.props', source), {
      'a.b': '1.0',
      c: '2.0',
      '$(v)': '2.0',
      '$(w)': '2.0-rc',
    });
    assert.deepEqual(
      read('Directory.Packages.props', source).dependencies.map(({ name, group }) => [name, group]),
      [
        ['A.B', 'PackageVersion'],
        ['C', 'PackageVersion'],
      ],
    );
  });

  it('has its frameworks in its manifest', () => {
    const { manifest } = read('App.csproj', project(properties('<TargetFramework>net8.0</TargetFramework>')));
    assert.deepEqual(plain(manifest.body), {
      sdk: 'S',
      TargetFramework: 'net8.0',
      $format: '*.csproj',
      $ecosystem: 'NuGet',
    });
  });

  describe('problems', () => {
    const cases: Record<string, readonly string[]> = {
      '<PackageReference Version="1" />': ['PackageReference: this `<PackageReference>` has no `Include`'],
      '<PackageReference Include="': [
        '": this quote is not closed',
        '<PackageReference: `<PackageReference` is not closed with `>`',
        'PackageReference: this `<PackageReference>` has no `Include`',
      ],
      '<PackageReference Include="B" Version="1.': [
        '"1.: this quote is not closed',
        '<PackageReference: `<PackageReference` is not closed with `>`',
      ],
      '<PackageRef': ['<PackageRef: `<PackageRef` is not closed with `>`'],
    };
    for (const [text, expected] of Object.entries(cases)) {
      it(text, () => {
        const [before, after] = ['A', 'C'].map((id) => `<PackageReference Include="${id}" Version="1.0" />`);
        const { problems, dependencies } = read('App.csproj', project(items(`${before}\n${text}\n${after}`)));
        assert.deepEqual(problems, expected);
        const names = dependencies.map(({ name }) => name);
        assert.deepEqual([names[0], names.at(-1)], ['A', 'C']);
      });
    }
  });
});

describe('packages.config', () => {
  const file = 'packages.config';

  it('has dependencies', () => {
    const source = [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<packages>',
      '  «<package id="«A.B»" version="«1.0.0»" targetFramework="net472" />»',
      '  <package id="C" version="2.0" developmentDependency="true" />',
      '  <package id="D" />',
      '</packages>',
    ].join('\n');
    assert.deepEqual(read(file, source).dependencies, [
      { name: 'A.B', group: 'package', source: 'registry', version: '1.0.0', pinned: true },
      { name: 'C', group: 'developmentDependency', source: 'registry', version: '2.0', pinned: true },
      { name: 'D', group: 'package', source: 'registry', pinned: undefined },
    ]);
    assertPlaces(file, source, ['place', 'header', 'version']);
  });

  it('tells what is not named', () => {
    const { problems } = read(file, '<packages><package version="1"/></packages>');
    assert.deepEqual(problems, ['package: this `<package>` has no `id`']);
  });
});
