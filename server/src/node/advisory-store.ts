// The folder that holds the databases of advisories. Files of a database are immutable and named by their content; `current.json` says which of them
// count. It is replaced last and at once, so whoever looks at any moment finds whole databases: the old ones or the new ones.

import { join } from 'node:path';
import { hexOf, inMemory, sha256 } from '../advisories/bytes.ts';
import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import { type Database, openDatabase } from '../advisories/open.ts';
import type { Disk } from './disk.ts';
import { openFile } from './file-bytes.ts';

export interface Current {
  /** The name of the file in the folder. */
  readonly file: string;
  /** When the source was last asked, ISO 8601. */
  readonly checked: string;
}

export type Currents = Readonly<Partial<Record<Ecosystem, Current>>>;

const pointer = 'current.json';
const lock = 'update.lock';

/** Empty where the folder has none, and where it was written by a version with another idea of it. */
export async function currentsIn(folder: string, disk: Disk): Promise<Currents> {
  const bytes = await disk.read(join(folder, pointer));
  if (!bytes) return {};
  try {
    const { format, ecosystems: written } = JSON.parse(new TextDecoder().decode(bytes));
    return format === 1 ? wellFormed(written) : {};
  } catch {
    return {};
  }
}

function wellFormed(written: Readonly<Record<string, Current | undefined>>): Currents {
  const entries = ecosystems.flatMap((ecosystem) => {
    const { file, checked } = written[ecosystem] ?? {};
    if (typeof file !== 'string' || typeof checked !== 'string' || !/^[\w.-]+\.db$/.test(file)) return [];
    return [[ecosystem, { file, checked }] as const];
  });
  return Object.fromEntries(entries);
}

export interface OpenDatabase extends Database {
  close(): void;
}

/** Undefined where there is none. Throws where it is damaged. */
export async function openCurrent(folder: string, ecosystem: Ecosystem, disk: Disk): Promise<OpenDatabase | undefined> {
  const current = (await currentsIn(folder, disk))[ecosystem];
  return current && openAt(join(folder, current.file));
}

/** What came with the package, in `assets`; undefined where it knows nothing of the ecosystem. */
export async function openSnapshot(
  assets: string,
  ecosystem: Ecosystem,
  disk: Disk,
): Promise<OpenDatabase | undefined> {
  const path = join(assets, 'advisories', `${ecosystem}.db`);
  return (await disk.size(path)) === undefined ? undefined : openAt(path);
}

async function openAt(path: string): Promise<OpenDatabase> {
  const file = openFile(path);
  try {
    return { ...(await openDatabase(file)), close: file.close };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Makes the bytes the current database. They are read back from the disk and checked before anybody is led to them. */
export async function publish(
  folder: string,
  ecosystem: Ecosystem,
  bytes: Uint8Array,
  checked: string,
  disk: Disk,
): Promise<void> {
  await disk.makeFolder(folder);
  const file = `${ecosystem}-${hexOf(await sha256(bytes)).slice(0, 16)}.db`;
  await replace(join(folder, file), bytes, disk);
  const written = await disk.read(join(folder, file));
  if (!written || !(await (await openDatabase(inMemory(written))).isWhole()))
    throw new Error(`${file} was not written as it should be`);
  const before = await currentsIn(folder, disk);
  await pointTo(folder, { ...before, [ecosystem]: { file, checked } }, disk);
  await removeOld(folder, disk, before[ecosystem]?.file);
}

/** Notes that the source was asked and had nothing new. */
export async function confirm(folder: string, ecosystem: Ecosystem, checked: string, disk: Disk): Promise<void> {
  const before = await currentsIn(folder, disk);
  const current = before[ecosystem];
  if (current) await pointTo(folder, { ...before, [ecosystem]: { ...current, checked } }, disk);
}

async function pointTo(folder: string, currents: Currents, disk: Disk): Promise<void> {
  const text = JSON.stringify({ format: 1, ecosystems: currents }, undefined, 2);
  await replace(join(folder, pointer), new TextEncoder().encode(`${text}\n`), disk);
}

async function replace(path: string, bytes: Uint8Array, disk: Disk): Promise<void> {
  await disk.write(`${path}.new`, bytes);
  await disk.rename(`${path}.new`, path);
}

/** The last generation stays until the next one, for those who are about to open it. */
async function removeOld(folder: string, disk: Disk, last: string | undefined): Promise<void> {
  const currents = Object.values(await currentsIn(folder, disk)).map(({ file }) => file);
  for (const name of await disk.list(folder)) {
    const isOld = name.endsWith('.db') && name !== last && !currents.includes(name);
    // Windows removes no file that is open; the next time will do.
    if (isOld || name.endsWith('.new')) await disk.remove(join(folder, name)).catch(() => {});
  }
}

/** One update at a time. Throws where another process is at it; one that has died does not count. */
export async function locked<Result>(folder: string, disk: Disk, work: () => Promise<Result>): Promise<Result> {
  const path = join(folder, lock);
  await disk.makeFolder(folder);
  for (let attempt = 0; !(await disk.create(path, String(process.pid))); attempt++) {
    const holder = Number(new TextDecoder().decode((await disk.read(path)) ?? new Uint8Array()));
    if (attempt > 2 || isAlive(holder)) throw new Error(`another update is running (process ${holder})`);
    await disk.remove(path);
  }
  try {
    return await work();
  } finally {
    await disk.remove(path);
  }
}

/** A process that we may not signal is alive as well. Our own number is left over from a process that had it before. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
