// The same suite in the VS Code of the desktop, for computers that can download it: node test/editor/desktop.mjs [--extension FOLDER]

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { quietSettings } from '../../scripts/editor/code-server.mjs';
import { repository } from '../../scripts/editor/places.mjs';
import { bundleSuite } from './bundle.mjs';
import { followResults } from './results.mjs';
import { createWorkspace } from './workspace.mjs';

const { values } = parseArgs({ options: { extension: { type: 'string', default: repository } } });
const workspace = createWorkspace();
const profile = mkdtempSync(join(tmpdir(), 'lintel-editor-'));
mkdirSync(join(profile, 'User'));
writeFileSync(join(profile, 'User', 'settings.json'), JSON.stringify(quietSettings));

const ended = new AbortController();
const counting = followResults(workspace.folder, 'electron', ended.signal);
const exit = await runTests({
  extensionDevelopmentPath: resolve(values.extension),
  extensionTestsPath: await bundleSuite(),
  launchArgs: [workspace.folder, '--disable-extensions', '--user-data-dir', profile],
}).catch((error) => {
  console.error(`VS Code did not end well: ${error.message}`);
  return 1;
});

// A run that ends without its last result has crashed; what it reported before is lost with it.
setTimeout(() => ended.abort(), 2_000).unref();
const { passed, failed } = (await counting) ?? { passed: 0, failed: 1 };
rmSync(profile, { recursive: true, force: true });
workspace.remove();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || exit !== 0 ? 1 : 0);
