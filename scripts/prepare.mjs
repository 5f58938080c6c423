// Installs and builds, if that has not been done for the sources as they stand. Nothing but Node and npm is needed.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Ends the process with a message where a step fails. @param {string} root */
export function installAndBuild(root) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Lintel needs Node 20.19 or newer; this is ${process.version}.`);
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(lock).mtimeMs)
    run(root, 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  const built = join(root, 'dist', 'cli.js');
  if (!existsSync(built) || newest(root) > statSync(built).mtimeMs) run(root, process.execPath, ['scripts/build.mjs']);
}

/** @param {string} root @param {string} command @param {readonly string[]} args */
function run(root, command, args) {
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, [...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell,
  });
  if (status !== 0)
    fail(
      `${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : ''}. Mend what it says above and start again.`,
    );
}

/** When the youngest source was changed, in milliseconds. @param {string} root */
function newest(root) {
  const folders = ['client/src', 'server/src', 'rules', 'scripts', 'grammars/dockerfile'];
  const files = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }));
  return Math.max(
    ...files.filter((file) => file.isFile()).map((file) => statSync(join(file.parentPath, file.name)).mtimeMs),
  );
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(2);
}
