// `lintel advisories`, from a bucket in a folder.

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { affects, record } from '../advisories/records.ts';
import { zipOf } from '../advisories/zip-writer.ts';
import { folderWith, lintel } from './shell.ts';

const lodash = record('GHSA-1', [affects('npm', 'lodash', { introduced: '0' }, { fixed: '4.17.21' })], {
  aliases: ['CVE-2021-1'],
  summary: 'Command injection',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H' }],
});
const evil = record('MAL-1', [affects('npm', 'lodahs', { introduced: '0' })]);
const stale = record('GHSA-2', [affects('npm', 'lodash', { introduced: '4.17.0' }, { last_affected: '4.17.21' })]);

const archive = (...records: readonly { readonly id: string }[]): Buffer =>
  zipOf(records.map((one) => ({ name: `${one.id}.json`, content: JSON.stringify(one) })));

const list = (...ids: readonly string[]): string => ids.map((id) => `2026-01-02T03:04:05Z,${id}\n`).join('');

const bucket = () =>
  folderWith({
    'osv/ecosystems.txt': 'AlmaLinux\nGo\nnpm\n',
    'osv/npm/all.zip': archive(lodash, evil),
    'osv/npm/modified_id.csv': list('GHSA-1', 'MAL-1'),
    'osv/Go/all.zip': 'no archive',
    'osv/Go/modified_id.csv': '',
  });

const npmBucket = ['advisories', 'update', '--from', 'osv', '--ecosystem', 'npm'] as const;

describe('advisories', () => {
  it('updates what it can, and says what it cannot', async () => {
    const folder = bucket();
    assert.deepEqual(await lintel(folder, 'advisories', 'update', '--from', 'osv'), {
      code: 2,
      out: 'npm: 2 records read\n',
      err: 'lintel: Go is not updated: the archive of Go is not taken: it is no whole zip archive\n',
    });
    assert.deepEqual(await lintel(folder, ...npmBucket), { code: 0, out: 'npm: nothing new\n', err: '' });
    assert.deepEqual(await lintel(folder, 'advisories', 'status'), {
      code: 0,
      out: `npm: 2 records on 2 packages, the latest of 2026-01-02, checked 2026-03-01 at ${folder}/osv\n`,
      err: '',
    });
  });

  it('tells about packages and versions', async () => {
    const folder = bucket();
    await lintel(folder, ...npmBucket);
    const asked: Readonly<Record<string, readonly [code: number, out: string]>> = {
      'npm lodash 4.17.20': [
        1,
        'lodash 4.17.20: 1 advisory\n  GHSA-1, CVE-2021-1; high 7.2; < 4.17.21; Command injection\n  upgrade to 4.17.21\n',
      ],
      'NPM lodash 4.17.21': [0, 'lodash 4.17.21: 0 advisories\n'],
      'npm lodash': [1, 'lodash: 1 advisory\n  GHSA-1, CVE-2021-1; high 7.2; < 4.17.21; Command injection\n'],
      'npm lodahs 1.0.0': [
        1,
        'lodahs 1.0.0: 1 advisory\n  MAL-1; malicious; all versions\n  remove it: it is malicious\n',
      ],
      'npm left-pad 1.0.0': [0, 'left-pad 1.0.0: 0 advisories\n'],
    };
    for (const [args, [code, out]] of Object.entries(asked))
      assert.deepEqual(await lintel(folder, 'advisories', 'query', ...args.split(' ')), { code, out, err: '' });
    const { out } = await lintel(folder, 'advisories', 'query', 'npm', 'lodash', '4.17.20', '--format=json');
    assert.deepEqual([JSON.parse(out).fix, JSON.parse(out).advisories[0].id], ['4.17.21', 'GHSA-1']);
  });

  it('says how far an upgrade goes where none clears all', async () => {
    const folder = folderWith({ 'npm.zip': archive(lodash, stale) });
    assert.equal((await lintel(folder, 'advisories', 'import', 'npm.zip')).out, 'npm: 2 records read\n');
    const { out } = await lintel(folder, 'advisories', 'query', 'npm', 'lodash', '4.17.20');
    assert.equal(out.trimEnd().split('\n').at(-1), '  4.17.21 fixes 1 of 2');
  });

  it('imports an archive from the disk', async () => {
    const folder = folderWith({ 'npm/all.zip': archive(lodash), 'any.zip': archive(evil) });
    assert.deepEqual(await lintel(folder, 'advisories', 'import', 'npm/all.zip'), {
      code: 0,
      out: 'npm: 1 record read\n',
      err: '',
    });
    assert.equal((await lintel(folder, 'advisories', 'import', 'any.zip', '--ecosystem', 'npm')).code, 0);
    assert.equal((await lintel(folder, 'advisories', 'query', 'npm', 'lodahs')).code, 1);
  });

  it('tells damage', async () => {
    const folder = bucket();
    await lintel(folder, ...npmBucket, '--db', 'here');
    const file = readdirSync(join(folder, 'here')).find((name) => name.endsWith('.db'))!;
    writeFileSync(join(folder, 'here', file), 'x');
    assert.deepEqual(await lintel(folder, 'advisories', 'status', '--db', 'here'), {
      code: 2,
      out: '',
      err: 'lintel: the database of npm is damaged: it is no database of advisories; "lintel advisories update" mends it\n',
    });
  });

  it('falls back to the snapshot that came with it', async () => {
    const folder = bucket();
    await lintel(folder, ...npmBucket, '--db', 'here');
    const file = readdirSync(join(folder, 'here')).find((name) => name.endsWith('.db'))!;
    mkdirSync(join(folder, 'advisories'));
    renameSync(join(folder, 'here', file), join(folder, 'advisories/npm.db'));
    assert.equal((await lintel(folder, 'advisories', 'query', 'npm', 'lodash')).code, 1);
    assert.equal(
      (await lintel(folder, 'advisories', 'status')).out,
      `npm: 2 records on 2 packages, the latest of 2026-01-02, from ${folder}/osv\n`,
    );
  });

  it('says where there is none', async () => {
    const folder = folderWith({});
    assert.deepEqual(await lintel(folder, 'advisories', 'status', '--db', 'here'), {
      code: 0,
      out: `There is no database in ${folder}/here; "lintel advisories update" fetches it\n`,
      err: '',
    });
  });
});
