// Updates the databases of advisories in a process of its own, which is the command line's, so that the server answers meanwhile and a build that takes
// all of a core takes none of its own. Ended at any moment, it leaves the databases as they were.

import { spawn } from 'node:child_process';
import type { AdvisoryUpdate, UpdateWish } from '../runtime.ts';

/** `script` is dist/cli.js. */
export const updatesBy =
  (script: string): AdvisoryUpdate =>
  ({ ecosystems, from }: UpdateWish, report) =>
    new Promise((resolve) => {
      const wanted = ecosystems.flatMap((ecosystem) => ['--ecosystem', ecosystem]);
      const source = from === undefined ? [] : ['--from', from];
      const child = spawn(process.execPath, [script, 'advisories', 'update', ...wanted, ...source], {
        stdio: ['ignore', 'pipe', 'pipe'],
        // In VS Code the program that runs is the editor's own.
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      });
      const end = (): void => void child.kill();
      process.once('exit', end);
      const done: string[] = [];
      const failed: string[] = [];
      child.stdout.setEncoding('utf8').on('data', (text: string) => done.push(...linesOf(text)));
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        for (const line of linesOf(text)) {
          if (line.startsWith('lintel: ')) failed.push(line.slice('lintel: '.length));
          else report(line);
        }
      });
      const settle = (): void => {
        process.removeListener('exit', end);
        resolve({ done, failed });
      };
      child.once('error', (error) => {
        failed.push(`the update could not be started: ${error.message}`);
        settle();
      });
      child.once('close', settle);
    });

/** Without what a terminal needs to write one line over another. */
const linesOf = (text: string): string[] =>
  text
    .replaceAll('\u001B[K', '')
    .split(/[\r\n]+/)
    .filter((line) => line !== '');
