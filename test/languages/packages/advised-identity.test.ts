// What stays the same object from one text to the next, so that rules are not asked again: a manifest with its advisories, as long as neither its text nor
// what is said of its dependencies changes.

import assert from 'node:assert/strict';
import { inMemory } from '../../../server/src/advisories/bytes.ts';
import { knownAdvisories } from '../../../server/src/advisories/facts.ts';
import { packages } from '../../../server/src/languages/packages/language.ts';
import { lockedOf } from '../../../server/src/languages/packages/locked.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { databaseOf } from '../../advisories/known.ts';

const manifest = '{"dependencies": {"a": "^1.0.0"}}';

const lock = (qs: string, more: Readonly<Record<string, unknown>> = {}) => ({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '^1.0.0' } },
    'node_modules/a': { version: '1.0.0', dependencies: { qs: '6' } },
    'node_modules/qs': { version: qs },
    ...more,
  },
});

async function opened() {
  let below = '6.5.3';
  const advisories = knownAdvisories(
    {
      databases: async () => {
        const bytes = await databaseOf('npm', { qs: [{ id: 'A', affected: [{ from: '0', below }] }] });
        return [{ open: async () => inMemory(bytes) }];
      },
      exploited: async () => '{"cves": []}',
    },
    () => {},
  );
  await advisories.load(['npm']);
  const language = packages(advisories);
  const evaluate = (...files: readonly Parameters<typeof language.evaluate>[0][number][]): Resource => {
    const resource = language.evaluate(files).resources.find(({ type }) => type === 'manifest');
    assert.ok(resource);
    return resource;
  };
  const parsed = (name: string, content: unknown, previous?: Parameters<typeof language.parse>[1]) =>
    language.parse(
      snapshotOf(`/w/${name}`, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2)),
      previous,
    );
  const renewed = async (version: string) => {
    below = version;
    await advisories.renew();
  };
  return { evaluate, parsed, renewed };
}

const found = (resource: Resource): readonly string[] =>
  resource.parts.flatMap(({ parts }) => parts.map(({ type, name }) => `${type} ${name}`));

describe('a manifest with advisories', () => {
  it('stays as it is while the lock changes elsewhere, and is another when what it brings changes', async () => {
    const { evaluate, parsed } = await opened();
    const file = parsed('package.json', manifest);
    const first = parsed('package-lock.json', lock('6.5.2'));
    const before = evaluate(file, first);
    assert.deepEqual(found(before), ['advisory A']);
    const elsewhere = parsed('package-lock.json', lock('6.5.2', { 'node_modules/b': { version: '1.0.0' } }), first);
    assert.equal(evaluate(file, elsewhere), before);
    const mended = evaluate(file, parsed('package-lock.json', lock('6.5.3'), elsewhere));
    assert.deepEqual([found(mended), mended === before], [[], false]);
  });

  it('is another when other advisories are known', async () => {
    const { evaluate, parsed, renewed } = await opened();
    const files = [parsed('package.json', manifest), parsed('package-lock.json', lock('6.5.3'))];
    assert.deepEqual(found(evaluate(...files)), []);
    await renewed('6.6.0');
    assert.deepEqual(found(evaluate(...files)), ['advisory A']);
  });

  it('has the lock of its dependencies at hand, as without advisories', async () => {
    const { evaluate, parsed } = await opened();
    const [dependency] = evaluate(parsed('package.json', manifest), parsed('package-lock.json', lock('6.5.2'))).parts;
    assert.ok(dependency);
    assert.equal(lockedOf(dependency)?.lock.file, '/w/package-lock.json');
    assert.equal(dependency.within?.().parts[0], dependency);
    assert.equal(dependency.parts[0]?.within?.(), dependency);
  });
});
