// The file of a database: what goes in comes out, and damage is told.

import assert from 'node:assert/strict';
import { addRecord, databaseFile, emptyDraft } from '../../server/src/advisories/build.ts';
import { inMemory } from '../../server/src/advisories/bytes.ts';
import { draftWithout } from '../../server/src/advisories/changes.ts';
import { hashOf } from '../../server/src/advisories/database.ts';
import { openDatabase } from '../../server/src/advisories/open.ts';
import { readRecord } from '../../server/src/advisories/osv.ts';
import { affects, record } from './records.ts';

/** One record for each package, with the id `A-NAME`. */
async function fileOf(...names: readonly string[]): Promise<Uint8Array> {
  const draft = emptyDraft();
  for (const name of names) {
    const read = readRecord(record(`A-${name}`, [affects('PyPI', name, { introduced: '0' })]), 'PyPI');
    assert.ok(read);
    addRecord(draft, read);
  }
  return databaseFile(draft, { ecosystem: 'PyPI', built: '2026-03-01T00:00:00Z', source: 'a test' });
}

const open = (bytes: Uint8Array) => openDatabase(inMemory(bytes));

describe('database of advisories', () => {
  it('finds what it holds', async () => {
    const names = Array.from({ length: 500 }, (_, index) => `package-${index}`);
    const database = await open(await fileOf(...names));
    for (const name of names)
      assert.deepEqual(
        database.lookup(name).map(({ id }) => id),
        [`A-${name}`],
      );
    assert.deepEqual(database.lookup('package-500'), []);
    assert.deepEqual(
      database.lookup('Package_7').map(({ id }) => id),
      ['A-package-7'],
    );
    assert.deepEqual(database.about, {
      ecosystem: 'PyPI',
      built: '2026-03-01T00:00:00Z',
      source: 'a test',
      newest: '2026-01-02T03:04:05Z',
      records: 500,
      packages: 500,
    });
    assert.equal(await database.isWhole(), true);
  });

  it('tells names with the same hash apart', async () => {
    // Found by trying: the hash has 32 bits.
    const [one, other] = ['costarring', 'liquid'];
    assert.equal(hashOf(one), hashOf(other));
    const database = await open(await fileOf(one, other));
    assert.deepEqual(
      [one, other].map((name) => database.lookup(name)[0]?.id),
      ['A-costarring', 'A-liquid'],
    );
  });

  it('is the same file for the same records', async () => {
    assert.deepEqual(await fileOf('a', 'b', 'é'), await fileOf('é', 'b', 'a'));
  });

  it('may be empty', async () => {
    const database = await open(await fileOf());
    assert.deepEqual([database.lookup('a'), [...database.packages()], database.ledger().size], [[], [], 0]);
  });

  it('goes on without some of its records', async () => {
    const draft = draftWithout(await open(await fileOf('a', 'b')), new Set(['A-a']));
    assert.deepEqual([[...draft.packages.keys()], [...draft.ledger.keys()]], [['b'], ['A-b']]);
  });

  it('is told wherever it is cut off', async () => {
    const whole = await fileOf('a', 'b');
    for (let length = 0; length < whole.length; length++)
      await assert.rejects(
        open(whole.subarray(0, length)),
        /^(?:Database)?Error: it is (?:no database of advisories|damaged: its length is wrong)$/,
      );
  });

  it('is told wherever a byte is wrong', async () => {
    const whole = await fileOf('a', 'b');
    for (let at = 0; at < whole.length; at++) {
      const damaged = Uint8Array.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      const isWhole = await open(damaged).then(
        (database) => database.isWhole(),
        () => false,
      );
      assert.equal(isWhole, false, `byte ${at}`);
    }
  });
});
