// Updating from a bucket on loopback: the first time, by changes, after deletions; cut off anywhere, by the network and by the machine, it leaves
// whole databases behind and goes on the next time.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locked, openCurrent } from '../../server/src/node/advisory-store.ts';
import { bucketAt } from '../../server/src/node/bucket.ts';
import { type Disk, nodeDisk } from '../../server/src/node/disk.ts';
import { type Outcome, updateEcosystem } from '../../server/src/node/update-advisories.ts';
import { type FakeBucket, fill, serveBucket } from './bucket.ts';
import { affects, record } from './records.ts';
import { zipOf } from './zip-writer.ts';

const npm = (id: string, fixed = '1.0.0', day = '01') => ({
  ...record(id, [affects('npm', 'a', { introduced: '0' }, { fixed })]),
  modified: `2026-01-${day}T00:00:00Z`,
});

const withdrawn = (json: ReturnType<typeof npm>) => ({ ...json, withdrawn: json.modified });

const three = [npm('A-1'), npm('A-2'), npm('A-3')];

/** Large enough that it does not come in one piece. */
const large = [...three, { ...npm('A-4'), details: noise(3_000_000) }];

let bucket: FakeBucket;
let folder: string;

describe('updates', () => {
  beforeEach(async () => {
    bucket = await serveBucket();
    folder = mkdtempSync(join(tmpdir(), 'lintel-update-'));
    fill(bucket, 'npm', three);
  });
  afterEach(() => {
    bucket.close();
    rmSync(folder, { recursive: true });
  });

  it('takes the whole archive the first time', async () => {
    assert.deepEqual(await update(), { kind: 'whole', records: 3, unread: 0 });
    assert.equal(await known(), 'A-1 <1.0.0, A-2 <1.0.0, A-3 <1.0.0');
    assert.deepEqual(bucket.requests, ['GET /npm/modified_id.csv', 'GET /npm/all.zip']);
    assert.deepEqual(readdirSync(join(folder, 'downloads')), []);
  });

  it('takes nothing where nothing is new', async () => {
    await update();
    bucket.requests.length = 0;
    assert.deepEqual(await update(), { kind: 'nothing new' });
    assert.deepEqual(bucket.requests, ['GET /npm/modified_id.csv']);
  });

  it('takes what changed, is new and is gone', async () => {
    await update();
    bucket.requests.length = 0;
    fill(bucket, 'npm', [npm('A-1'), npm('A-2', '2.0.0', '05'), npm('A-9', '3.0.0', '04')]);
    assert.deepEqual(await update(), { kind: 'changes', changed: 2, gone: 1 });
    assert.equal(await known(), 'A-1 <1.0.0, A-2 <2.0.0, A-9 <3.0.0');
    assert.deepEqual(bucket.requests.sort(), ['GET /npm/A-2.json', 'GET /npm/A-9.json', 'GET /npm/modified_id.csv']);
  });

  it('forgets what was withdrawn, and asks for it no more', async () => {
    await update();
    fill(bucket, 'npm', [npm('A-1'), npm('A-2'), withdrawn(npm('A-3', '1.0.0', '07'))]);
    assert.deepEqual(await update(), { kind: 'changes', changed: 1, gone: 0 });
    assert.equal(await known(), 'A-1 <1.0.0, A-2 <1.0.0');
    assert.deepEqual(await update(), { kind: 'nothing new' });
  });

  it('takes the archive where a record does not lie by itself', async () => {
    await update();
    fill(bucket, 'npm', [...three, npm('A-4', '4.0.0', '04')]);
    bucket.objects.delete('npm/A-4.json');
    assert.deepEqual(await update(), { kind: 'whole', records: 4, unread: 0 });
  });

  it('takes the next time what an archive did not have yet', async () => {
    fill(bucket, 'npm', [...three, npm('A-4', '4.0.0', '04')]);
    bucket.objects.set('npm/all.zip', archiveOf(three));
    assert.deepEqual(await update(), { kind: 'whole', records: 3, unread: 0 });
    assert.deepEqual(await update(), { kind: 'changes', changed: 1, gone: 0 });
    assert.equal(await known(), 'A-1 <1.0.0, A-2 <1.0.0, A-3 <1.0.0, A-4 <4.0.0');
  });

  it('believes no list that lost most of its lines', async () => {
    const many = Array.from({ length: 60 }, (_, index) => npm(`A-${index}`));
    fill(bucket, 'npm', many);
    await update();
    bucket.objects.set('npm/modified_id.csv', Buffer.from('2026-01-01T00:00:00Z,A-1\n'));
    assert.deepEqual(await update(), { kind: 'whole', records: 60, unread: 0 });
  });

  it('builds anew what is damaged', async () => {
    await update();
    for (const name of readdirSync(folder))
      if (name.endsWith('.db')) await nodeDisk.write(join(folder, name), Buffer.from('x'));
    assert.deepEqual(await update(), { kind: 'whole', records: 3, unread: 0 });
    assert.equal(await known(), 'A-1 <1.0.0, A-2 <1.0.0, A-3 <1.0.0');
  });

  it('keeps the last generation, and no older one', async () => {
    for (const day of ['02', '03', '04', '05']) {
      fill(bucket, 'npm', [npm('A-1', '1.0.0', day)]);
      await update();
    }
    assert.equal(readdirSync(folder).filter((name) => name.endsWith('.db')).length, 2);
  });

  describe('keeps what it has and says', () => {
    type Refused = Readonly<Record<string, readonly [spoil: () => void, message: string]>>;
    const archives: Refused = {
      'a wrong checksum of the archive': [
        () => bucket.sums.set('npm/all.zip', 'AAAAAAAAAAAAAAAAAAAAAA=='),
        'ADDRESS/npm/all.zip did not arrive as it was sent: its checksum is wrong',
      ],
      'a wrong checksum of an entry': [
        () => bucket.objects.set('npm/all.zip', zipOf([{ name: 'A-1.json', content: '{}', claims: { crc32: 1 } }])),
        'the archive of npm is not taken: A-1.json is damaged: its checksum is wrong',
      ],
      'a bomb': [
        () =>
          bucket.objects.set(
            'npm/all.zip',
            zipOf([{ name: 'A-1.json', content: Buffer.alloc(20 * 1024 * 1024, ' ') }]),
          ),
        'the archive of npm is not taken: A-1.json would be 20971520 bytes, more than 16777216',
      ],
      'a path in the archive': [
        () => bucket.objects.set('npm/all.zip', zipOf([{ name: '../../A-1.json', content: '{}' }])),
        'the archive of npm is not taken: it holds an entry with the name "../../A-1.json"',
      ],
      'an archive of something else': [
        () => bucket.objects.set('npm/all.zip', zipOf([{ name: 'readme.txt', content: 'hello' }])),
        'the archive of npm is not taken: it holds no records',
      ],
      'half an archive': [
        () => bucket.objects.set('npm/all.zip', archiveOf(three)),
        'the archive of npm is not taken: it lacks 1001 of 1004 records',
      ],
      'no archive': [() => bucket.objects.delete('npm/all.zip'), 'ADDRESS/npm/all.zip answers 404'],
    };
    const others: Refused = {
      'no list': [() => bucket.objects.delete('npm/modified_id.csv'), 'ADDRESS has no npm/modified_id.csv'],
      'a page in place of the list': [
        () => bucket.objects.set('npm/modified_id.csv', Buffer.from('<html>Please log in')),
        'npm/modified_id.csv cannot be read: line 1 is no date and id of a record',
      ],
      'an id that is a path': [
        () => bucket.objects.set('npm/modified_id.csv', Buffer.from('2026-01-01T00:00:00Z,../x\n')),
        'npm/modified_id.csv cannot be read: line 1 is no date and id of a record',
      ],
      'another record than it asked for': [
        () => {
          fill(bucket, 'npm', [...three, npm('A-4')]);
          bucket.objects.set('npm/A-4.json', Buffer.from(JSON.stringify(npm('A-5'))));
        },
        'ADDRESS/npm/A-4.json is no record with this id',
      ],
      'that nobody answers': [
        () => bucket.close(),
        'ADDRESS/npm/modified_id.csv cannot be reached: connect ECONNREFUSED HOST',
      ],
    };
    const keeps = async (spoil: () => void, message: string): Promise<void> => {
      const before = await known();
      spoil();
      const host = bucket.address.slice('http://'.length);
      await assert.rejects(update(), { message: message.replace('ADDRESS', bucket.address).replace('HOST', host) });
      assert.equal(await known(), before);
    };
    for (const [title, [spoil, message]] of Object.entries(archives)) {
      it(title, async () => {
        await update();
        // So many changes that the archive is asked for.
        fill(bucket, 'npm', [...three, ...manyMore()]);
        await keeps(spoil, message);
      });
    }
    for (const [title, [spoil, message]] of Object.entries(others)) {
      it(title, async () => {
        await update();
        await keeps(spoil, message);
      });
    }
  });

  it('goes on with a download that was cut off, at twenty points', async () => {
    let resumed = 0;
    for (let point = 0; point < 20; point++) {
      rmSync(folder, { recursive: true });
      fill(bucket, 'npm', three);
      await update();
      fill(bucket, 'npm', large);
      // Then the archive is asked for.
      bucket.objects.delete('npm/A-4.json');
      const at = Math.floor((bucket.objects.get('npm/all.zip')!.length * point) / 20);
      bucket.cutAfter = { path: 'npm/all.zip', bytes: at };
      await assert.rejects(update(), /npm\/all\.zip was cut off/);
      assert.equal(await known(), 'A-1 <1.0.0, A-2 <1.0.0, A-3 <1.0.0');
      // What had not come to the disk when the connection broke is asked for again.
      const have = (await nodeDisk.size(join(folder, 'downloads/npm-all.zip.part'))) ?? 0;
      assert.ok(have <= at, `${have} of ${at}`);
      if (have > 0) resumed++;
      assert.deepEqual(await update(), { kind: 'whole', records: 4, unread: 0 });
      assert.equal(bucket.requests.at(-1), have > 0 ? `GET /npm/all.zip bytes=${have}-` : 'GET /npm/all.zip');
    }
    assert.ok(resumed > 0);
  });

  it('begins anew where the archive is another by now', async () => {
    fill(bucket, 'npm', large);
    bucket.cutAfter = { path: 'npm/all.zip', bytes: 1_500_000 };
    await assert.rejects(update());
    fill(bucket, 'npm', [...large, npm('A-5')]);
    assert.deepEqual(await update(), { kind: 'whole', records: 5, unread: 0 });
  });

  for (const kind of ['changes', 'whole'] as const) {
    it(`survives the end of the machine at every step: ${kind}`, async () => {
      const next = [npm('A-1', '2.0.0', '02'), ...three.slice(1)];
      for (let last = 0, survived = false; !survived; last++) {
        rmSync(folder, { recursive: true });
        fill(bucket, 'npm', three);
        await update();
        fill(bucket, 'npm', next);
        if (kind === 'whole') bucket.objects.delete('npm/A-1.json');
        survived = await update(dyingDisk(last)).then(
          (outcome) => outcome.kind === kind,
          () => false,
        );
        assert.match(await known(), /^A-1 <[12]\.0\.0, A-2 <1\.0\.0, A-3 <1\.0\.0$/, `step ${last}`);
        await update();
        assert.equal(await known(), 'A-1 <2.0.0, A-2 <1.0.0, A-3 <1.0.0', `after step ${last}`);
        assert.deepEqual(
          readdirSync(folder).filter((name) => !/\.db$|^current\.json$|^downloads$/.test(name)),
          [],
        );
      }
    });
  }

  it('runs once at a time', async () => {
    await nodeDisk.makeFolder(folder);
    await nodeDisk.create(join(folder, 'update.lock'), String(process.ppid));
    await assert.rejects(update(), { message: `another update is running (process ${process.ppid})` });
  });

  it('takes the place of one that has died', async () => {
    await nodeDisk.makeFolder(folder);
    await nodeDisk.create(join(folder, 'update.lock'), '999999999');
    assert.equal((await update()).kind, 'whole');
  });
});

