// Gradle: what build files ask for as far as they hold literals, version catalogs and lock files.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';
import { assertLockPlaces, readLock } from './read-lock.ts';

const inside = (...lines: readonly string[]): string =>
  `dependencies {\n${lines.map((line) => `  ${line}\n`).join('')}}`;

describe('build.gradle', () => {
  describe('dependencies', () => {
    const a = { name: 'g:a', group: 'implementation', source: 'registry', version: '1.0', pinned: true };
    const none = { name: 'g:a', group: 'implementation', source: 'registry', pinned: undefined };
    const unknown = { ...none, version: undefined };
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      [inside("implementation 'g:a:1.0'")]: [a],
      [inside('implementation("g:a:1.0")')]: [a],
      [inside('implementation "g:a:1.0:sources@jar"')]: [a],
      [inside('implementation "g:a"')]: [none],
      [inside('implementation "g:a:1.+"')]: [{ ...a, version: '1.+', pinned: false }],
      [inside('implementation "g:a:latest.release"')]: [{ ...a, version: 'latest.release', pinned: false }],
      [inside('implementation "g:a:[1.0,2.0)"')]: [{ ...a, version: '[1.0,2.0)', pinned: false }],
      [inside('implementation "g:a:1.0!!"')]: [a],
      [inside('implementation platform("g:a:1.0")')]: [a],
      [inside('implementation("g:a:1.0") {', "exclude group: 'g', module: 'b'", 'because "it: is"', '}')]: [a],
      [inside('implementation("g:a") { version { strictly("1.0") } }')]: [none],
      [inside('implementation "g:a:1.0",', '"g:b:2.0"')]: [a, { ...a, name: 'g:b', version: '2.0' }],
      [inside("implementation group: 'g', name: 'a', version: '1.0'")]: [a],
      [inside('implementation(group = "g", name = "a", version = "1.0")')]: [a],
      [inside("implementation group: 'g', name: 'a'")]: [none],
      [inside('implementation project(":core")', 'implementation files("libs/a.jar")', 'implementation libs.a')]: [],
      [inside('implementation("g:a:$x")')]: [none],
      [inside('implementation("g:a:" + x)')]: [unknown],
      [inside('implementation("g:a:1.$x")')]: [unknown],
      [inside('implementation("${g}:a:1.0")')]: [{ ...a, name: undefined }],
      [`def x = "1.0"\n${inside('implementation "g:a:$x"')}`]: [a],
      [`val x: String = "1.0"\n${inside('implementation("g:a:${x}")')}`]: [a],
      [`ext.x = '1.0'\n${inside('implementation "g:a:${rootProject.ext.x}"')}`]: [a],
      [`ext {\n  x = '1.0'\n}\n${inside('implementation "g:a:$x"')}`]: [a],
      [`ext.v = [ x: '1.0', y: '2.0' ]\n${inside('implementation "g:a:$v.x"')}`]: [a],
      [`extra["x"] = "1.0"\n${inside('implementation("g:a:$x")')}`]: [a],
      [`val x by extra("1.0")\n${inside('implementation("g:a:$x")')}`]: [a],
      [`def x = "1.0"\n${inside("implementation group: 'g', name: 'a', version: x")}`]: [a],
      [`def x = "1.0"\nif (y) { x = "1.0" }\n${inside('implementation "g:a:$x"')}`]: [a],
      [`def x = "1.0"\ndef x = "2.0"\n${inside('implementation "g:a:$x"')}`]: [unknown],
      [`def x = find("x")\n${inside('implementation "g:a:$x"')}`]: [unknown],
      [`buildscript {\n  ${inside('classpath "g:a:1.0"')}\n}`]: [{ ...a, group: 'classpath' }],
      [`// ${inside('implementation "g:b:1.0"').replaceAll('\n', '\n// ')}\n/* implementation "g:c:1" */\n${inside('implementation "g:a:1.0" // why')}`]:
        [a],
      'plugins {\n  id "x.y" version "1.0" apply false\n  id("x.z")\n  id "java"\n  kotlin("jvm") version "1.9"\n}': [
        { ...a, name: 'x.y:x.y.gradle.plugin', group: 'plugins' },
        { ...none, name: 'x.z:x.z.gradle.plugin', group: 'plugins' },
        {
          ...a,
          name: 'org.jetbrains.kotlin.jvm:org.jetbrains.kotlin.jvm.gradle.plugin',
          group: 'plugins',
          version: '1.9',
        },
      ],
      'implementation "g:a:1.0"': [],
      'dependencies {\n  implementation "g:a:1.0\n  implementation "g:b:2.0"\n': [
        a,
        { ...a, name: 'g:b', version: '2.0' },
      ],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read('build.gradle', source);
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: inside('«implementation("«g:a»:«1.0»")» // why'), places: ['place', 'header', 'version'] },
      { source: inside("api 'g:a:[«1.0»]@jar'"), places: ['version'] },
      { source: inside("«api group: 'g', name: '«a»', version: '«1.0»'»"), places: ['place', 'header', 'version'] },
      { source: `def x = '«1.0»'\r\n${inside('api "«g:a»:$x"')}`, places: ['version', 'name'] },
      { source: inside('api «"«g:a»:1.0"»,', '"g:b:1.0"'), places: ['place', 'name'] },
      { source: 'plugins { «id("«x.y»") version "«1.0»"» }', places: ['place', 'header', 'version'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces('build.gradle.kts', source, places));
  });

  it('tells how a version came to a dependency', () => {
    const source = `def x = '1.0'\n${inside('api "g:a:«$x»"')}`;
    const trail = valueAt(read('build.gradle', source).manifest.parts[0]!, 'version').trail ?? [];
    assert.deepEqual(
      trail.map(({ message }) => message),
      ['`g:a` takes its version from `x`'],
    );
    assertMarks(
      source,
      trail.map(({ place }) => place),
    );
  });

  it('has its repositories in its manifest', () => {
    const source =
      'repositories {\n  mavenCentral()\n  maven { url "http://a.example" }\n  maven {\n    url = uri("http://b.example")\n  }\n  maven("http://c.example")\n}';
    assert.deepEqual(plain(read('build.gradle', source).manifest.body), {
      repositories: [{ url: 'http://a.example' }, { url: 'http://b.example' }, { url: 'http://c.example' }],
      $format: 'build.gradle',
      $ecosystem: 'Maven',
    });
  });
});

