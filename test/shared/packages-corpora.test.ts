// Every manifest of the corpora next to the checkout: read without a problem, and with each place on the text it stands for.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import type { LockFile } from '../../server/src/languages/packages/file.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import type { Place } from '../../server/src/model/place.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import type { Value } from '../../server/src/model/value.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

const corpora = join(__dirname, '../../../shared/corpora');
const language = packages();

describe('manifests of the corpora', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-packages-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are read whole', () => {
    const archives = archivesIn(corpora);
    for (const archive of archives) execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder]);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .filter((file) => language.recognises(file, '{}'));
    let [dependencies, locks, locked] = [0, 0, 0];
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8');
      const parsed = language.parse(snapshotOf(file, text));
      assert.deepEqual(parsed.problems, [], file);
      if (parsed.kind === 'lock') {
        locked += assertLockStandsWhereItSays(parsed, file);
        locks++;
        continue;
      }
      assert.ok(parsed.manifest, file);
      for (const dependency of parsed.manifest.parts) assertStandsWhereItSays(dependency, text, file);
      dependencies += parsed.manifest.parts.length;
      const searched = dependenciesBySearch(file, text);
      const found = parsed.manifest.parts.filter(isAskedFor).length;
      if (searched >= 0) assert.equal(found, searched, `${file} has another number of dependencies`);
    }
    assert.ok(files.length > 0, `no manifest in ${corpora}`);
    console.log(
      `      ${files.length - locks} manifests, ${dependencies} dependencies, ${locks} locks, ${locked} packages`,
    );
  });
});

function archivesIn(path: string): string[] {
  try {
    return readdirSync(path).filter((name) => name.endsWith('.tar.gz'));
  } catch {
    throw new Error(`the corpora are not there: expected .tar.gz files in ${path}`);
  }
}

function assertStandsWhereItSays(dependency: Resource, text: string, file: string): void {
  for (const key of ['name', 'version', 'url', 'ref']) {
    const value: Value | undefined = dependency.body.entries.get(key)?.value;
    if (value?.kind !== 'string') continue;
    const written = text.slice(value.place.start, value.place.end);
    // Maven writes the group of a name in an element of its own, GitHub a folder or a file behind it.
    const stands =
      key === 'name' ? written.includes(value.value) || value.value.includes(written) : written === value.value;
    assert.ok(stands, `${file}: ${key} of ${dependency.address}`);
    assert.ok(
      // Versions of Maven and Gradle may stand elsewhere, as properties.
      /pom\.xml$|gradle/.test(file) ||
        (dependency.place.start <= value.place.start && value.place.end <= dependency.place.end),
      `${file}: ${key} of ${dependency.address} lies in its line`,
    );
  }
}

/** Views of other kinds, and versions that are forced upon others, are counted by nobody else. */
function isAskedFor({ type, body }: Resource): boolean {
  const group = body.entries.get('group')?.value;
  return type === 'dependency' && !(group?.kind === 'string' && /overrides|resolutions/.test(group.value));
}

/** How many packages it has. */
function assertLockStandsWhereItSays({ lock, sources, snapshot: { text } }: LockFile, file: string): number {
  assert.ok(lock.content && lock.content.packages.length > 0, file);
  const textAt = ({ source, start, end }: Place): string => {
    const offset = sources.get(source) ?? assert.fail(file);
    return text.slice(offset + start, offset + end);
  };
  for (const { name, nameAt, version, versionAt, integrity } of lock.content.packages) {
    assert.equal(textAt(nameAt), name, file);
    // npm leaves the version of a package out that lies elsewhere.
    if (version !== '') assert.equal(textAt(versionAt), version, file);
    if (integrity) assert.equal(textAt(integrity.place), integrity.value, file);
  }
  return lock.content.packages.length;
}

/** A second opinion that shares nothing with the readers but the simplicity of real files; -1 where there is none. */
function dependenciesBySearch(file: string, text: string): number {
  if (file.endsWith('package.json')) {
    const json = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
    return ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
      .map((group) => Object.keys(json[group] ?? {}).length)
      .reduce((sum, count) => sum + count, 0);
  }
  if (file.endsWith('go.mod')) return text.match(/^(?:require)?\s+[\w./~-]+\.[\w./~-]+ v\S+/gm)?.length ?? 0;
  if (file.endsWith('pom.xml')) return text.match(/<(?:dependency|plugin|extension)>/g)?.length ?? 0;
  // Of other formats there are none that could be searched so simply.
  if (!/requirements|\.in$|\.txt$/.test(file)) return -1;
  return text.split('\n').filter((line) => /^\w/.test(line)).length;
}
