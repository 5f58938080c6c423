// Reads what the suite reports. The suite writes its results into the workspace it tests, because a file is the one thing that every
// extension host can reach through the editor and every runner can read.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Prints each test once it is reported; answers `{ passed, failed }` at the end, or undefined when `until` aborts first. */
export async function followResults(folder, host, until) {
  let printed = 0;
  while (!until.aborted) {
    const { tests, ended } = read(folder);
    for (const test of tests.slice(printed)) print(host, test);
    printed = Math.max(printed, tests.length);
    if (ended) return countOf(tests);
    await sleep(100);
  }
  return undefined;
}

/** What was reported until now. */
export const resultsSoFar = (folder) => countOf(read(folder).tests);

function read(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, '.results', 'results.json'), 'utf8'));
  } catch {
    // Not written yet, or half written at this moment: the next look finds it whole.
    return { tests: [], ended: false };
  }
}

function print(host, { title, failure }) {
  console.log(`${failure ? '✗' : '✓'} [${host}] ${title}`);
  if (failure) console.log(failure.replace(/^/gm, '    '));
}

function countOf(tests) {
  const failed = tests.filter(({ failure }) => failure).length;
  return { passed: tests.length - failed, failed };
}