describe('libs.versions.toml', () => {
  const file = 'gradle/libs.versions.toml';

  describe('dependencies', () => {
    const a = { name: 'g:a', group: 'libraries', source: 'registry', version: '1.0', pinned: true };
    const plugin = { ...a, name: 'x.y:x.y.gradle.plugin', group: 'plugins' };
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      'a = "g:a:1.0"': [a],
      'a = { module = "g:a", version = "1.0" }': [a],
      'a = { group = "g", name = "a", version = "1.0" }': [a],
      'a = { module = "g:a" }': [{ name: 'g:a', group: 'libraries', source: 'registry', pinned: undefined }],
      'a = { module = "g:a", version.ref = "v" }\n[versions]\nv = "1.0"': [a],
      'a = { module = "g:a", version.ref = "v" }\n[versions]\nv = { strictly = "1.0", prefer = "0.9" }': [a],
      'a = { module = "g:a", version.ref = "w" }\n[versions]\nv = "1.0"': [
        { ...a, version: undefined, pinned: undefined },
      ],
      'a = { module = "g:a", version = { strictly = "[1.0]" } }': [a],
      'a = "g:a:1.+"': [{ ...a, version: '1.+', pinned: false }],
      '[plugins]\np = { id = "x.y", version = "1.0" }': [plugin],
      '[plugins]\np = "x.y:1.0"': [plugin],
      '[plugins]\np = { id = "x.y", version.ref = "v" }\n[versions]\nv = "1.0"': [plugin],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read(file, `[libraries]\n${source}`);
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  it('knows where they stand', () => {
    assertPlaces(file, '[libraries]\n«a = "«g:a»:«1.0»"»', ['place', 'header', 'version']);
    assertPlaces(file, '[versions]\nv = "«1.0»"\n[libraries]\na = { module = "g:a", version.ref = "v" }', ['version']);
  });

  it('tells what it does not understand', () => {
    const { problems, dependencies } = read(
      file,
      '[libraries]\na = "g"\nb = { name = "b" }\nc = "g:c:1"\n[plugins]\np = "x"',
    );
    assert.deepEqual(problems, [
      'a: `a` must be `"group:artifact:version"` or a table of them',
      'b: `b` must be `"group:artifact:version"` or a table of them',
      'p: `p` must be `"id:version"` or a table of them',
    ]);
    assert.deepEqual(
      dependencies.map(({ name }) => name),
      ['g:c'],
    );
  });
});

describe('gradle.lockfile', () => {
  const file = 'app/gradle.lockfile';
  const lock =
    '# This is a Gradle generated file\n«g:a»:«1.0»=compileClasspath,runtimeClasspath\n«g:b»:«2.0.Final»=runtimeClasspath\nempty=annotationProcessor\nhalf\n';

  it('lists packages', () => {
    const { packages, problems, projects } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, ['g:a@1.0 registry', 'g:b@2.0.Final registry']);
    assert.deepEqual(projects, {});
  });

  it('knows where they stand', () => assertLockPlaces(file, lock));
});
