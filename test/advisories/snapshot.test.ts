// The snapshot that ships: whole, facts alone, and only from sources that allow it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inMemory } from '../../server/src/advisories/bytes.ts';
import { advisoriesOn } from '../../server/src/advisories/match.ts';
import { openDatabase } from '../../server/src/advisories/open.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';

const folder = join(__dirname, '../../advisories');
const open = (name: string) => openDatabase(inMemory(readFileSync(join(folder, name))));
const databases = readdirSync(folder).filter((name) => name.endsWith('.db'));

describe('snapshot of advisories', () => {
  it('names the source of each file', () => {
    const named = readFileSync(join(folder, 'SOURCES.md'), 'utf8').match(/^\| \S+\.db \|/gm) ?? [];
    assert.deepEqual(named.map((cell) => cell.slice(2, -2)).sort(), databases);
  });

  for (const name of databases) {
    it(name, async () => {
      const database = await open(name);
      assert.equal(await database.isWhole(), true);
      assert.equal(`${database.about.ecosystem}.db`, name);
      assert.equal(database.about.source, 'the snapshot of Lintel');
      assert.notEqual(database.about.ecosystem, 'RubyGems');
      for (const { advisories } of database.packages())
        for (const advisory of advisories) assert.equal('summary' in advisory || 'details' in advisory, false);
    });
  }

  for (const [name, of, version, id] of [
    ['PyPI', 'Django', '3.1.9', 'PYSEC-2021-98'],
    ['Go', 'golang.org/x/net', 'v0.1.0', 'GO-2026-5026'],
    ['npm', 'yui', '3.10.5', 'RETIREJS-yui-GHSA-x5hj-47vv-53p8'],
  ] as const) {
    it(`knows ${of} ${version}`, async () => {
      const found = advisoriesOn(version, (await open(`${name}.db`)).lookup(of), orders[name]);
      assert.ok(found.some((advisory) => advisory.id === id));
    });
  }
});
