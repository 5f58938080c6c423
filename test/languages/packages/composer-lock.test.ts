// composer.lock: which packages it has, where they stand, and who asks for whom.

import assert from 'node:assert/strict';
import { assertLockPlaces, readLock } from './read-lock.ts';

const file = 'app/composer.lock';

const lock = `{
    "_readme": ["This file locks the dependencies of your project to a known state"],
    "content-hash": "0123",
    "packages": [
        {
            "name": "«v/web»",
            "version": "«v1.2.3»",
            "source": { "type": "git", "url": "https://github.com/v/web.git", "reference": "0123" },
            "dist": { "type": "zip", "url": "«https://api.github.com/repos/v/web/zipball/0123»", "reference": "0123", "shasum": "" },
            "require": { "php": ">=8.1", "ext-json": "*", "V/Deep": "^1.0" },
            "type": "library",
            "authors": [{ "name": "somebody" }]
        },
        {
            "name": "«v/deep»",
            "version": "«1.0.0»",
            "dist": { "type": "zip", "url": "«https://example.com/deep.zip»", "shasum": "«aabb»" }
        }
    ],
    "packages-dev": [
        {
            "name": "«v/branch»",
            "version": "«dev-main»",
            "source": { "type": "git", "url": "«https://github.com/v/branch.git»", "reference": "4567" },
            "require": { "v/deep": "*" }
        },
        { "name": "«v/local»", "version": "«1.0.0»", "dist": { "type": "path", "url": "«../local»" } }
    ],
    "platform": { "php": ">=8.1" }
}
`;

describe('composer.lock', () => {
  it('lists packages and what they ask for', () => {
    const { packages, projects, problems } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, [
      'v/web@v1.2.3 registry https://api.github.com/repos/v/web/zipball/0123 -> v/deep@1.0.0',
      'v/deep@1.0.0 registry https://example.com/deep.zip aabb',
      'v/branch@dev-main git https://github.com/v/branch.git -> v/deep@1.0.0',
      'v/local@1.0.0 file ../local',
    ]);
    assert.deepEqual(projects, {});
  });

  it('knows where they stand', () => assertLockPlaces(file, lock));

  it('keeps what did not change', () => {
    const before = readLock(file, lock).lock;
    const after = readLock(file, lock.replace('«1.0.0»', '«1.0.1»').replace('"0123"', '"01234"'), before).lock;
    const [old, now] = [before, after].map((one) => one.lock.content?.packages ?? []);
    assert.deepEqual(
      now?.map((one, index) => one === old?.[index]),
      [true, false, true, true],
    );
  });

  describe('of broken text', () => {
    const cases: Record<string, readonly [packages: readonly string[], ...problems: string[]]> = {
      '': [[], ': composer.lock must hold an object'],
      '[]': [[], '[]: composer.lock must hold an object'],
      '{ "packages": [{ "name": "v/a", "version": "1"': [
        ['v/a@1 registry'],
        '[: not valid JSON: this list is not closed',
        '{: not valid JSON: this object is not closed',
        '{: not valid JSON: this object is not closed',
      ],
      '{ "packages": [{ "name": "v/a" }, 7, { "name": "v/b", "version": "1" }] }': [['v/b@1 registry']],
      '{ "packages": [{ "name": "v/a", "version": "1\n }, { "name": "v/b", "version": "2" }] }': [
        ['v/b@2 registry'],
        '"1: not valid JSON: this text is not closed with a quote',
      ],
    };
    for (const [text, [packages, ...problems]] of Object.entries(cases)) {
      it(JSON.stringify(text), () => {
        const read = readLock(file, text);
        assert.deepEqual(read.packages, packages);
        assert.deepEqual(read.problems, problems);
      });
    }
  });
});
