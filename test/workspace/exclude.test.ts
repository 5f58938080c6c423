// What `exclude` means, pattern by pattern.

import assert from 'node:assert/strict';
import { excludedBy, fromAbove, fromBelow } from '../../server/src/workspace/exclude.ts';

describe('exclude', () => {
  const paths = ['a.tf', 'b/a.tf', 'b/', 'b/c/', 'b/c/a.tf', 'd/b/x.yaml', '.hidden/b'];
  const cases: Readonly<Record<string, readonly string[]>> = {
    'a.tf': ['a.tf', 'b/a.tf', 'b/c/a.tf'],
    '/a.tf': ['a.tf'],
    './a.tf': ['a.tf'],
    '*.yaml': ['d/b/x.yaml'],
    b: ['b/a.tf', 'b/', 'b/c/', 'b/c/a.tf', 'd/b/x.yaml', '.hidden/b'],
    '/b/': ['b/a.tf', 'b/', 'b/c/', 'b/c/a.tf'],
    'b/**': ['b/a.tf', 'b/', 'b/c/', 'b/c/a.tf'],
    'b/*.tf': ['b/a.tf'],
    '**/b/*.yaml': ['d/b/x.yaml'],
    '{b/c,d}/**': ['b/c/', 'b/c/a.tf', 'd/b/x.yaml'],
    '.hidden': ['.hidden/b'],
    '!a.tf': [],
    '#': [],
  };
  for (const [pattern, expected] of Object.entries(cases)) {
    it(pattern, () => assert.deepEqual(paths.filter(excludedBy([pattern])), expected));
  }
});

describe('exclude of another folder', () => {
  const above: readonly (readonly [string, string, string])[] = [
    ['a.tf', 'sub/', '/sub/**/a.tf'],
    ['/a.tf', 'sub/', '/sub/a.tf'],
    ['x/*.tf', 'sub/deep/', '/sub/deep/x/*.tf'],
    ['x/', 'sub/', '/sub/**/x'],
  ];
  for (const [pattern, below, expected] of above) {
    it(`${pattern} in ${below}`, () => assert.equal(fromAbove(pattern, below), expected));
  }

  const under: readonly (readonly [string, string, string | undefined])[] = [
    ['*.tf', 'infra/', '*.tf'],
    ['infra/old/', 'infra/', '/old'],
    ['infra/old/', 'other/', undefined],
    ['*/old', 'infra/', '/old'],
    ['**/old/*.tf', 'infra/', '/**/old/*.tf'],
    ['infra/', 'infra/', 'infra/'],
    ['/infra', 'infra/', undefined],
  ];
  for (const [pattern, below, expected] of under) {
    it(`${pattern} seen from ${below}`, () => assert.equal(fromBelow(pattern, below), expected));
  }
});
