// Bundles dockerfiles.ts as the build bundles the command line, and runs it: run from source, the code would be measured with what the
// loader puts into it.

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  const outfile = join(folder, 'dockerfiles.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/dockerfiles.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
    logLevel: 'warning',
  });
  process.exitCode = spawnSync(process.execPath, [outfile], { cwd: root, stdio: 'inherit' }).status ?? 1;
} finally {
  await rm(folder, { recursive: true });
}
