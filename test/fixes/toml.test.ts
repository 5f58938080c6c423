// Repairs of TOML, written out before and after.

import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { editsFor } from '../../server/src/fixes/edits.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import { locate } from '../../server/src/model/file.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { type Case, packagesReader, testRepairs } from './repairing.ts';

const cases: readonly Case[] = [
  {
    it: 'sets values in place',
    before: '[package]\nname = \'a\' # c\nversion = "1"\npublish = true\n',
    change: [
      { set: 'package.name', to: 'b' },
      { set: 'package.version', to: 'x "y"' },
      { set: 'package.publish', to: ['a', 1] },
    ],
    after: '[package]\nname = \'b\' # c\nversion = "x \\"y\\""\npublish = ["a", 1]\n',
  },
  {
    it: 'sets a table between braces',
    before: 'a = 1\n',
    change: { set: 'a', to: { b: 1, 'c d': { e: "it's" } } },
    after: 'a = { b = 1, "c d" = { e = "it\'s" } }\n',
  },
  {
    it: 'adds behind the last line of a table',
    before: '[a]\nb = [\n  1,\n] # c\n\n[d]\n',
    change: [
      { add: 'a', to: 'e', is: 'f' },
      { add: 'd', to: 'g.h', is: 1 },
    ],
    after: '[a]\nb = [\n  1,\n] # c\ne = "f"\n\n[d]\ng = { h = 1 }\n',
  },
  {
    it: 'adds at the top before all tables',
    before: '[a]\nb = 1\n',
    change: { add: '', to: 'c', is: true },
    after: 'c = true\n\n[a]\nb = 1\n',
  },
  {
    it: 'adds below what stands at the top',
    before: '# c\na = 1\n\n[b]\n',
    change: { add: '', to: 'c', is: 2 },
    after: '# c\na = 1\nc = 2\n\n[b]\n',
  },
  {
    it: 'adds between braces',
    before: 'a = { b = 1 }\nc = {}\n',
    change: [
      { add: 'a', to: 'd', is: 2 },
      { add: 'c', to: 'e', is: [] },
    ],
    after: 'a = { b = 1, d = 2 }\nc = { e = [] }\n',
  },
  { it: 'does not add to dotted keys', before: 'a.b = 1\n', change: { add: 'a', to: 'c', is: 1 }, after: undefined },
  {
    it: 'appends to arrays on one line and on lines',
    before: 'a = [\'x\']\nb = [\n    "y", # c\n]\nc = []\n',
    change: [
      { append: 'a', is: 'z' },
      { append: 'b', is: 'z' },
      { append: 'c', is: 'z' },
    ],
    after: 'a = [\'x\', \'z\']\nb = [\n    "y", # c\n    "z",\n]\nc = ["z"]\n',
  },
  {
    it: 'removes lines, tables and what stands between brackets',
    before: 'a = 1 # c\nb = { c = 1, d = 2 }\n\n[e]\nf = 1\n\n[[g]]\nh = [\n  1, # one\n  2,\n]\n[[g]]\n',
    change: [{ remove: 'a' }, { remove: 'b.c' }, { remove: 'e' }, { remove: 'g.0.h.0' }],
    after: 'b = { d = 2 }\n\n[[g]]\nh = [\n  2,\n]\n[[g]]\n',
  },
];

describe('repairs of TOML', () => {
  testRepairs(cases, () => packagesReader('Cargo.toml'));

  describe('set a version between its quotes', () => {
    const versions: Record<string, string | undefined> = {
      'x = "1.0" # c': 'x = "2.0.0" # c',
      "x = '^1.0'": "x = '2.0.0'",
      'x = "=1.0.0"': 'x = "=2.0.0"',
      'x = { version = "1", features = ["a"] }': 'x = { version = "2.0.0", features = ["a"] }',
      'x = { package = \'y\', version = "1" }': 'x = { package = \'y\', version = "2.0.0" }',
    };
    for (const [before, after] of Object.entries(versions)) {
      it(before, () => assert.equal(withVersion(`[dependencies]\n${before}\n`, '2.0.0'), `[dependencies]\n${after}\n`));
    }

    it('and not what cannot stand there', () => {
      assert.equal(withVersion("[dependencies]\nx = '1'\n", "2'"), undefined);
    });
  });
});

function withVersion(text: string, literal: string): string | undefined {
  const language = packages();
  const parsed = language.parse(snapshotOf('Cargo.toml', text));
  const value = language.evaluate([parsed]).resources[0]?.parts[0]?.body.entries.get('version')?.value;
  assert.ok(value);
  const edits = editsFor([{ kind: 'set', value, literal }], {
    language: 'packages',
    snapshot: parsed.snapshot,
    locate: (place) => locate(place, () => parsed),
  });
  return edits && applyEdits(text, edits);
}
