// Neovim shows what the command line reports: the server is no part of VS Code, and its stdio serves any editor.
// Usage: node test/lsp/neovim.mjs [--cli FILE]; Neovim 0.7 or later is on the PATH.

import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const repository = dirname(dirname(here));
const { values } = parseArgs({ options: { cli: { type: 'string', default: join(repository, 'dist', 'cli.js') } } });
const cli = [process.execPath, resolve(values.cli)];
const root = join(repository, 'test', 'fixtures', 'editor');
const files = ['Dockerfile', 'k8s/deployment.yaml', 'main.tf'];

const seen = shownByNeovim();
const expected = reportedByCommandLine();
if (expected.length === 0) fail('The command line reports nothing of the fixtures, so nothing is compared.');
let failed = 0;
for (const [index, file] of files.entries()) {
  try {
    deepStrictEqual(inOrder(seen[index]), inOrder(expected.filter((finding) => finding.file === file)));
    console.log(`✓ [neovim] shows what the command line reports of ${file}`);
  } catch (error) {
    failed++;
    console.log(`✗ [neovim] ${file}\n${error.message.replace(/^/gm, '    ')}`);
  }
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

function shownByNeovim() {
  const job = JSON.stringify({ cmd: [...cli, 'server', '--stdio'], root, files });
  const script = `luafile ${join(here, 'neovim.lua')}`;
  const { error, stdout, stderr } = spawnSync('nvim', ['--headless', '--clean', '-n', '-c', script], {
    encoding: 'utf8',
    env: { ...process.env, LINTEL_JOB: job },
    timeout: 5 * 60_000,
  });
  if (error?.code === 'ENOENT') fail('There is no nvim on the PATH. On Debian: apt-get install neovim');
  const answer = stdout.split('\n').find((line) => line.startsWith('['));
  return answer ? JSON.parse(answer) : fail(`Neovim did not answer:\n${stdout}${stderr}`);
}

function reportedByCommandLine() {
  const { stdout, stderr } = spawnSync(cli[0], [...cli.slice(1), 'scan', '--format', 'json', root], {
    encoding: 'utf8',
  });
  if (!stdout.startsWith('{')) fail(`The command line did not answer with a report:\n${stdout}${stderr}`);
  return JSON.parse(stdout).findings.map(({ file, rule, message, range: { start, end } }) => ({
    file,
    rule,
    // The report writes code in backticks, which an editor's plain text leaves out.
    message: message.replaceAll('`', ''),
    start: [start.line, start.column],
    end: [end.line, end.column],
  }));
}

function inOrder(findings) {
  const key = ({ start, end, rule }) => JSON.stringify([start, end, rule]);
  return [...findings].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
