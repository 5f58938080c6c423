// The orders of versions, one line for each thing that sets an ecosystem apart. ../shared/osv/version-order holds many more.

import assert from 'node:assert/strict';
import type { Ecosystem } from '../../server/src/advisories/ecosystem.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';

/** Each line in its order; `=` where two are the same version. */
const lines: readonly (readonly [Ecosystem, string])[] = [
  [
    'npm',
    '1.0.0-0 < 1.0.0-alpha < 1.0.0-alpha.1 < 1.0.0-alpha.beta < 1.0.0-rc.2 < 1.0.0-rc.11 < 1.0.0 = v1.0.0 = 1.0.0+x < 1.0.1',
  ],
  ['npm', '99999999999999999998.0.0 < 99999999999999999999.0.0'],
  ['Go', 'v0.0.0-20190101000000-abcdefabcdef < v0.0.0-20200101000000-abcdefabcdef < 0.1.0 < v2.0.0+incompatible'],
  ['Pub', '1.0.0-pre < 1.0.0-pre+build < 1.0.0 < 1.0.0+1 < 1.0.0+2 < 1.0.0+a'],
  ['NuGet', '1.0.0-BETA = 1.0.0-beta < 1.0 = 1.0.0.0 = 1.0.0+x < 1.0.0.1-a < 1.0.0.1'],
  ['PyPI', 'not-a-version < 1.0.dev1 < 1.0a1 < 1.0rc1 < 1.0 = 1 = v1.0.0 < 1.0+local < 1.0.post1 < 1.1 < 1!0.1'],
  ['RubyGems', '1.0.a < 1.0.b1 = 1.0.b.1 < 1.0.rc = 1.0.0.rc < 1.0 = 1 < 1.0.1 < 1.10'],
  ['Packagist', 'dev-main < 1.0-dev < 1.0-alpha1 < 1.0b2 < 1.0RC1 < 1.0 = v1.0.0 = 1.0.0.0 < 1.0.0-p1 < 1.0.1'],
  [
    'Maven',
    '1-alpha-1 = 1a1 < 1-beta < 1-m2 < 1-rc = 1-cr < 1-SNAPSHOT < 1 = 1.0 = 1-ga = 1.0.Final < 1-sp < 1-jre < 1-1 < 1.0.1',
  ],
  ['Maven', '1.0.0.RC1 < 1.0.0-RC2'],
];

describe('order of versions', () => {
  for (const [ecosystem, line] of lines) {
    it(`${ecosystem}: ${line}`, () => {
      const words = line.split(' ');
      const { compare } = orders[ecosystem];
      for (let left = 0; left < words.length; left += 2) {
        for (let right = left + 2; right < words.length; right += 2) {
          const expected = words.slice(left, right).includes('<') ? '<' : '=';
          assert.equal(told(compare(words[left]!, words[right]!)), expected, `${words[left]} ${words[right]}`);
          assert.equal(told(compare(words[right]!, words[left]!)), expected === '<' ? '>' : '=');
        }
      }
    });
  }

  it('tells what is no version', () => {
    for (const [ecosystem, text] of [
      ['npm', 'latest'],
      ['Go', 'master'],
      ['PyPI', '1.0-bulbasaur'],
      ['RubyGems', '>= 1'],
      ['NuGet', '*'],
    ] as const)
      assert.equal(orders[ecosystem].isVersion(text), false, `${ecosystem} ${text}`);
  });

  it('tells releases from what comes before and after them', () => {
    for (const [ecosystem, version, stage] of [
      ['npm', '1.0.0-rc.1', 'before'],
      ['npm', '1.0.0+build', 'release'],
      ['Go', 'v0.0.0-20190101000000-abcdefabcdef', 'before'],
      ['PyPI', '1.0.dev1', 'before'],
      ['PyPI', '1.0.post1', 'release'],
      ['RubyGems', '1.0.pre', 'before'],
      ['Maven', '1.0-M1', 'before'],
      ['Maven', '32.0.0-jre', 'release'],
      ['Packagist', '2.4.4-beta1', 'before'],
      ['Packagist', '2.4.4-p9', 'patch'],
    ] as const)
      assert.equal(orders[ecosystem].stageOf(version), stage, `${ecosystem} ${version}`);
  });
});

const told = (difference: number | undefined): string =>
  difference === undefined ? '?' : difference < 0 ? '<' : difference > 0 ? '>' : '=';
