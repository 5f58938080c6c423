// Files above what is scanned: they say something of it, and are not reported on.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folderWith, lintel } from './shell.ts';

const rule = `title: Version without a lock
severity: low
category: supply-chain
packages: dependency
forbid: { source: registry, $locked: null }
message: "\`{name}\` is free."
why: It is known to be dangerous.
help: Do it the other way.
references: [https://example.com/free]
examples:
  - bad: |
      { "dependencies": { "«web»": "^1.0.0" } }
  - good: |
      { "dependencies": { "ours": "file:../ours" } }
`;

const manifest = '{ "dependencies": { "web": "^1.0.0" } }';
const lock = JSON.stringify({
  packages: { 'packages/a': { dependencies: { web: '^1.0.0' } }, 'node_modules/web': { version: '1.2.3' } },
});

/** How many dependencies of the files that are scanned no lock decides for. */
async function freeIn(files: Readonly<Record<string, string>>, current: string, scanned: string): Promise<number> {
  const folder = folderWith({ 'packages/a/package.json': manifest, 'rules/free.yaml': rule, ...files });
  const rules = join(folder, 'rules');
  const { out, err } = await lintel(join(folder, current), 'scan', scanned, '--rules', rules, '--format', 'json');
  assert.equal(err, '');
  const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly file: string }[] };
  return findings.length;
}

describe('files above what is scanned', () => {
  const repository = { '.git/HEAD': '', 'package.json': manifest, 'package-lock.json': lock };
  const rows: readonly (readonly [
    files: Readonly<Record<string, string>>,
    current: string,
    scanned: string,
    free: number,
  ])[] = [
    [repository, '.', 'packages/a/package.json', 0],
    [repository, '.', 'packages/a', 0],
    [repository, '.', '.', 1],
    // Up to the top of the repository, wherever the user stands.
    [repository, 'packages/a', '.', 0],
    [repository, 'packages/a', 'package.json', 0],
    [{ 'package-lock.json': lock, 'packages/.git': 'gitdir: elsewhere' }, '.', 'packages/a', 1],
    // Without one, up to the current folder.
    [{ 'package-lock.json': lock }, '.', 'packages/a', 0],
    [{ 'package-lock.json': lock }, 'packages', 'a', 1],
  ];
  for (const [files, current, scanned, free] of rows) {
    it(`${Object.keys(files)}: ${scanned} in ${current}`, async () => {
      assert.equal(await freeIn(files, current, scanned), free);
    });
  }

  it('give a bill what they have for the folder, and no more', async () => {
    const packages = {
      'packages/a': { dependencies: { web: '^1.0.0' } },
      'node_modules/web': { version: '1.2.3', dependencies: { deep: '1' } },
      'node_modules/deep': { version: '1.0.0' },
      'node_modules/other': { version: '1.0.0' },
    };
    const folder = folderWith({
      'package-lock.json': JSON.stringify({ packages }),
      'packages/a/package.json': manifest,
    });
    const { out } = await lintel(folder, 'sbom', 'packages/a');
    const { components } = JSON.parse(out) as { readonly components: readonly { readonly purl: string }[] };
    assert.deepEqual(
      components.map(({ purl }) => purl),
      ['pkg:npm/deep@1.0.0', 'pkg:npm/web@1.2.3'],
    );
  });

  it('are not reported on', async () => {
    const folder = folderWith({
      'rules/free.yaml': rule,
      'package.json': manifest,
      'a/package.json': '{ "dependencies": {} }',
    });
    const { out } = await lintel(folder, 'scan', 'a', '--rules', 'rules', '--format', 'json');
    assert.deepEqual((JSON.parse(out) as { readonly findings: readonly unknown[] }).findings, []);
  });
});
