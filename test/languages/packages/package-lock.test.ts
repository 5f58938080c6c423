// package-lock.json of every version: which packages it has, where they stand, and who asks for whom.

import assert from 'node:assert/strict';
import { assertLockPlaces, readLock } from './read-lock.ts';

const file = 'app/package-lock.json';

const version3 = `{
  "name": "shop",
  "lockfileVersion": 3,
  "requires": true,
  "packages": {
    "": {
      "name": "shop",
      "workspaces": ["packages/*"],
      "dependencies": { "web": "^1.0.0", "short": "npm:long-name@^2.0.0", "cart": "*" },
      "devDependencies": { "peered": "^3.0.0" },
      "optionalDependencies": { "elsewhere": "^1.0.0" }
    },
    "packages/cart": {
      "version": "0.1.0",
      "dependencies": { "deep": "^2.0.0", "web": "^1.0.0" }
    },
    "node_modules/cart": { "resolved": "packages/cart", "link": true },
    "packages/cart/node_modules/deep": {
      "version": "2.1.0",
      "resolved": "https://registry.npmjs.org/deep/-/deep-2.1.0.tgz",
      "integrity": "sha512-AAAA"
    },
    "node_modules/deep": {
      "version": "1.0.0",
      "resolved": "git+ssh://git@github.com/example/deep.git#0123456789012345678901234567890123456789",
      "hasInstallScript": true
    },
    "node_modules/web": {
      "version": "1.2.3",
      "dependencies": { "deep": "^1.0.0", "inner": "1" },
      "engines": { "node": ">=18" }
    },
    "node_modules/web/node_modules/inner": { "version": "1.0.1", "inBundle": true, "dependencies": { "deep": "*" } },
    "node_modules/short": { "name": "long-name", "version": "2.0.0", "resolved": "file:../long.tgz" },
    "node_modules/peered": { "version": "3.0.0", "peerDependencies": { "host": "*", "web": "*", "absent": "*" } },
    "node_modules/host": { "version": "5.0.0", "peer": true, "resolved": "https://example.com/host.tgz" },
    "node_modules/old": { "version": "0.0.1", "extraneous": true }
  },
  "dependencies": { "web": { "version": "9.9.9" } }
}
`;

const version1 = `{
  "name": "shop",
  "lockfileVersion": 1,
  "requires": true,
  "dependencies": {
    "web": {
      "version": "1.2.3",
      "resolved": "https://registry.npmjs.org/web/-/web-1.2.3.tgz",
      "integrity": "sha512-AAAA",
      "requires": { "deep": "^1.0.0", "@s/inner": "2" },
      "dependencies": {
        "@s/inner": { "version": "2.0.0", "requires": { "deep": "1" } }
      }
    },
    "deep": { "version": "1.0.0", "bundled": true },
    "ours": { "version": "github:example/ours#0123456789012345678901234567890123456789", "from": "github:example/ours" },
    "short": { "version": "npm:long-name@2.0.0" },
    "local": { "version": "file:../local" }
  }
}
`;

