// Every row of ../shared/osv/oracle.jsonl.gz: the same advisories for a version, and the same lowest clean fix.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Advisory } from '../../server/src/advisories/advisory.ts';
import { canonicalName, type Ecosystem, ecosystems } from '../../server/src/advisories/ecosystem.ts';
import { advisoriesOn, lowestCleanFix } from '../../server/src/advisories/match.ts';
import { readRecord } from '../../server/src/advisories/osv.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';

const shared = join(__dirname, '../../../shared/osv');

interface Row {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  readonly expected_ids: readonly string[];
  readonly lowest_clean_fix?: string | null;
}

describe('advisories of real versions', () => {
  const rows = gunzipSync(readFileSync(join(shared, 'oracle.jsonl.gz')))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  for (const ecosystem of ecosystems) {
    const own = rows.filter((row) => row.ecosystem === ecosystem);
    if (own.length === 0) continue;
    it(`${ecosystem}: ${own.length} rows`, () => {
      const advisories = advisoriesIn(ecosystem);
      const told = own.map((row) => answerTo(row, advisories.get(canonicalName(ecosystem, row.name)) ?? []));
      assert.deepEqual(
        told.filter((line, index) => line !== expectedOf(own[index]!)),
        [],
      );
    });
  }
});

const expectedOf = ({ name, version, expected_ids, lowest_clean_fix }: Row): string =>
  `${name} ${version}: ${expected_ids.join(', ')}; ${lowest_clean_fix ?? 'no fix'}`;

function answerTo({ ecosystem, name, version, expected_ids }: Row, advisories: readonly Advisory[]): string {
  const order = orders[ecosystem];
  const ids = advisoriesOn(version, advisories, order).map(({ id }) => id);
  // The oracle names a fix only where there is something to fix.
  const fix = expected_ids.length > 0 ? lowestCleanFix(version, advisories, order) : undefined;
  return `${name} ${version}: ${ids.sort().join(', ')}; ${fix ?? 'no fix'}`;
}

function advisoriesIn(ecosystem: Ecosystem): Map<string, Advisory[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-osv-'));
  execFileSync('unzip', ['-q', join(shared, 'bucket', ecosystem, 'all.zip'), '-d', folder]);
  const advisories = new Map<string, Advisory[]>();
  for (const file of readdirSync(folder)) {
    const record = readRecord(JSON.parse(readFileSync(join(folder, file), 'utf8')), ecosystem);
    for (const [name, advisory] of record?.packages ?? [])
      advisories.set(name, [...(advisories.get(name) ?? []), advisory]);
  }
  rmSync(folder, { recursive: true });
  return advisories;
}
