// `npm run bench:advisories`: the database of advisories at the real size of npm's, from a synthetic archive. Prints the time and the memory of the
// building, the time of opening, and what a look-up takes with its match; ends with 1 where one of them is over its limit.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftFrom } from '../../server/src/advisories/archive.ts';
import { databaseFile } from '../../server/src/advisories/build.ts';
import { advisoriesOn } from '../../server/src/advisories/match.ts';
import { type Database, openDatabase } from '../../server/src/advisories/open.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';
import { nodeCodec, openFile } from '../../server/src/node/file-bytes.ts';
import { syntheticName, syntheticRecords, writeSyntheticNpm } from './synthetic-npm.ts';

const megabyte = 1024 * 1024;
const folder = process.argv[2] === undefined ? mkdtempSync(join(tmpdir(), 'lintel-bench-')) : '';

/** The archive is written by a process of its own, whose memory does not count. */
async function main(): Promise<void> {
  const archive = join(folder, 'all.zip');
  const { status } = spawnSync(process.execPath, [...process.execArgv, __filename, archive], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the archive was not written');
  console.log(`${syntheticRecords} records, ${(statSync(archive).size / megabyte).toFixed(0)} MB`);
  const within = [await build(archive), await open(), await lookUp()];
  process.exitCode = within.every(Boolean) ? 0 : 1;
}

async function build(archive: string): Promise<boolean> {
  const [started, used] = [performance.now(), process.cpuUsage()];
  const source = openFile(archive);
  const file = await databaseFile(draftFrom(source, 'npm', nodeCodec).draft, {
    ecosystem: 'npm',
    built: '',
    source: '',
  });
  source.close();
  writeFileSync(join(folder, 'npm.db'), file);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  // The most that the process ever held, by the system's own account, in kilobytes.
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    `built: ${(file.length / megabyte).toFixed(1)} MB in ${seconds.toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of a processor), peak of memory ${memory.toFixed(0)} MB`,
  );
  return seconds <= 10 && memory <= 400;
}

async function open(): Promise<boolean> {
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const started = performance.now();
    const file = openFile(join(folder, 'npm.db'));
    await openDatabase(file);
    times.push(performance.now() - started);
    file.close();
  }
  const [first, median] = [times[0] ?? 0, shareOf(times, 0.5)];
  console.log(`opened: first ${first.toFixed(1)} ms, median ${median.toFixed(1)} ms`);
  return median < 10;
}

async function lookUp(): Promise<boolean> {
  const file = openFile(join(folder, 'npm.db'));
  const database = await openDatabase(file);
  const hits = timesOf(database, (round) => syntheticName((round * 104_729) % syntheticRecords));
  const misses = timesOf(database, (round) => `no-such-package-${round}`);
  console.log(`looked up and matched: hit ${told(hits)}; miss ${told(misses)}`);
  file.close();
  return shareOf(hits, 0.99) < 0.02;
}

/** In milliseconds, after some rounds that nobody counts. */
function timesOf(database: Database, name: (round: number) => string): number[] {
  const times: number[] = [];
  for (let round = 0; round < 60_000; round++) {
    const asked = name(round);
    const started = performance.now();
    advisoriesOn('2.1.0', database.lookup(asked), orders.npm);
    if (round >= 10_000) times.push(performance.now() - started);
  }
  return times;
}

const told = (times: readonly number[]): string =>
  `median ${(1000 * shareOf(times, 0.5)).toFixed(1)} µs, p99 ${(1000 * shareOf(times, 0.99)).toFixed(1)} µs`;

const shareOf = (times: readonly number[], part: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(part * (times.length - 1))] ?? 0;

const target = process.argv[2];
if (target !== undefined) writeSyntheticNpm(target);
else void main().finally(() => rmSync(folder, { recursive: true, force: true }));
