// `lintel baseline` and what a scan makes of its file.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, lintel } from './shell.ts';

const database = (name: string): string => `resource "aws_db_instance" "${name}" {\n  publicly_accessible = true\n}\n`;

const summary = async (folder: string, ...args: readonly string[]): Promise<string> =>
  (await lintel(folder, 'scan', ...args)).out.trimEnd().split('\n').at(-1)?.replace(/ \(.*/, '') ?? '';

describe('baseline', () => {
  it('accepts what is found today', async () => {
    const folder = folderWith({ 'a/main.tf': database('m') });
    const run = await lintel(folder, 'baseline', 'a');
    assert.deepEqual(run, {
      code: 0,
      out: 'a/.lintel-baseline.json accepts 1 finding; use it with --baseline a/.lintel-baseline.json, or name it in .lintel.yaml\n',
      err: '',
    });
    const text = readFileSync(join(folder, 'a/.lintel-baseline.json'), 'utf8');
    assert.match(
      text,
      /^\{\n {2}"schema": "lintel-baseline\/1",\n {2}"findings": \[\n {4}\{"fingerprint":"[0-9a-f]{16}","rule":"aws\/public","file":"main\.tf"\}\n {2}\]\n\}\n$/,
    );
    assert.equal(await summary(folder, 'a', '--baseline', 'a/.lintel-baseline.json'), 'No findings; 1 suppressed');
  });

  it('survives lines that move, and finds what is new', async () => {
    const folder = folderWith({ 'main.tf': database('m'), '.lintel.yaml': 'baseline: .lintel-baseline.json' });
    await lintel(folder, 'baseline');
    writeFileSync(join(folder, 'main.tf'), `# more\n\n${database('m')}${database('n')}`);
    assert.equal(await summary(folder), '1 finding: 1 critical; 1 suppressed');
    assert.equal(await summary(folder, '--no-config'), '2 findings: 2 critical');
  });

  it('follows a folder that is renamed, but accepts no second copy', async () => {
    const folder = folderWith({ 'a/main.tf': database('m'), '.lintel.yaml': 'baseline: .lintel-baseline.json' });
    await lintel(folder, 'baseline');
    renameSync(join(folder, 'a'), join(folder, 'b'));
    assert.equal(await summary(folder), 'No findings; 1 suppressed');
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/main.tf'), database('m'));
    assert.equal(await summary(folder), '1 finding: 1 critical; 1 suppressed');
    assert.match((await lintel(folder, 'scan')).out, /^b\/main\.tf:2:25/);
  });
});
