// Brings the database of an ecosystem up to date from a bucket: by the records that changed where they are few, by the whole archive otherwise.

import { type ArchiveReading, draftFrom } from '../advisories/archive.ts';
import { addRecord, type Draft, databaseFile } from '../advisories/build.ts';
import { draftWithout } from '../advisories/changes.ts';
import type { Ecosystem } from '../advisories/ecosystem.ts';
import { type Changes, changesBetween, readModifiedList } from '../advisories/modified-list.ts';
import type { Database } from '../advisories/open.ts';
import { type OsvRecord, readRecord } from '../advisories/osv.ts';
import { messageOf } from '../text/thrown.ts';
import { confirm, openCurrent, publish } from './advisory-store.ts';
import type { Bucket } from './bucket.ts';
import type { Disk } from './disk.ts';
import { nodeCodec, openFile } from './file-bytes.ts';

export interface Updating {
  /** Of the databases. */
  readonly folder: string;
  readonly bucket: Bucket;
  readonly disk: Disk;
  now(): Date;
}

export type Outcome =
  | { readonly kind: 'nothing new' }
  | { readonly kind: 'changes'; readonly changed: number; readonly gone: number }
  | { readonly kind: 'whole'; readonly records: number; readonly unread: number };

/** In bytes. npm's list has 10 MB and its archive 150 MB. */
const most = { list: 256 * 1024 * 1024, archive: 4 * 1024 * 1024 * 1024, record: 16 * 1024 * 1024 };

/** More changes are fetched faster with the archive. */
const fewest = 1000;

/** How many requests run at a time. */
const together = 8;

/** Throws where anything is not as it should be; the database is then as it was. */
export async function updateEcosystem(ecosystem: Ecosystem, updating: Updating): Promise<Outcome> {
  const { folder, bucket, disk } = updating;
  // Before the archive, so that what changes in between is fetched the next time.
  const listed = await listOf(ecosystem, bucket);
  const database = await openCurrent(folder, ecosystem, disk).catch(() => undefined);
  try {
    const changes = database && changesBetween(database.ledger(), listed);
    if (!database || !changes || areMany(changes, listed.size)) return await whole(ecosystem, listed, updating);
    const { changed, gone } = changes;
    if (changed.length + gone.length === 0) {
      await confirm(folder, ecosystem, updating.now().toISOString(), disk);
      return { kind: 'nothing new' };
    }
    const draft = await draftAfter(changes, listed, database, ecosystem, bucket);
    if (!draft) return await whole(ecosystem, listed, updating);
    await finish(draft, ecosystem, updating);
    return { kind: 'changes', changed: changed.length, gone: gone.length };
  } finally {
    database?.close();
  }
}

async function listOf(ecosystem: Ecosystem, bucket: Bucket): Promise<Map<string, string>> {
  const path = `${ecosystem}/modified_id.csv`;
  const bytes = await bucket.bytes(path, most.list);
  if (!bytes) throw new Error(`${bucket.name} has no ${path}`);
  try {
    return readModifiedList(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new Error(`${path} cannot be read: ${messageOf(error)}`);
  }
}

/** Records are seldom deleted. Where a list has lost many, the archive must confirm it. */
const areMany = ({ changed, gone }: Changes, listed: number): boolean =>
  changed.length > fewest || gone.length > Math.max(20, listed / 50);

/** Undefined where the bucket does not hold a changed record by itself. */
async function draftAfter(
  { changed, gone }: Changes,
  listed: ReadonlyMap<string, string>,
  database: Database,
  ecosystem: Ecosystem,
  bucket: Bucket,
): Promise<Draft | undefined> {
  const records: OsvRecord[] = [];
  for (let start = 0; start < changed.length; start += together) {
    const some = changed
      .slice(start, start + together)
      .map((id) => recordOf(id, listed.get(id) ?? '', ecosystem, bucket));
    for (const record of await Promise.all(some)) {
      if (!record) return undefined;
      records.push(record);
    }
  }
  const draft = draftWithout(database, new Set([...changed, ...gone]));
  for (const record of records) addRecord(draft, record);
  return draft;
}

async function recordOf(
  id: string,
  modified: string,
  ecosystem: Ecosystem,
  bucket: Bucket,
): Promise<OsvRecord | undefined> {
  const path = `${ecosystem}/${id}.json`;
  const bytes = await bucket.bytes(path, most.record);
  if (!bytes) return undefined;
  const json = jsonOf(bytes, path);
  const record = readRecord(json, ecosystem);
  // A record that is none is the same the next time, and is not asked for until it has changed.
  if (!record) return { id, modified, packages: new Map() };
  if (record.id !== id) throw new Error(`${bucket.name}/${path} is no record with this id`);
  return record;
}

function jsonOf(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Error(`${path} is damaged: it is no JSON`);
  }
}

async function whole(ecosystem: Ecosystem, listed: ReadonlyMap<string, string>, updating: Updating): Promise<Outcome> {
  const { bucket } = updating;
  const archive = await bucket.file(`${ecosystem}/all.zip`, most.archive);
  const file = openFile(archive.path);
  let reading: ArchiveReading;
  try {
    reading = draftFrom(file, ecosystem, nodeCodec);
  } catch (error) {
    throw new Error(`the archive of ${ecosystem} is not taken: ${messageOf(error)}`);
  } finally {
    file.close();
    await archive.done();
  }
  const { draft, unread } = reading;
  const missing = [...listed.keys()].filter((id) => !draft.ledger.has(id)).length;
  // Those that are younger than the archive come with the next update.
  if (missing > Math.max(20, listed.size / 20))
    throw new Error(`the archive of ${ecosystem} is not taken: it lacks ${missing} of ${listed.size} records`);
  const records = draft.ledger.size;
  await finish(draft, ecosystem, updating);
  return { kind: 'whole', records, unread };
}

async function finish(draft: Draft, ecosystem: Ecosystem, { folder, bucket, disk, now }: Updating): Promise<void> {
  const built = now().toISOString();
  const bytes = await databaseFile(draft, { ecosystem, built, source: bucket.name });
  await publish(folder, ecosystem, bytes, built, disk);
}
