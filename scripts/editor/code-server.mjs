// Starts the VS Code that install.mjs put into `.editor/`, on loopback only and with a profile of its own that is thrown away.

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeServer } from './places.mjs';

/** Nothing that asks, greets or updates itself: a test and a photograph show the extension only. */
export const quietSettings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
};

/**
 * Answers when the editor can be opened. `address(folder, payload)` is the URL of a window on a folder; the payload is VS Code's own,
 * and paths in it are given by `remote(path)`.
 */
export async function startCodeServer({ port, settings = {} } = {}) {
  const entry = join(codeServer, 'out', 'node', 'entry.js');
  if (!existsSync(entry)) throw new Error('There is no editor in .editor/ yet. Run: node scripts/editor/install.mjs');

  const profile = mkdtempSync(join(tmpdir(), 'lintel-editor-'));
  mkdirSync(join(profile, 'User'));
  writeFileSync(join(profile, 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  writeFileSync(join(profile, 'config.yaml'), '');

  const authority = `127.0.0.1:${port ?? (await freePort())}`;
  const child = spawn(process.execPath, [entry, ...flags(profile, authority)], {
    // A group of its own, because the editor starts processes that would outlive it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: withoutHostEditor(process.env),
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));

  const stop = () => {
    process.off('exit', stop);
    end(child);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.on('exit', stop);

  if (!(await answers(`http://${authority}/healthz`, child))) {
    stop();
    throw new Error(`The editor did not start on ${authority}:\n${output}`);
  }
  const remote = (path) => `vscode-remote://${authority}${path}`;
  const address = (folder, payload) =>
    `http://${authority}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) })}`;
  return { remote, address, stop, output: () => output };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const flags = (profile, authority) => [
  ...['--auth', 'none', '--bind-addr', authority],
  ...['--config', join(profile, 'config.yaml'), '--user-data-dir', profile],
  ...['--extensions-dir', join(profile, 'extensions')],
  ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--ignore-last-opened'],
];

/** Started from a terminal of VS Code, code-server would hand the folder to that editor instead of starting. */
function withoutHostEditor(environment) {
  const { VSCODE_IPC_HOOK_CLI: _, ELECTRON_RUN_AS_NODE: __, ...rest } = environment;
  return rest;
}

function end(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

async function answers(url, child) {
  for (let attempt = 0; attempt < 300 && child.exitCode === null; attempt++) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return true;
    await sleep(100);
  }
  return false;
}
