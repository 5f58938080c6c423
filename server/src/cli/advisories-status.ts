// `lintel advisories status`: which databases there are, and how old their knowledge is. Reads all of them to tell damage.

import { ecosystems } from '../advisories/ecosystem.ts';
import { currentsIn, type OpenDatabase, openCurrent, openSnapshot } from '../node/advisory-store.ts';
import { nodeDisk } from '../node/disk.ts';
import { reasonOf } from '../node/runtime.ts';
import { counted } from '../reports/shown.ts';
import type { Arguments } from './arguments.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

/** 2 where one of them is damaged. */
export async function advisoriesStatus(given: Arguments, folder: string, shell: Shell): Promise<ExitCode> {
  if (given.rest.length > 0) throw new UsageError('"lintel advisories status" takes no argument');
  const currents = await currentsIn(folder, nodeDisk);
  let [present, damaged] = [false, false];
  for (const ecosystem of ecosystems) {
    const current = currents[ecosystem];
    try {
      const line = current
        ? await told(await openCurrent(folder, ecosystem, nodeDisk), `checked ${dayOf(current.checked)} at`)
        : await told(await openSnapshot(shell.assets, ecosystem, nodeDisk), 'from');
      if (line === undefined) continue;
      shell.write(`${ecosystem}: ${line}\n`);
      present = true;
    } catch (error) {
      damaged = true;
      shell.say(
        `lintel: the database of ${ecosystem} is damaged: ${reasonOf(error)}; "lintel advisories update" mends it`,
      );
    }
  }
  if (!present && !damaged) shell.write(`There is no database in ${folder}; "lintel advisories update" fetches it\n`);
  return damaged ? 2 : 0;
}

/** Undefined where there is none. */
async function told(database: OpenDatabase | undefined, origin: string): Promise<string | undefined> {
  if (!database) return undefined;
  try {
    if (!(await database.isWhole())) throw new Error('its checksum is wrong');
    const { records, packages, newest, source } = database.about;
    return `${counted(records, 'record')} on ${counted(packages, 'package')}, the latest of ${dayOf(newest)}, ${origin} ${source}`;
  } finally {
    database.close();
  }
}

const dayOf = (date: string): string => date.slice(0, 10);
