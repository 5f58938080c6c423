// `lintel scan` over manifests, with databases that the test makes: those of an update come before the snapshot, and their age is told.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { advisorySource } from '../../server/src/node/advisory-source.ts';
import { packRules } from '../../server/src/rules/pack.ts';
import { databaseOf } from '../advisories/known.ts';
import { ruleFolder } from '../rules/folder.ts';
import { folderWith, lintelOn, type Run, runtime } from './shell.ts';

const { catalogue, texts } = packRules(
  new Map([...ruleFolder()].filter(([path]) => /^(?:compliance|tables)\/|^packages\/vulnerable\.yaml$/.test(path))),
  'rules/',
);

const manifest = '{ "dependencies": { "lodash": "4.17.20" } }\n';
const found = (id: string, fix: string): string =>
  `package.json:1:32  high  packages/vulnerable
  \`lodash\` 4.17.20 has ${id}, high 7.2, fixed in ${fix}.
  1 │ { "dependencies": { "lodash": "4.17.20" } }
    │                                ^^^^^^^
  fix: Upgrade to ${fix}: clears 1 of 1, then run \`npm install\` (review it first)

`;

const database = (id: string, below: string, newest?: string) =>
  databaseOf('npm', { lodash: [{ id, severity: 'high', score: 7.2, affected: [{ from: '0', below }] }] }, newest);

const exploited = '{ "cves": [] }';

const scan = (folder: string): Promise<Run> => run(folder, 'scan');

function run(folder: string, ...args: readonly string[]): Promise<Run> {
  const packed: Readonly<Record<string, unknown>> = { catalogue, texts };
  const rules = async (name: string) => (name in packed ? JSON.stringify(packed[name]) : runtime.rules(name));
  return lintelOn(
    {
      ...runtime,
      advisories: advisorySource(join(folder, '.assets'), join(folder, '.data'), 'by position'),
      rules,
    },
    folder,
    args,
  );
}

const firstOf = ({ code, out, err }: Run) => ({ code, out: out.slice(0, out.indexOf('\n\n') + 2), err });

const aPart =
  'lintel: of the advisories on npm only a part is known, the snapshot of 2026-02-20; "lintel advisories update" fetches all\n';

describe('scan with advisories', () => {
  it('takes the snapshot where nothing was updated', async () => {
    const folder = folderWith({
      'package.json': manifest,
      '.assets/advisories/npm.db': await database('GHSA-1', '4.17.21'),
      '.assets/advisories/known-exploited.json': exploited,
    });
    assert.deepEqual(firstOf(await scan(folder)), { code: 1, out: found('GHSA-1', '4.17.21'), err: aPart });
  });

  it('prefers what was updated, and tells how old it is', async () => {
    const folder = folderWith({
      'package.json': manifest,
      '.assets/advisories/npm.db': await database('GHSA-1', '4.17.21'),
      '.assets/advisories/known-exploited.json': exploited,
      '.data/npm-1.db': await database('GHSA-2', '4.17.22'),
      '.data/current.json': JSON.stringify({
        format: 1,
        ecosystems: { npm: { file: 'npm-1.db', checked: '2026-01-01T00:00:00Z' } },
      }),
    });
    assert.deepEqual(firstOf(await scan(folder)), {
      code: 1,
      out: found('GHSA-2', '4.17.22'),
      err: 'lintel: the advisories on npm are of 2026-01-01; "lintel advisories update" fetches what has become known since\n',
    });
  });

  it('falls back to the snapshot where what was updated is damaged', async () => {
    const folder = folderWith({
      'package.json': manifest,
      '.assets/advisories/npm.db': await database('GHSA-1', '4.17.21'),
      '.assets/advisories/known-exploited.json': exploited,
      '.data/npm-1.db': 'damaged',
      '.data/current.json': JSON.stringify({
        format: 1,
        ecosystems: { npm: { file: 'npm-1.db', checked: '2026-02-28T00:00:00Z' } },
      }),
    });
    assert.deepEqual(firstOf(await scan(folder)), { code: 1, out: found('GHSA-1', '4.17.21'), err: aPart });
  });

  it('says nothing of packages where there is no database', async () => {
    const { code, err } = await scan(folderWith({ 'package.json': manifest }));
    assert.deepEqual({ code, err }, { code: 0, err: '' });
  });

  it('fixes nothing that may break, and upgrades what it is told to upgrade', async () => {
    const folder = folderWith({
      'package.json': manifest,
      '.assets/advisories/npm.db': await database('GHSA-1', '4.17.21'),
      '.assets/advisories/known-exploited.json': exploited,
    });
    assert.deepEqual(await run(folder, 'fix'), { code: 0, out: '', err: 'Nothing to fix\n' });
    assert.deepEqual(await run(folder, 'fix', '--upgrade'), {
      code: 0,
      out: 'package.json: 1 fix; then run npm install\n',
      err: '1 fix changed 1 file\n',
    });
    assert.equal(readFileSync(join(folder, 'package.json'), 'utf8'), manifest.replace('4.17.20', '4.17.21'));
  });
});
