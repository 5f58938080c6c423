// What manifests ask for, as pieces of the line of versions, and whether anything clean is left of it.

import assert from 'node:assert/strict';
import type { Ecosystem } from '../../server/src/advisories/ecosystem.ts';
import { readRecord } from '../../server/src/advisories/osv.ts';
import { mayBeClean, type Range } from '../../server/src/advisories/ranges/range.ts';
import { rangeOf } from '../../server/src/advisories/ranges/ranges.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';
import { affects, type Events, record } from './records.ts';

const ranges: readonly (readonly [Ecosystem, string, string])[] = [
  ['npm', '1.2.3', '[1.2.3,1.2.3]'],
  ['npm', '^1.2.3', '[1.2.3,2.0.0-0)'],
  ['npm', '~0.2 || >=3.0.0 <4', '[0.2.0,0.3.0-0) [3.0.0,4.0.0-0)'],
  ['npm', '*', '(,)'],
  ['npm', 'latest', 'none'],
  ['PyPI', '>=1.0,<2.0', '[1.0,2.0)'],
  ['PyPI', '==1.2.*', '[1.2.dev0,1.3.dev0)'],
  ['PyPI', '~=1.4.5', '[1.4.5,1.5.dev0)'],
  ['PyPI', '^1.2.3', '[1.2.3,2.dev0)'],
  ['PyPI', '^0.2.3', '[0.2.3,0.3.dev0)'],
  ['PyPI', '^0.0', '[0.0,0.1.dev0)'],
  ['PyPI', '~1.2.3', '[1.2.3,1.3.dev0)'],
  ['PyPI', '~1', '[1,2.dev0)'],
  ['PyPI', '1.2.*', '[1.2.dev0,1.3.dev0)'],
  ['PyPI', '*', '(,)'],
  ['PyPI', '>=1,<2 || ^3.1', '[1,2) [3.1,4.dev0)'],
  ['PyPI', '>=1,!=1.5', '[1,1.5) (1.5,)'],
  ['PyPI', '==1.0; python_version < "3"', 'none'],
  ['Go', 'v1.2.3', '[v1.2.3,v1.2.3]'],
  ['crates.io', '1.2', '[1.2.0,2.0.0-0)'],
  ['crates.io', '>=1.2, <1.5', '[1.2.0,1.5.0-0)'],
  ['crates.io', '=1.2.3', '[1.2.3,1.2.3]'],
  ['crates.io', '0.3.*', '[0.3.0,0.4.0-0)'],
  ['Maven', '1.0', '[1.0,1.0]'],
  ['Maven', '[1.0,2.0)', '[1.0,2.0)'],
  ['Maven', '(,1.0],[1.2,)', '(,1.0] [1.2,)'],
  ['Maven', '[1.0]', '[1.0,1.0]'],
  ['Maven', '${spring.version}', 'none'],
  ['Maven', '1.2.+', '[1.2,1.3-alpha)'],
  ['Maven', '+', '(,)'],
  ['Maven', 'LATEST', 'none'],
  ['Maven', 'latest.release', 'none'],
  ['RubyGems', '~> 1.2.3', '[1.2.3,1.3)'],
  ['RubyGems', '~> 1', '[1,2)'],
  ['RubyGems', '>= 1.0, < 3', '[1.0,3)'],
  ['Packagist', '^1.2 | ~2.1', '[1.2.0,2.0.0-0) [2.1.0,3.0.0-0)'],
  ['Packagist', '~1.2.3', '[1.2.3,1.3.0-0)'],
  ['Packagist', '>=1.0,<1.5@beta', '[1.0.0,1.5.0-0)'],
  ['Packagist', 'dev-main', 'none'],
  ['GitHub Actions', 'v4', '[4,5-0)'],
  ['GitHub Actions', 'v4.1', '[4.1,4.2-0)'],
  ['GitHub Actions', 'v4.1.2', '[v4.1.2,v4.1.2]'],
  ['GitHub Actions', 'main', 'none'],
  ['NuGet', '1.2.3', '[1.2.3,1.2.3]'],
  ['NuGet', '1.*', '[1,2-0)'],
  ['Pub', 'any', '(,)'],
  ['Pub', '^0.1.2', '[0.1.2,0.2.0-0)'],
  ['Hex', '~> 1.2', '[1.2.0,2.0.0-0)'],
  ['Hex', '>= 1.0.0 and < 1.5.0 or == 2.0.0', '[1.0.0,1.5.0) [2.0.0,2.0.0]'],
];

describe('ranges', () => {
  for (const [ecosystem, text, expected] of ranges)
    it(`${ecosystem}: ${text}`, () => assert.equal(told(rangeOf(ecosystem, text)), expected));
});

const told = (range: Range | undefined): string =>
  range
    ?.map(
      ({ low, high }) =>
        `${low?.included ? '[' : '('}${low?.version ?? ''},${high?.version ?? ''}${high?.included ? ']' : ')'}`,
    )
    .join(' ') ?? 'none';

describe('what is left of a range', () => {
  const events: Readonly<Record<string, readonly Events[]>> = {
    'below 1.5.0': [{ introduced: '0' }, { fixed: '1.5.0' }],
    'up to 1.5.0': [{ introduced: '0' }, { last_affected: '1.5.0' }],
    'all of 1': [{ introduced: '1.0.0' }, { fixed: '2.0.0' }],
    'in two parts': [{ introduced: '1.0.0' }, { fixed: '1.2.0' }, { introduced: '1.2.0' }, { fixed: '1.4.0' }],
    'all of them': [{ introduced: '0' }],
  };
  for (const [which, range, expected] of [
    ['below 1.5.0', '^1.0.0', true],
    ['below 1.5.0', '~1.4.0', false],
    ['below 1.5.0', '1.0.0', false],
    ['below 1.5.0', '<1.5.0', false],
    ['below 1.5.0', '<=1.5.0', true],
    ['up to 1.5.0', '<=1.5.0', false],
    ['up to 1.5.0', '>1.5.0', true],
    ['all of 1', '^1.0.0', false],
    ['all of 1', '^1.0.0 || ^2.0.0', true],
    ['all of 1', '>=0.9.0 <2.0.0', true],
    ['in two parts', '>=1.0.0 <1.4.0', false],
    ['in two parts', '>=1.0.0 <1.4.1', true],
    ['all of them', '*', false],
  ] as const)
    it(`${which} of ${range}`, () => {
      const read = readRecord(record('A-1', [affects('npm', 'a', ...events[which]!)]), 'npm');
      assert.equal(mayBeClean(rangeOf('npm', range)!, [...read!.packages.values()], orders.npm), expected);
    });
});
