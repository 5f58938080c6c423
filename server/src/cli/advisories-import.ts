// `lintel advisories import`: takes an archive of OSV from the disk, for machines without a network.

import { basename, dirname, resolve } from 'node:path';
import { draftFrom } from '../advisories/archive.ts';
import { databaseFile } from '../advisories/build.ts';
import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import { locked, publish } from '../node/advisory-store.ts';
import { nodeDisk } from '../node/disk.ts';
import { nodeCodec, openFile } from '../node/file-bytes.ts';
import { reasonOf } from '../node/runtime.ts';
import { counted } from '../reports/shown.ts';
import type { Arguments } from './arguments.ts';
import { ecosystemNamed } from './ecosystem-named.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

export async function importAdvisories(given: Arguments, folder: string, shell: Shell): Promise<ExitCode> {
  const [file, ...more] = given.rest;
  if (file === undefined || more.length > 0)
    throw new UsageError('"lintel advisories import" takes one archive of OSV, such as npm/all.zip');
  const path = resolve(shell.folder, file);
  const written = given.value('ecosystem');
  const ecosystem = written === undefined ? ecosystemOfPath(path, file) : ecosystemNamed(written);
  const built = shell.runtime.now().toISOString();
  const { draft, unread } = readArchive(path, file, ecosystem);
  const records = draft.ledger.size;
  await locked(folder, nodeDisk, async () => {
    const bytes = await databaseFile(draft, { ecosystem, built, source: path });
    await publish(folder, ecosystem, bytes, built, nodeDisk);
  });
  shell.write(`${ecosystem}: ${counted(records, 'record')} read${tellUnread(unread)}\n`);
  return 0;
}

export const tellUnread = (unread: number): string => (unread > 0 ? `, ${unread} left out that are none` : '');

/** `npm/all.zip` as OSV has it, or `npm.zip`. */
function ecosystemOfPath(path: string, file: string): Ecosystem {
  const names = [basename(path).replace(/\.zip$/i, ''), basename(dirname(path))];
  const found = ecosystems.find((ecosystem) => names.includes(ecosystem));
  if (!found)
    throw new UsageError(`${file} does not say by its name what it is about; add --ecosystem npm, or another`);
  return found;
}

function readArchive(path: string, file: string, ecosystem: Ecosystem) {
  try {
    const archive = openFile(path);
    try {
      return draftFrom(archive, ecosystem, nodeCodec);
    } finally {
      archive.close();
    }
  } catch (error) {
    throw new UsageError(`${file} cannot be imported: ${reasonOf(error)}`);
  }
}
