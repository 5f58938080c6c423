// How a version is raised in the way in which a manifest writes it. Each row: the ecosystem, what is written, the fix, and what stands there afterwards.

import assert from 'node:assert/strict';
import type { Ecosystem } from '../../server/src/advisories/ecosystem.ts';
import { upgradedTo } from '../../server/src/advisories/ranges/upgrade.ts';

describe('upgrades of ranges', () => {
  const rows: readonly [Ecosystem, written: string, fix: string, expected: string | undefined][] = [
    ['npm', '^4.17.15', '4.17.21', '^4.17.21'],
    ['npm', '~4.17.15', '4.17.21', '~4.17.21'],
    ['npm', '>=4.17.15', '4.17.21', '>=4.17.21'],
    ['npm', '>4.17.15', '4.17.21', '>=4.17.21'],
    ['npm', '^v4.17.15', '4.17.21', '^v4.17.21'],
    ['npm', ' ^4.17.15 ', '4.17.21', ' ^4.17.21 '],
    ['npm', '4', '4.17.21', '^4.17.21'],
    ['npm', '4.17', '4.17.21', '~4.17.21'],
    ['npm', '4.x', '4.17.21', '^4.17.21'],
    ['npm', '4.16.x', '4.17.21', '^4.17.21'],
    ['npm', '>=4.0.0 <5.0.0', '4.17.21', '>=4.17.21 <5.0.0'],
    ['npm', '>=4.0.0 <4.5.0', '5.0.1', '>=5.0.1 <6.0.0'],
    ['npm', '>=4 <5', '5.0.1', '>=5.0.1 <6'],
    ['npm', '^3.0.0 || ^4.0.0', '4.17.21', undefined],
    ['npm', '*', '4.17.21', undefined],
    ['npm', '<4', '4.17.21', undefined],
    ['PyPI', '>=2.9,<3', '2.10.1', '>=2.10.1,<3'],
    ['PyPI', '>=2.9, <2.10', '3.1.4', '>=3.1.4, <4.0'],
    ['PyPI', '~=2.9', '2.10.1', '~=2.10.1'],
    ['PyPI', '==2.9.*', '2.10.1', '~=2.10.1'],
    ['PyPI', '>=2.9,!=2.11,<3', '2.10.1', '>=2.10.1,!=2.11,<3'],
    ['PyPI', '<3', '3.1', undefined],
    ['crates.io', '0.2', '0.2.23', '0.2.23'],
    ['crates.io', '^0.2.0', '0.2.23', '^0.2.23'],
    ['crates.io', '=0.2.1', '0.2.23', '=0.2.23'],
    ['crates.io', '>=0.2, <0.3', '0.2.23', '>=0.2.23, <0.3'],
    ['Maven', '[2.13.0,2.15.0)', '2.15.0', '[2.15.0,3.0.0)'],
    ['Maven', '[2.13.0,3)', '2.15.0', '[2.15.0,3)'],
    ['Maven', '[2.13.0]', '2.15.0', '[2.15.0]'],
    ['Maven', '[2.13.0,)', '2.15.0', '[2.15.0,)'],
    ['Maven', '(,3)', '3.1', undefined],
    ['NuGet', '12.0.1', '13.0.1', '13.0.1'],
    ['RubyGems', '~> 2.2', '2.2.8', '~> 2.2.8'],
    ['RubyGems', '>= 2.0', '2.2.8', '>= 2.2.8'],
    ['Packagist', '^2.0', '2.16.1', '^2.16.1'],
    ['Packagist', '~2.4', '2.16.1', '~2.16.1'],
    ['Packagist', '2.4.*', '2.16.1', '^2.16.1'],
    ['Pub', '^1.0.0', '1.2.2', '^1.2.2'],
    ['Hex', '~> 1.0', '1.2.2', '~> 1.2.2'],
  ];
  for (const [ecosystem, written, fix, expected] of rows) {
    it(`${ecosystem} ${written} to ${fix}`, () => {
      assert.equal(upgradedTo(fix, written, 'range', ecosystem), expected);
    });
  }
});

describe('upgrades of versions', () => {
  const rows: readonly [Ecosystem, written: string, fix: string, expected: string][] = [
    ['npm', '4.17.15', '4.17.21', '4.17.21'],
    ['npm', '=4.17.15', '4.17.21', '=4.17.21'],
    ['npm', 'v4.17.15', '4.17.21', 'v4.17.21'],
    ['PyPI', '2.10', '2.10.1', '2.10.1'],
    ['Go', 'v0.3.7', '0.3.8', 'v0.3.8'],
    ['Maven', '2.14.1', '2.15.0', '2.15.0'],
  ];
  for (const [ecosystem, written, fix, expected] of rows) {
    it(`${ecosystem} ${written} to ${fix}`, () => {
      assert.equal(upgradedTo(fix, written, 'version', ecosystem), expected);
    });
  }
});
