// `npm test` on a fresh machine: installs, builds, checks types and style, and runs every test that needs nothing outside the repository.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installAndBuild } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
installAndBuild(root);

const bin = (/** @type {string} */ name) => fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url));
const steps = [
  [bin('typescript/bin/tsc'), '--noEmit', '-p', root],
  [bin('@biomejs/biome/bin/biome'), 'check'],
  [
    bin('mocha/bin/mocha.js'),
    '--ignore',
    'test/{editor,shared,fixtures}/**',
    'test/**/*.test.ts',
    ...process.argv.slice(2),
  ],
];
for (const step of steps) {
  const { status } = spawnSync(process.execPath, step, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
