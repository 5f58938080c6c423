// Which files are manifests, and that any text is read.

import assert from 'node:assert/strict';
import type { PackagesFile } from '../../../server/src/languages/packages/file.ts';
import { packages } from '../../../server/src/languages/packages/language.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { edited, snapshotOf } from '../../../server/src/text/snapshot.ts';

const language = packages();

describe('packages', () => {
  const names: Record<string, boolean> = {
    'package.json': true,
    'a/package.json': true,
    'a/node_modules/b/package.json': false,
    'package-lock.json': true,
    'a/npm-shrinkwrap.json': true,
    'bun.lock': true,
    'bun.lockb': false,
    'node_modules/.package-lock.json': false,
    'requirements.txt': true,
    'requirements-dev.txt': true,
    'requirements.in': true,
    'dev-requirements.txt': true,
    'dev_requirements.txt': true,
    'requirements/prod.txt': true,
    'requirements/prod.in': true,
    'requirements/notes.md': false,
    'myrequirements.txt': false,
    'constraints.txt': false,
    'go.mod': true,
    'a/go.mod': true,
    'go.sum': false,
    'pom.xml': true,
    'a/pom.xml': true,
    'web.xml': false,
    'src/App.csproj': true,
    'App.fsproj': true,
    'App.vbproj': true,
    'App.vcxproj': false,
    'Directory.Packages.props': true,
    'Directory.Build.props': true,
    'Other.props': false,
    'packages.config': true,
    'packages.App.config': true,
    'web.config': false,
    'composer.json': true,
    'a/vendor/b/composer.json': false,
    Gemfile: true,
    'gems.rb': true,
    'Gemfile.lock': true,
    'gems.locked': true,
    'composer.lock': true,
    'packages.lock.json': true,
    'gradle/libs.versions.toml': true,
    'build.gradle': true,
    'app/build.gradle.kts': true,
    'settings.gradle': false,
    'gradle.properties': true,
    'app.properties': false,
    'pubspec.yaml': true,
    'pubspec.lock': true,
    'mix.exs': true,
    'mix.lock': true,
    'gradle.lockfile': true,
    'buildscript-gradle.lockfile': true,
    'vendor/bundle/a/Gemfile': false,
    '.github/workflows/ci.yml': true,
    'a/.github/workflows/ci.yaml': true,
    '.github/dependabot.yml': false,
    '.github/workflows/a/ci.yml': false,
    'workflows/ci.yml': false,
    'action.yml': false,
  };
  for (const [file, expected] of Object.entries(names)) {
    it(`${expected ? 'recognises' : 'leaves'} ${file}`, () => assert.equal(language.recognises(file, '{}'), expected));
  }

  it('leaves a package.json that holds no object, and believes the editor last', () => {
    assert.equal(language.recognises('package.json', ' [1]'), false);
    assert.equal(language.recognises('package.json', ''), true);
    assert.equal(language.recognises('deps.txt', 'x==1'), false);
    assert.equal(language.recognises('a/action.yml', 'name: a\nruns:\n  using: composite\n'), true);
    assert.equal(language.recognises('deps.txt', 'x==1', 'pip-requirements'), true);
  });

  it('evaluates a folder together', () => {
    assert.equal(language.unitOf('/w/a/go.mod', '/w'), '/w/a');
    assert.equal(language.unitOf('go.mod', ''), '');
    const files = [
      language.parse(snapshotOf('a/go.mod', 'module m')),
      language.parse(snapshotOf('a/requirements.txt', 'x==1')),
    ];
    const unit = language.evaluate(files);
    assert.deepEqual(
      unit.resources.map(({ address, parts }) => [address, parts.map((part) => part.address)]),
      [
        ['go.mod', []],
        ['requirements.txt', ['PyPI:x']],
      ],
    );
    const again = language.evaluate(files, unit);
    assert.equal(again.resources[0], unit.resources[0]);
  });

  it('keeps everything where the text is the same', () => {
    const before = snapshotOf('requirements.txt', 'x==1');
    const file = language.parse(before);
    const same = language.parse(edited(before, [], 1), file);
    assert.equal(manifestOf(same), manifestOf(file));
    assert.equal(same.snapshot.version, 1);
    const changed = language.parse(edited(before, [{ span: { start: 3, end: 4 }, text: '2' }], 2), same);
    assert.notEqual(manifestOf(changed), manifestOf(file));
  });

  it('says so where nothing can be read', () => {
    const message = (text: string) =>
      language.parse(snapshotOf('package.json', text)).problems.map((problem) => problem.message);
    assert.deepEqual(message(''), ['not valid JSON: value expected']);
    assert.deepEqual(message('7'), ['package.json must hold an object']);
    assert.deepEqual(message(`{"a":${'['.repeat(300)}`), ['JSON nests deeper than 200 levels']);
    assert.equal(manifestOf(language.parse(snapshotOf('package.json', '7'))), undefined);
  });

  describe('takes any text', () => {
    const long = 1_000_000;
    const texts: Record<string, string> = {
      nothing: '',
      'a binary': '\0\x01\x7fELF\uFFFD'.repeat(1000),
      'one line of letters': 'a'.repeat(long),
      'one line of spaces': ' '.repeat(long),
      'one line of words': '- '.repeat(long / 2),
      'one line of quotes': '"\''.repeat(long / 2),
      'one line of brackets': '[('.repeat(long / 2),
      'one line of at signs and slashes': '@/'.repeat(long / 2),
      'one line of commas': `x>=1${',<2'.repeat(100_000)}`,
      'one requirement over many lines': `x==1 ${'\\\n --hash=sha256:00 '.repeat(50_000)}`,
      'many lines': 'x==1\n'.repeat(50_000),
    };
    for (const [name, text] of Object.entries(texts)) {
      for (const file of [
        'package.json',
        'requirements.txt',
        'go.mod',
        'pom.xml',
        'App.csproj',
        'packages.config',
        'composer.json',
        'Gemfile',
      ]) {
        it(`${name} as ${file}`, () => assert.equal(language.parse(snapshotOf(file, text)).language, 'packages'));
      }
    }
  });
});

const manifestOf = (file: PackagesFile): Resource | undefined => (file.kind === 'manifest' ? file.manifest : undefined);
