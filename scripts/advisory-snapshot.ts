// Builds the databases that ship with the package, in advisories/, from a bucket in OSV's layout: `npm run advisory-snapshot -- FOLDER|URL`. They hold facts
// alone: ids, packages, ranges, severities and dates, and no text of an advisory. RubyGems is left out, because a part of its source may not be
// passed on. The same bucket gives the same files.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { draftFrom } from '../server/src/advisories/archive.ts';
import { addAdvisory, type Draft, databaseFile, emptyDraft } from '../server/src/advisories/build.ts';
import { inMemory } from '../server/src/advisories/bytes.ts';
import { type Ecosystem, ecosystems } from '../server/src/advisories/ecosystem.ts';
import { openDatabase } from '../server/src/advisories/open.ts';
import { type Bucket, bucketAt } from '../server/src/node/bucket.ts';
import { nodeDisk } from '../server/src/node/disk.ts';
import { nodeCodec, openFile } from '../server/src/node/file-bytes.ts';

const target = join(__dirname, '../advisories');
const source = 'the snapshot of Lintel';

async function main(from: string | undefined): Promise<void> {
  if (from === undefined) throw new Error('name a bucket: npm run advisory-snapshot -- FOLDER|URL');
  const downloads = await mkdtemp(join(tmpdir(), 'lintel-snapshot-'));
  try {
    const bucket = bucketAt(from, downloads, nodeDisk, () => {});
    const list = new TextDecoder().decode(await bucket.bytes('ecosystems.txt', 1024 * 1024)).split(/\r?\n/);
    for (const ecosystem of ecosystems)
      if (ecosystem !== 'RubyGems' && list.includes(ecosystem)) await snapshotOf(ecosystem, bucket);
  } finally {
    await rm(downloads, { recursive: true });
  }
}

async function snapshotOf(ecosystem: Ecosystem, bucket: Bucket): Promise<void> {
  const archive = await bucket.file(`${ecosystem}/all.zip`, 4 * 1024 * 1024 * 1024);
  const file = openFile(archive.path);
  const { draft } = draftFrom(file, ecosystem, nodeCodec);
  file.close();
  await archive.done();
  const whole = await openDatabase(inMemory(await databaseFile(draft, { ecosystem, built: '', source })));
  const { newest } = whole.about;
  const facts: Draft = { ...emptyDraft(), ledger: new Map(whole.ledger()) };
  for (const { name, advisories } of whole.packages())
    for (const { summary: _, ...advisory } of advisories) addAdvisory(facts, name, advisory);
  const bytes = await databaseFile(facts, { ecosystem, built: newest, source });
  await writeFile(join(target, `${ecosystem}.db`), bytes);
  console.log(`${ecosystem}: ${whole.about.records} records, ${(bytes.length / 1024).toFixed(0)} kB`);
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