const update = (disk: Disk = nodeDisk): Promise<Outcome> =>
  locked(folder, disk, () =>
    updateEcosystem('npm', {
      folder,
      bucket: bucketAt(bucket.address, join(folder, 'downloads'), disk, () => {}),
      disk,
      now: () => new Date('2026-03-01T00:00:00Z'),
    }),
  );

/** What the database knows about the package `a`. */
async function known(): Promise<string> {
  const database = await openCurrent(folder, 'npm', nodeDisk);
  if (!database) return 'nothing';
  assert.ok(await database.isWhole());
  const told = database.lookup('a').map(({ id, affected }) => `${id} <${affected[0]?.below}`);
  database.close();
  return told.sort().join(', ');
}

const archiveOf = (records: readonly { readonly id: string }[]): Buffer =>
  zipOf(records.map((one) => ({ name: `${one.id}.json`, content: JSON.stringify(one) })));

const manyMore = () => Array.from({ length: 1001 }, (_, index) => npm(`C-${index}`));

/** Text that does not pack, the same every time. */
function noise(length: number): string {
  let [state, text] = [1, ''];
  while (text.length < length) {
    state = Math.imul(state, 1_664_525) + 1_013_904_223;
    text += (state >>> 8).toString(36);
  }
  return text;
}

/** A disk that stops for good in the middle of the step after so many: half of what was to be written is there. */
function dyingDisk(steps: number): Disk {
  let left = steps;
  const step = async <Result>(
    whole: () => Promise<Result>,
    half: () => Promise<unknown> = async () => {},
  ): Promise<Result> => {
    if (left-- > 0) return whole();
    if (left === -1) await half();
    throw new Error('the machine has stopped');
  };
  return {
    read: (path) => step(() => nodeDisk.read(path)),
    size: (path) => step(() => nodeDisk.size(path)),
    list: (path) => step(() => nodeDisk.list(path)),
    makeFolder: (path) => step(() => nodeDisk.makeFolder(path)),
    write: (path, bytes) =>
      step(
        () => nodeDisk.write(path, bytes),
        () => nodeDisk.write(path, bytes.subarray(0, bytes.length / 2)),
      ),
    append: (path, bytes) =>
      step(
        () => nodeDisk.append(path, bytes),
        () => nodeDisk.append(path, bytes.subarray(0, bytes.length / 2)),
      ),
    rename: (from, to) => step(() => nodeDisk.rename(from, to)),
    remove: (path) => step(() => nodeDisk.remove(path)),
    create: (path, text) => step(() => nodeDisk.create(path, text)),
  };
}
