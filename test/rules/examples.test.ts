// Every rule's examples: the marks are the findings, the fixes give what they promise, the rest is silent.

import assert from 'node:assert/strict';
import type { Language } from '../../server/src/languages/language.ts';
import { toolsOf } from '../../server/src/rules/catalogue.ts';
import { languagesForTests } from '../languages.ts';
import { exampleFaults } from './examples.ts';
import { packedRules } from './folder.ts';

describe('rules', () => {
  const { catalogue, texts, problems } = packedRules();
  let languages: readonly Language[] = [];
  before(async () => {
    languages = await languagesForTests();
  });

  it('compile without a problem', () => {
    assert.deepEqual(
      problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
      [],
    );
  });

  for (const source of catalogue.sources) {
    it(`${source.id} does what its examples show`, () => {
      assert.deepEqual(exampleFaults(source, texts[source.id]?.examples ?? [], languages, toolsOf(catalogue)), []);
    });
  }
});
