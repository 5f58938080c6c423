// What is loaded when, and what holds when a database cannot be read.

import assert from 'node:assert/strict';
import { inMemory } from '../../server/src/advisories/bytes.ts';
import type { Ecosystem } from '../../server/src/advisories/ecosystem.ts';
import { type AdvisorySource, type DatabaseFile, knownAdvisories } from '../../server/src/advisories/facts.ts';
import { databaseOf } from './known.ts';

const exploited = async () => JSON.stringify({ cves: ['CVE-1'] });

const file = async (id: string, checked?: string): Promise<DatabaseFile> => {
  const bytes = await databaseOf('npm', { a: [{ id, affected: [{ from: '0' }] }] }, '2026-01-02T03:04:05Z');
  return { ...(checked && { checked }), open: async () => inMemory(bytes) };
};

const damaged: DatabaseFile = { open: async () => inMemory(new Uint8Array(200)) };

function known(files: () => readonly DatabaseFile[], more: Partial<AdvisorySource> = {}) {
  const log: string[] = [];
  const source: AdvisorySource = {
    async databases(ecosystem: Ecosystem) {
      log.push(`asked for ${ecosystem}`);
      return ecosystem === 'npm' ? files() : [];
    },
    exploited,
    ...more,
  };
  const advisories = knownAdvisories(
    source,
    (message) => log.push(message),
    () => log.push('changed'),
  );
  const ids = () =>
    advisories
      .now()
      .of('npm', 'a')
      ?.map(({ id }) => id);
  return { advisories, log, ids };
}

describe('known advisories', () => {
  it('are loaded once, when somebody waits for them', async () => {
    const npm = await file('A');
    const { advisories, log, ids } = known(() => [npm]);
    assert.deepEqual([ids(), advisories.now().isLoaded('npm')], [undefined, false]);
    await Promise.all([advisories.load(['npm']), advisories.load(['npm', 'Go'])]);
    await advisories.load(['npm']);
    assert.deepEqual(log, ['asked for npm', 'asked for Go', 'changed', 'changed']);
    const facts = advisories.now();
    assert.deepEqual([ids(), facts.of('npm', 'b'), facts.of('Go', 'a')], [['A'], [], undefined]);
    assert.deepEqual([facts.isLoaded('Go'), facts.isLoaded('PyPI')], [true, false]);
    assert.deepEqual([facts.isExploited('CVE-1'), facts.isExploited('CVE-2')], [true, false]);
  });

  it('say of which day they are: when the source was asked, or the youngest record', async () => {
    for (const [checked, expected] of [
      [undefined, '2026-01-02'],
      ['2026-02-03T04:05:06Z', '2026-02-03'],
    ] as const) {
      const npm = await file('A', checked);
      const { advisories } = known(() => [npm]);
      await advisories.load(['npm', 'Go']);
      const facts = advisories.now();
      assert.deepEqual([facts.asOf('npm'), facts.asOf('Go')], [expected, undefined]);
      assert.deepEqual([facts.isSnapshot('npm'), facts.isSnapshot('Go')], [checked === undefined, false]);
    }
  });

  it('are read anew when others have come, and are other facts then', async () => {
    let npm = await file('A');
    const { advisories, ids } = known(() => [npm]);
    await advisories.load(['npm']);
    const before = advisories.now();
    npm = await file('B');
    await advisories.load(['npm']);
    assert.deepEqual([ids(), advisories.now() === before], [['A'], true]);
    await advisories.renew();
    assert.deepEqual([ids(), advisories.now() === before], [['B'], false]);
  });

  it('come from the next file where one is damaged, and from none where there is no other', async () => {
    const npm = await file('A');
    const { advisories, log, ids } = known(() => [damaged, npm]);
    await advisories.load(['npm']);
    const said = 'a database of advisories on npm is not read: it is no database of advisories';
    assert.deepEqual([ids(), log], [['A'], ['asked for npm', said, 'changed']]);
    const without = known(() => [damaged]);
    await without.advisories.load(['npm']);
    assert.deepEqual([without.ids(), without.log], [undefined, ['asked for npm', said, 'changed']]);
  });

  it('lose one package where the file is damaged behind its front', async () => {
    const bytes = await databaseOf('npm', {
      a: [{ id: 'A', affected: [{ from: '0' }] }],
      b: [{ id: 'B', affected: [{ from: '0' }] }],
    });
    const at = Buffer.from(bytes).indexOf('{"name":"a"');
    bytes[at] = 'x'.charCodeAt(0);
    const { advisories, log } = known(() => [{ open: async () => inMemory(bytes) }]);
    await advisories.load(['npm']);
    const facts = advisories.now();
    assert.deepEqual([facts.of('npm', 'a'), facts.of('npm', 'b')?.map(({ id }) => id)], [[], ['B']]);
    assert.match(log.at(-1) ?? '', /^the advisories on a are not read: /);
  });

  it('hold without what is exploited, and where their files cannot be listed', async () => {
    const npm = await file('A');
    const refuse = () => Promise.reject(new Error('no'));
    const first = known(() => [npm], { exploited: refuse });
    await first.advisories.load(['npm']);
    assert.deepEqual([first.ids(), first.advisories.now().isExploited('CVE-1')], [['A'], false]);
    const second = known(() => [npm], { databases: refuse });
    await second.advisories.load(['npm']);
    assert.equal(second.ids(), undefined);
  });
});
