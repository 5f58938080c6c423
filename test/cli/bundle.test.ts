// The command line as it is installed: dist/cli.js as a process, with its worker threads.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { nodeRuntime } from '../../server/src/node/runtime.ts';
import { folderWith, lintelOn, type Run } from './shell.ts';

const dist = join(__dirname, '../../dist');
const cli = join(dist, 'cli.js');

function bundled(folder: string, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { code: status ?? -1, out: stdout, err: stderr };
}

describe('dist/cli.js', () => {
  before(() => assert.ok(existsSync(cli), 'dist/cli.js is not there: run "npm run build" first'));

  it('tells its version', () => {
    assert.deepEqual(bundled('.', '--version'), { code: 0, out: `${version}\n`, err: '' });
  });

  it('answers in the same order with worker threads as without', async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 500; i++) {
      const at = `r${i % 2}/m${i % 50}`;
      files[`${at}/f${i}.tf`] = `resource "aws_db_instance" "d${i}" {\n  publicly_accessible = var.p\n}\n`;
      files[`${at}/variables.tf`] = 'variable "p" {\n  default = true\n}\n';
      files[`${at}/Dockerfile`] = 'FROM debian:latest\n';
      files[`${at}/pod.yaml`] =
        'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { hostNetwork: true, containers: [] }\n';
    }
    const folder = folderWith(files);
    const args = ['scan', '--all', '--format', 'json', 'r0', 'r1'];
    const [threads, alone] = [bundled(folder, ...args), await lintelOn(nodeRuntime(dist), folder, args)];
    const stable = (run: Run) => ({ ...run, out: run.out.replace(/"milliseconds": \d+/, '') });
    assert.deepEqual(stable(threads), stable(alone));
    assert.equal(alone.code, 1);
  });

  it('shows no stack trace', () => {
    const { code, out, err } = bundled('.', 'scan', '/nowhere/at/all');
    assert.deepEqual(
      { code, out, err },
      { code: 2, out: '', err: 'lintel: /nowhere/at/all cannot be scanned: there is no such file or folder\n' },
    );
  });
});
