// `lintel fix`: files before and after.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, lintel } from './shell.ts';

const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'what is safe': [
    'resource "aws_db_instance" "a" {\n  publicly_accessible = true # why\n  storage_encrypted = false\n}\n',
    'resource "aws_db_instance" "a" {\n  publicly_accessible = false # why\n  storage_encrypted = false\n}\n',
  ],
  'line ends and the mark of the byte order stay': [
    '\uFEFFresource "aws_db_instance" "a" {\r\n  publicly_accessible = true\r\n}\r\n',
    '\uFEFFresource "aws_db_instance" "a" {\r\n  publicly_accessible = false\r\n}\r\n',
  ],
  'beside a part that cannot be read': [
    'resource "aws_db_instance" "a" { publicly_accessible = true }\nresource "aws_db_instance" "b" {\n  name = "x\n',
    'resource "aws_db_instance" "a" { publicly_accessible = false }\nresource "aws_db_instance" "b" {\n  name = "x\n',
  ],
};

describe('fix', () => {
  for (const [name, [before, after]] of Object.entries(cases)) {
    it(name, async () => {
      const folder = folderWith({ 'main.tf': before });
      const run = await lintel(folder, 'fix');
      assert.deepEqual(run, { code: 0, out: 'main.tf: 1 fix\n', err: '1 fix changed 1 file\n' });
      assert.equal(readFileSync(join(folder, 'main.tf'), 'utf8'), after);
      const again = await lintel(folder, 'fix');
      assert.deepEqual(again, { code: 0, out: '', err: 'Nothing to fix\n' });
    });
  }

  it('--dry-run shows a diff and writes nothing', async () => {
    const before = 'resource "aws_db_instance" "a" {\n  publicly_accessible = true\n}';
    const folder = folderWith({ 'sub/main.tf': before });
    const { code, out, err } = await lintel(folder, 'fix', '--dry-run');
    assert.deepEqual({ code, err }, { code: 0, err: '1 fix would change 1 file\n' });
    assert.equal(
      out,
      [
        '--- a/sub/main.tf',
        '+++ b/sub/main.tf',
        '@@ -1,3 +1,3 @@',
        ' resource "aws_db_instance" "a" {',
        '-  publicly_accessible = true',
        '+  publicly_accessible = false',
        ' }',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
    assert.equal(readFileSync(join(folder, 'sub/main.tf'), 'utf8'), before);
  });

  it('leaves a file that is not UTF-8 as it is', async () => {
    const bytes = Buffer.from(
      'resource "aws_db_instance" "a" { # caf\xe9\n  publicly_accessible = true\n}\n',
      'latin1',
    );
    const folder = folderWith({ 'main.tf': bytes });
    const run = await lintel(folder, 'fix');
    assert.deepEqual(run, {
      code: 2,
      out: '',
      err: 'Nothing to fix\nlintel: main.tf was left as it is: it holds bytes that are not UTF-8\n',
    });
    assert.deepEqual(readFileSync(join(folder, 'main.tf')), bytes);
  });

  it('heeds .lintel.yaml', async () => {
    const folder = folderWith({
      'main.tf': 'resource "aws_db_instance" "a" { publicly_accessible = true }\n',
      '.lintel.yaml': 'rules: { aws/public: off }',
    });
    assert.equal((await lintel(folder, 'fix')).err, 'Nothing to fix\n');
  });
});
