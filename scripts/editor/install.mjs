// Puts a real VS Code into `.editor/`: the npm package code-server, which needs no download besides the npm registry.
//
// Its own install scripts compile everything VS Code could ever use and fail where one of it does not build. So the packages are
// installed without scripts, and only the native modules that the editor cannot start without are built. A second run does nothing.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { codeServer, codeServerVersion, editorFolder } from './places.mjs';

const vscode = join(codeServer, 'lib', 'vscode');
const complete = join(editorFolder, `complete-${codeServerVersion}-node-${process.versions.modules}`);

/** Every module here is loaded while VS Code starts. node-pty is left out: it serves terminals only. */
const nativeModules = ['@vscode/spdlog', 'native-watchdog', '@parcel/watcher', 'kerberos'];

if (!existsSync(complete)) install();

function install() {
  requireTools();
  mkdirSync(editorFolder, { recursive: true });
  for (const name of readdirSync(editorFolder)) {
    if (name.startsWith('complete-')) rmSync(join(editorFolder, name));
  }
  writeFileSync(join(editorFolder, 'package.json'), '{ "private": true }\n');

  step('VS Code', editorFolder, ['install', '--ignore-scripts', '--save-exact', `code-server@${codeServerVersion}`]);
  step('its packages', vscode, ['install', '--omit=dev', '--ignore-scripts']);
  step('its extensions', join(vscode, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  step('its native modules', vscode, ['rebuild', ...nativeModules]);
  step('argon2', editorFolder, ['rebuild', 'argon2']);
  linkRipgrep();
  writeFileSync(complete, '');
}

/** Compiling for minutes and then failing in the middle of a log helps nobody, so what is missing is told first. */
function requireTools() {
  const missing = [
    ...(find('make') && find('g++') ? [] : ['build-essential']),
    ...(find('python3') ? [] : ['python3']),
    ...(find('rg') ? [] : ['ripgrep']),
    ...(process.platform !== 'linux' || existsSync('/usr/include/gssapi/gssapi.h') ? [] : ['libkrb5-dev']),
  ];
  if (missing.length > 0) {
    fail(`The editor cannot be built without: ${missing.join(', ')}. On Debian: apt-get install ${missing.join(' ')}`);
  }
}

function step(what, folder, args) {
  console.log(`editor: ${what}`);
  const { status, stdout, stderr, error } = spawnSync('npm', [...args, '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(),
  });
  if (status === 0) return;
  console.error(stdout, stderr);
  fail(`"npm ${args.join(' ')}" failed in ${folder}${error ? `: ${error.message}` : '; its output is above'}.`);
}

/** Node's headers lie beside most installations of Node; where they do, nothing has to be downloaded to compile. */
function environment() {
  const node = dirname(dirname(process.execPath));
  return existsSync(join(node, 'include', 'node', 'node.h'))
    ? { ...process.env, npm_config_nodedir: node }
    : process.env;
}

/** VS Code searches files with the ripgrep that it brings itself, by an install script that downloads it. */
function linkRipgrep() {
  const link = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin', 'rg');
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(find('rg'), link);
}

function find(program) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
