// The schema that completes rule files in the editor says the same as the compiler.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { ruleSchema, schemaFile } from '../../scripts/rule-schema.ts';
import { logicKeys } from '../../server/src/rules/compile.ts';
import { isRule } from '../../server/src/rules/pack.ts';
import { recipeWords } from '../../server/src/rules/repairs.ts';
import { operatorNames } from '../../server/src/rules/tests.ts';
import { ruleFolder } from './folder.ts';

const written = readFileSync(schemaFile, 'utf8');
const schema = JSON.parse(written);
const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

describe('rule schema', () => {
  it('is what `npm run reference` writes', () => assert.equal(written, ruleSchema()));

  it('accepts every rule', () => {
    const refused = [...ruleFolder()]
      .filter(([path]) => isRule(path))
      .flatMap(([path, text]) => {
        if (validate(parse(text))) return [];
        return (validate.errors ?? []).map(({ instancePath, message }) => `${path}${instancePath}: ${message}`);
      });
    assert.deepEqual(refused, []);
  });

  it('knows the same words as the compiler', () => {
    assert.deepEqual(Object.keys(schema.$defs.test.anyOf[1].properties).sort(), [...operatorNames].sort());
    assert.deepEqual(Object.keys(schema.$defs.words.properties).sort(), [...logicKeys].sort());
    assert.deepEqual(Object.keys(schema.$defs.fix.properties).sort(), [...recipeWords, 'title', 'safe'].sort());
  });

  const refused: readonly (readonly [what: string, change: object])[] = [
    ['an unknown key', { sevrity: 'low' }],
    ['an unknown severity', { severity: 'bad' }],
    ['an unknown test', { forbid: { a: { is: 1 } } }],
    ['a list as a test', { forbid: { a: [1] } }],
    ['no example', { examples: [] }],
    ['an unknown tool', { aliases: { sonar: ['x'] } }],
    ['an unknown step of a fix', { fix: { title: 'x', repair: 'y' } }],
    ['a text that is inserted nowhere', { fix: { title: 'x', insert: { after: 'a' } } }],
    ['something forbidden of another resource', { related: { type: 'x', forbid: { a: 1 } } }],
    ['a rule about nothing', { about: { type: 'x' } }],
  ];
  const rule = parse(ruleFolder().get('aws/rds/public-access.yaml') ?? '');
  for (const [what, change] of refused)
    it(`refuses ${what}`, () => assert.equal(validate({ ...rule, ...change }), false));
});
