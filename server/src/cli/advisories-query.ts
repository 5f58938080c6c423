// `lintel advisories query ECOSYSTEM NAME [VERSION]`: what the database knows about a package, or about one version of it.

import type { Advisory, Interval } from '../advisories/advisory.ts';
import { advisoriesOn, bestFixOfMajor, lowestCleanFix } from '../advisories/match.ts';
import type { VersionOrder } from '../advisories/versions/order.ts';
import { orders } from '../advisories/versions/orders.ts';
import { openCurrent, openSnapshot } from '../node/advisory-store.ts';
import { nodeDisk } from '../node/disk.ts';
import { counted } from '../reports/shown.ts';
import type { Arguments } from './arguments.ts';
import { ecosystemNamed } from './ecosystem-named.ts';
import { type ExitCode, type Shell, UsageError } from './shell.ts';

/** 1 where there is an advisory. */
export async function queryAdvisories(given: Arguments, folder: string, shell: Shell): Promise<ExitCode> {
  const [written, name, version, ...more] = given.rest;
  if (written === undefined || name === undefined || more.length > 0)
    throw new UsageError(
      '"lintel advisories query" takes an ecosystem, a package and a version, such as npm lodash 4.17.20',
    );
  const ecosystem = ecosystemNamed(written);
  const database =
    (await openCurrent(folder, ecosystem, nodeDisk)) ?? (await openSnapshot(shell.assets, ecosystem, nodeDisk));
  if (!database) throw new UsageError(`there is no database of ${ecosystem}; "lintel advisories update" fetches it`);
  const all = database.lookup(name);
  database.close();
  const order = orders[ecosystem];
  const found = version === undefined ? all : advisoriesOn(version, all, order);
  const fix = version === undefined || found.length === 0 ? undefined : lowestCleanFix(version, all, order);
  if (given.value('format') === 'json') {
    shell.write(`${JSON.stringify({ ecosystem, name, version, advisories: found, fix }, undefined, 2)}\n`);
  } else {
    shell.write(`${[name, version].filter(Boolean).join(' ')}: ${counted(found.length, 'advisory', 'advisories')}\n`);
    for (const advisory of found) shell.write(`  ${line(advisory)}\n`);
    if (version !== undefined && found.length > 0) shell.write(`  ${advice(version, all, found, order)}\n`);
  }
  return found.length > 0 ? 1 : 0;
}

function line({ id, aliases = [], kind, severity, score, affected, versions = [], summary }: Advisory): string {
  const names = [id, ...aliases].join(', ');
  const weight = [kind, severity, score?.toFixed(1)].filter(Boolean).join(' ');
  const range = [...affected.map(shownInterval), ...versions].join(', ');
  return [names, weight, range, summary].filter(Boolean).join('; ');
}

function shownInterval({ from, below, through }: Interval): string {
  const start = from === '0' ? '' : `>= ${from} `;
  if (below !== undefined) return `${start}< ${below}`;
  return through === undefined ? start.trim() || 'all versions' : `${start}<= ${through}`;
}

function advice(version: string, all: readonly Advisory[], found: readonly Advisory[], order: VersionOrder): string {
  if (found.some(({ kind }) => kind === 'malicious')) return 'remove it: it is malicious';
  const fix = lowestCleanFix(version, all, order);
  if (fix !== undefined) return `upgrade to ${fix}`;
  const best = bestFixOfMajor(version, all, order);
  return best ? `${best.version} fixes ${best.cleared.length} of ${found.length}` : 'there is no version without them';
}