describe('package-lock.json', () => {
  it('lists the packages of version 3 and what they find', () => {
    const { packages, projects, problems } = readLock(file, version3);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, [
      'cart@ workspace',
      'deep@2.1.0 registry https://registry.npmjs.org/deep/-/deep-2.1.0.tgz sha512-AAAA',
      'deep@1.0.0 git git+ssh://git@github.com/example/deep.git#0123456789012345678901234567890123456789 runs scripts',
      'web@1.2.3 registry -> deep@1.0.0 inner@1.0.1',
      'inner@1.0.1 registry -> deep@1.0.0',
      'long-name@2.0.0 file file:../long.tgz',
      'peered@3.0.0 registry -> host@5.0.0',
      'host@5.0.0 url https://example.com/host.tgz',
    ]);
    assert.deepEqual(projects, {
      '': ['web: web@1.2.3', 'short: long-name@2.0.0', 'cart: cart@', 'peered: peered@3.0.0'],
      'packages/cart': ['deep: deep@2.1.0', 'web: web@1.2.3'],
    });
  });

  it('lists those of version 1, in which all that stand at the top may be asked for', () => {
    const { packages, projects, problems } = readLock(file, version1);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, [
      'web@1.2.3 registry https://registry.npmjs.org/web/-/web-1.2.3.tgz sha512-AAAA -> deep@1.0.0 @s/inner@2.0.0',
      '@s/inner@2.0.0 registry -> deep@1.0.0',
      'deep@1.0.0 registry',
      'ours@ git github:example/ours#0123456789012345678901234567890123456789',
      'long-name@2.0.0 registry',
      'local@ file file:../local',
    ]);
    assert.deepEqual(projects, {
      '': ['web: web@1.2.3', 'deep: deep@1.0.0', 'ours: ours@', 'short: long-name@2.0.0', 'local: local@'],
    });
  });

  describe('places', () => {
    const cases: Record<string, string> = {
      'version 3': `{ "packages": {
        "node_modules/@s/a/node_modules/«b»": { "version": "«1.0.0»" },
        "node_modules/c": { "name": "«d»", "version": "«2»", "resolved": "«https://h/-/d.tgz»", "integrity": "«sha1-A=»" } } }`,
      'version 1': `\uFEFF{ "dependencies": {
        "«a»": { "version": "«1.0.0»", "dependencies": { "«b»": { "version": "«2.0.0»" } } },
        "c": { "version": "npm:«d»@«2.0.0»" }, "«e»": { "version": "««github:u/e»»" } } }`,
      'a package without a version': `{ "packages": { "node_modules/««a»»": { } } }`,
      'another indentation, and carriage returns':
        '{\r\n\t"packages": {\r\n\t\t"node_modules/«a»": {\r\n\t\t\t"version": "«1.0.0»"\r\n\t\t}\r\n\t}\r\n}',
    };
    for (const [name, source] of Object.entries(cases)) it(name, () => assertLockPlaces(file, source));
  });

  describe('broken text costs only what is broken', () => {
    const entry = (name: string): string => `    "node_modules/${name}": {\n      "version": "1.0.0"\n    }`;
    const lock = (inner: string): string => `{\n  "packages": {\n${inner}\n  }\n}`;
    const cases: readonly {
      readonly text: string;
      readonly has: readonly string[];
      readonly says: readonly string[];
    }[] = [
      {
        text: lock(`    "node_modules/a": {\n      "version": "1.0\n    },\n${entry('b')}`),
        has: ['a@ registry', 'b@1.0.0 registry'],
        says: ['"1.0: not valid JSON: this text is not closed with a quote'],
      },
      {
        text: lock(`    "node_modules/a": {\n      "version": "1.0.0",\n${entry('b')}`),
        has: ['a@1.0.0 registry', 'b@1.0.0 registry'],
        says: [' : not valid JSON: a comma is expected behind this', '{: not valid JSON: this object is not closed'],
      },
      {
        text: lock(`${entry('a')}},\n${entry('b')}`),
        has: ['a@1.0.0 registry', 'b@1.0.0 registry'],
        says: [],
      },
      {
        text: lock(`${entry('a')},\n<<<<<<< HEAD\n${entry('b')}\n=======\n${entry('c')}\n>>>>>>> theirs`),
        has: ['a@1.0.0 registry', 'b@1.0.0 registry'],
        says: ['<<<<<<< HEAD: a merge conflict: only its first side is analysed'],
      },
      {
        text: lock(`${entry('a')}\n${entry('b')}`),
        has: ['a@1.0.0 registry', 'b@1.0.0 registry'],
        says: ['}: not valid JSON: a comma is expected behind this'],
      },
      {
        text: lock(`    "node_modules/a": { "version", "resolved": },\n${entry('b')}`),
        has: ['a@ registry', 'b@1.0.0 registry'],
        says: [
          '"version": not valid JSON: a colon and a value are expected',
          '"resolved":: not valid JSON: a value is expected',
        ],
      },
      { text: '', has: [], says: [': a lock file of npm must hold an object'] },
      { text: '[1]', has: [], says: ['[1]: a lock file of npm must hold an object'] },
      { text: '{ "packages": 3, "dependencies": "x" }', has: [], says: [] },
    ];
    for (const { text, has, says } of cases) {
      it(JSON.stringify(text), () => {
        const { packages, problems } = readLock(file, text);
        assert.deepEqual({ packages, problems }, { packages: has, problems: says });
      });
    }
  });

  it('keeps the packages that an edit moves, and those alone', () => {
    const before = readLock(file, version3).lock;
    const text = version3.replace('"name": "shop"', '"name": "the shop"').replace('"1.2.3"', '"1.2.4"');
    const after = readLock(file, text, before);
    const [old, now] = [before, after.lock].map((lock) => lock.lock.content?.packages ?? []);
    assert.deepEqual(
      now?.map((one, index) => one === old?.[index]),
      [true, true, true, false, true, true, true, true],
    );
    assert.equal(after.lock.graph, readLock(file, `${text} `, after.lock).lock.graph);
  });

  it('goes by no cache where an entry stands twice', () => {
    const entry = '"node_modules/a": { "version": "1.0.0" }';
    const text = `{ "packages": { ${entry}, ${entry} } }`;
    const { lock } = readLock(file, text, readLock(file, text).lock);
    assert.equal(lock.sources.size, 3);
  });

  it('tells the shortest way from one package to another', () => {
    const { lock } = readLock(file, version3);
    const names = lock.lock.content?.packages.map(({ name, version }) => `${name}@${version}`) ?? [];
    const way = (from: string, to: string) =>
      lock.graph.way(names.indexOf(from), names.indexOf(to))?.map((index) => names[index]);
    assert.deepEqual(way('web@1.2.3', 'deep@1.0.0'), ['web@1.2.3', 'deep@1.0.0']);
    assert.deepEqual(way('web@1.2.3', 'web@1.2.3'), ['web@1.2.3']);
    assert.equal(way('deep@1.0.0', 'web@1.2.3'), undefined);
    assert.deepEqual(
      lock.graph.bringers(names.indexOf('deep@1.0.0')).map((index) => names[index]),
      ['web@1.2.3', 'inner@1.0.1'],
    );
  });

  it('survives nesting without an end', () => {
    const deep = 100_000;
    const text = `{"dependencies":${'{"a":{"version":"1","dependencies":'.repeat(deep)}{}`;
    assert.equal(readLock(file, text).packages.length, 21);
  });
});
