// The entry of the command line, dist/cli.js; a worker thread of a large scan runs the same file. Beside it lie grammars/ and rules/.

import nodeModule from 'node:module';
import { availableParallelism, homedir } from 'node:os';
import { sep } from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import { main } from './cli/main.ts';
import type { Shell } from './cli/shell.ts';
import { advisorySource } from './node/advisory-source.ts';
import { advisoriesIn, dataFolder } from './node/data-folder.ts';
import { compileOnce, nodeRuntime, reasonOf } from './node/runtime.ts';
import { harmless } from './reports/shown.ts';

// Newer versions of Node keep the compiled code from one start to the next.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function')
  nodeModule.enableCompileCache();

compileOnce();
const data = dataFolder(process.env, homedir());
const runtime = nodeRuntime(__dirname, advisorySource(__dirname, advisoriesIn(data), 'by position'));

if (isMainThread) void start();
else if (parentPort) {
  const port = parentPort;
  void import('./cli/worker.ts').then(({ answerJobs }) => answerJobs(port, runtime));
}

async function start(): Promise<void> {
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.stderr.write(`lintel: the report cannot be written: ${reasonOf(error)}\n`);
    process.exit(2);
  });
  process.exitCode = await main(process.argv.slice(2), shell());
}

function shell(): Shell {
  const { stdout, stderr, env } = process;
  let shown = '';
  return {
    runtime,
    assets: __dirname,
    folder: process.cwd().split(sep).join('/'),
    data,
    colours: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    watched: stderr.isTTY === true,
    workers: { script: __filename, count: availableParallelism() },
    write: (text) => void stdout.write(text),
    say: (line) => void stderr.write(`${harmless(line)}\n`),
    progress(line) {
      if (line === '' && shown === '') return;
      stderr.write(`\r\u001B[K${line}`);
      shown = line;
    },
  };
}
