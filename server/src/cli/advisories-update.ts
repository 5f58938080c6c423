// `lintel advisories update`: the only command that uses the network.

import { join, resolve } from 'node:path';
import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import { currentsIn, locked } from '../node/advisory-store.ts';
import { type Bucket, bucketAt, osvBucket } from '../node/bucket.ts';
import { type Disk, nodeDisk } from '../node/disk.ts';
import { type Outcome, updateEcosystem } from '../node/update-advisories.ts';
import { counted } from '../reports/shown.ts';
import { messageOf } from '../text/thrown.ts';
import { tellUnread } from './advisories-import.ts';
import type { Arguments } from './arguments.ts';
import { ecosystemNamed } from './ecosystem-named.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

/** Every ecosystem stands for itself: what fails for one is told, and the others are updated. */
export async function updateAdvisories(given: Arguments, folder: string, shell: Shell): Promise<ExitCode> {
  if (given.rest.length > 0)
    throw new UsageError('"lintel advisories update" takes no argument; see --from and --ecosystem');
  const disk = nodeDisk;
  const from = given.value('from') ?? osvBucket;
  const address = /^https?:\/\//.test(from) ? from : resolve(shell.folder, from);
  let current = '';
  const bucket = bucketAt(address, join(folder, 'downloads'), disk, (received, total) =>
    shell.progress(`${current}: ${megabytes(received)}${total === undefined ? '' : ` of ${megabytes(total)}`}`),
  );
  return locked(folder, disk, async () => {
    let failed = false;
    for (const ecosystem of await wanted(given, bucket, folder, disk)) {
      current = ecosystem;
      shell.progress(`${ecosystem}: looking for what is new`);
      try {
        const outcome = await updateEcosystem(ecosystem, { folder, bucket, disk, now: shell.runtime.now });
        shell.progress('');
        shell.write(`${ecosystem}: ${tellOutcome(outcome)}\n`);
      } catch (error) {
        shell.progress('');
        shell.say(`lintel: ${ecosystem} is not updated: ${messageOf(error)}`);
        failed = true;
      }
    }
    return failed ? 2 : 0;
  });
}

/** Those that are named, or those that the bucket has. */
async function wanted(given: Arguments, bucket: Bucket, folder: string, disk: Disk): Promise<readonly Ecosystem[]> {
  const named = given.values('ecosystem').map(ecosystemNamed);
  if (named.length > 0) return named;
  const list = await bucket.bytes('ecosystems.txt', 1024 * 1024);
  if (!list) throw new UsageError(`${bucket.name} is no bucket of OSV: it has no ecosystems.txt`);
  const has = new TextDecoder().decode(list).split(/\r?\n/);
  const present = await currentsIn(folder, disk);
  return ecosystems.filter((ecosystem) => has.includes(ecosystem) || present[ecosystem]);
}

function tellOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'nothing new':
      return 'nothing new';
    case 'changes':
      return `${counted(outcome.changed, 'record')} changed, ${outcome.gone} gone`;
    case 'whole':
      return `${counted(outcome.records, 'record')} read${tellUnread(outcome.unread)}`;
  }
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
