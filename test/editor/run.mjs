// Runs the suite in a real VS Code, in both of its extension hosts: `desktop` is Node and starts the server as a process, `web` is a
// web worker and starts it as another. Usage: node test/editor/run.mjs [desktop] [web] [--extension FOLDER]

import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../../scripts/editor/chromium.mjs';
import { startCodeServer } from '../../scripts/editor/code-server.mjs';
import { repository } from '../../scripts/editor/places.mjs';
import { bundleSuite } from './bundle.mjs';
import { followResults, resultsSoFar } from './results.mjs';
import { createWorkspace } from './workspace.mjs';

/** Far above what a slow computer needs; it only ends what would hang for ever. */
const patience = 10 * 60_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { extension: { type: 'string', default: repository } },
});
const hosts = positionals.length > 0 ? positionals : ['desktop', 'web'];
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const total = { passed: 0, failed: 0 };
const suite = await bundleSuite();
const browser = await launchChromium();
for (const host of hosts) {
  const { passed, failed } = await runIn(host);
  total.passed += passed;
  total.failed += failed;
}
await browser.close();
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

async function runIn(host) {
  const workspace = createWorkspace();
  const editor = await startCodeServer();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const messages = [];
  page.on('console', (message) => messages.push(message.text()));
  page.on('pageerror', (error) => messages.push(String(error)));
  try {
    await page.goto(
      editor.address(workspace.folder, [
        ['extensionDevelopmentPath', editor.remote(resolve(values.extension))],
        ['extensionTestsPath', editor.remote(suite)],
        ...(host === 'web' ? [['extensionDevelopmentKind', 'web']] : []),
      ]),
    );
    const counted = await followResults(workspace.folder, host, AbortSignal.timeout(patience));
    return counted ?? (await abandoned(host, page, messages, resultsSoFar(workspace.folder)));
  } finally {
    await page.close();
    editor.stop();
    workspace.remove();
  }
}

/** A run without an end counts as one failure more, and leaves behind what it looked like. */
async function abandoned(host, page, messages, { passed, failed }) {
  const screenshot = join(repository, 'out', 'editor', `${host}-unfinished.png`);
  mkdirSync(join(repository, 'out', 'editor'), { recursive: true });
  await page.screenshot({ path: screenshot }).catch(() => undefined);
  console.log(`✗ [${host}] the suite did not end within ${patience / 60_000} minutes; see ${screenshot}`);
  console.log(messages.slice(-30).join('\n').replace(/^/gm, '    '));
  return { passed, failed: failed + 1 };
}
