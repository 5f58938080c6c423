// RULES.md is the list of the rules as they stand.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { referenceFile, ruleReference } from '../../scripts/rule-reference.ts';
import { packedRules } from './folder.ts';

describe('RULES.md', () => {
  it('lists the rules as they stand; `npm run reference` writes it', () => {
    assert.equal(readFileSync(referenceFile, 'utf8'), ruleReference(packedRules().catalogue.sources));
  });
});
