// `lintel advisories status`: which databases there are, and how old their knowledge is. Reads all of them to tell damage.

import type { Ecosystem } from '../advisories/ecosystem.ts';
import { ecosystems } from '../advisories/ecosystem.ts';
import { currentsIn, openCurrent } from '../node/advisory-store.ts';
import { nodeDisk } from '../node/disk.ts';
import { counted } from '../reports/shown.ts';
import { messageOf } from '../text/thrown.ts';
import type { Arguments } from './arguments.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

/** 2 where one of them is damaged. */
export async function advisoriesStatus(given: Arguments, folder: string, shell: Shell): Promise<ExitCode> {
  if (given.rest.length > 0) throw new UsageError('"lintel advisories status" takes no argument');
  const currents = await currentsIn(folder, nodeDisk);
  let damaged = false;
  for (const ecosystem of ecosystems) {
    const current = currents[ecosystem];
    if (!current) continue;
    try {
      shell.write(`${ecosystem}: ${await told(folder, ecosystem, current.checked)}\n`);
    } catch (error) {
      damaged = true;
      shell.say(
        `lintel: the database of ${ecosystem} is damaged: ${messageOf(error)}; "lintel advisories update" mends it`,
      );
    }
  }
  if (Object.keys(currents).length === 0)
    shell.write(`There is no database in ${folder}; "lintel advisories update" fetches it\n`);
  return damaged ? 2 : 0;
}

async function told(folder: string, ecosystem: Ecosystem, checked: string): Promise<string> {
  const database = await openCurrent(folder, ecosystem, nodeDisk);
  if (!database) throw new Error('its file is missing');
  try {
    if (!(await database.isWhole())) throw new Error('its checksum is wrong');
    const { records, packages, newest, source } = database.about;
    return `${counted(records, 'record')} on ${counted(packages, 'package')}, the latest of ${dayOf(newest)}, checked ${dayOf(checked)} at ${source}`;
  } finally {
    database.close();
  }
}

const dayOf = (date: string): string => date.slice(0, 10);
