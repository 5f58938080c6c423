// `npm start` on a fresh machine: installs what is pinned, builds, and scans the example workspace; `npm start -- PATH …` scans PATH, with
// any option of `lintel scan`.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installAndBuild } from './prepare.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
installAndBuild(root);

const scanned =
  wanted.length > 0 ? wanted : [fileURLToPath(new URL('../examples', import.meta.url)), '--fail-on', 'none'];
const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('../dist/cli.js', import.meta.url)), 'scan', ...scanned],
  {
    stdio: 'inherit',
    cwd: process.env['INIT_CWD'] && existsSync(process.env['INIT_CWD']) ? process.env['INIT_CWD'] : root,
  },
);
if (wanted.length === 0) {
  console.log(`
What a finding means:  node dist/cli.js explain aws/s3/acl-public
Your own files:        npm start -- PATH
The same in an editor: npm run editor`);
}
process.exitCode = status ?? 2;
