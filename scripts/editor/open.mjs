// `npm run editor`: a real VS Code in the browser with the extension loaded, on the example workspace. Ctrl-C ends it.
// Usage: node scripts/editor/open.mjs [FOLDER] [--port PORT] [--web] [--extension FOLDER]

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCodeServer } from './code-server.mjs';
import { repository } from './places.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string' },
    web: { type: 'boolean', default: false },
    extension: { type: 'string', default: repository },
  },
});
const folder = resolve(positionals[0] ?? join(repository, 'examples'));
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}. Usage: npm run editor -- [FOLDER]`);
  process.exit(2);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
const { address, remote } = await startCodeServer({ port: values.port });
const url = address(folder, [
  ['extensionDevelopmentPath', remote(resolve(values.extension))],
  ...(values.web ? [['extensionDevelopmentKind', 'web']] : []),
]);
console.log(`VS Code with Lintel, on ${folder}:\n\n  ${url}\n\nCtrl-C ends it.`);
openInBrowser(url);

/** Where there is no screen, the address alone has to do. */
function openInBrowser(url) {
  const [program, ...args] = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  }[process.platform] ?? ['xdg-open', url];
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (screen) spawn(program, args, { stdio: 'ignore' }).on('error', () => undefined);
}
