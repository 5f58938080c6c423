// What is told of files that cannot be read in many places.

import assert from 'node:assert/strict';
import { analyse } from '../../server/src/engine/analyse.ts';
import { emptyMemory } from '../../server/src/engine/memory.ts';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import type { Problem, SourceFile } from '../../server/src/model/file.ts';
import { emptyCatalogue, rulesOf } from '../../server/src/rules/catalogue.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

const rules = rulesOf(emptyCatalogue);

function told(count: number): readonly string[] {
  const problems = Array.from({ length: count }, (_, index): Problem => ({ message: `mistake ${index + 1}` }));
  const snapshot = snapshotOf('/a/go.mod', '');
  const file: SourceFile = {
    file: snapshot.file,
    language: 'packages',
    snapshot,
    sources: new Map(),
    comments: [],
    problems,
  };
  const unit = { language: 'packages', files: [file], resources: [], problems: [] } as const;
  return analyse(unit, {
    rules,
    settings: defaultSettings,
    today: '2026-01-01',
    memory: emptyMemory(),
    isReported: () => true,
  }).problems.map(({ message }) => message);
}

describe('problems', () => {
  it('are told one by one where they are few', () => assert.deepEqual(told(2), ['mistake 1', 'mistake 2']));
  it('are counted where they are many', () => {
    const all = told(250);
    assert.equal(all.length, 101);
    assert.equal(all.at(-1), '150 more places of this file cannot be read');
  });
});
