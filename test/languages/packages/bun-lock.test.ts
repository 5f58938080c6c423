// bun.lock: which packages it has, where they stand, and who asks for whom.

import assert from 'node:assert/strict';
import { assertLockPlaces, readLock } from './read-lock.ts';

const file = 'app/bun.lock';

const lock = `{
  "lockfileVersion": 1,
  "workspaces": {
    "": {
      "name": "shop",
      "dependencies": {
        "web": "^1.0.0",
        "short": "npm:long-name@^2.0.0",
        "cart": "workspace:*",
      },
      "devDependencies": {
        "@s/tool": "catalog:",
      },
      "peerDependencies": {
        "host": "*",
      },
    },
    "packages/cart": {
      "name": "cart",
      "version": "0.1.0",
      "dependencies": {
        "deep": "^2.0.0",
        "web": "^1.0.0",
      },
    },
  },
  "trustedDependencies": [
    "web",
  ],
  "catalog": {
    "@s/tool": "^4.0.0",
  },
  "packages": {
    "@s/tool": ["@s/tool@4.1.0", "", { "dependencies": { "@s/inner": "^1.0.0" }, "peerDependencies": { "host": "*", "lonely": "*", "absent": "*" }, "bin": { "tool": "cli.js" } }, "sha512-AAAA"],

    "@s/tool/@s/inner": ["@s/inner@1.0.0", "https://npm.example.com/inner.tgz", { "dependencies": { "deep": "1" }, "os": "linux" }, "sha512-BBBB"],

    "@s/tool/@s/inner/deep": ["deep@1.0.9", "", {}, "sha512-CCCC"],

    "cart": ["cart@workspace:packages/cart"],

    "cart/deep": ["deep@2.1.0", "", {}, "sha512-DDDD"],

    "deep": ["deep@1.0.0", "", {}, "sha512-EEEE"],

    "host": ["host@5.0.0", "", {}, "sha512-FFFF"],

    "lonely": ["lonely@1.0.0", "", {}, "sha512-GGGG"],

    "ours": ["ours@git+https://git.example.com/ours.git#0123456789012345678901234567890123456789", {}, "0123456789012345678901234567890123456789"],

    "short": ["long-name@2.0.0", "", { "optionalDependencies": { "theirs": "*" } }, "sha512-HHHH"],

    "theirs": ["theirs@github:example/theirs#98e8ff1", { "dependencies": { "ours": "*" } }, "example-theirs-98e8ff1"],

    "web": ["web@1.2.3", "", { "dependencies": { "deep": "^1.0.0" } }, "sha512-IIII"],
  }
}
`;

describe('bun.lock', () => {
  it('lists packages and what they find', () => {
    const { packages, projects, problems } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, [
      '@s/tool@4.1.0 registry sha512-AAAA -> @s/inner@1.0.0 lonely@1.0.0',
      '@s/inner@1.0.0 registry https://npm.example.com/inner.tgz sha512-BBBB -> deep@1.0.9',
      'deep@1.0.9 registry sha512-CCCC',
      'cart@ workspace',
      'deep@2.1.0 registry sha512-DDDD',
      'deep@1.0.0 registry sha512-EEEE',
      'host@5.0.0 registry sha512-FFFF',
      'lonely@1.0.0 registry sha512-GGGG',
      'ours@ git git+https://git.example.com/ours.git#0123456789012345678901234567890123456789',
      'long-name@2.0.0 registry sha512-HHHH -> theirs@',
      'theirs@ git github:example/theirs#98e8ff1 -> ours@',
      'web@1.2.3 registry sha512-IIII -> deep@1.0.0',
    ]);
    assert.deepEqual(projects, {
      '': ['web: web@1.2.3', 'short: long-name@2.0.0', 'cart: cart@', '@s/tool: @s/tool@4.1.0', 'host: host@5.0.0'],
      'packages/cart': ['deep: deep@2.1.0', 'web: web@1.2.3'],
    });
  });

  it('tells places to the character', () => {
    assertLockPlaces(
      file,
      `{
  "packages": {
    "@s/a": ["«@s/a»@«1.0.0»", "«https://npm.example.com/a.tgz»", {}, "«sha512-AAAA»"],

    "b": ["«long»@«2.0.0-rc.1»", "", {}, "«sha512-BBBB»"],

    "c": ["«c»@««github:example/c#98e8ff1»»", {}, "example-c-98e8ff1"],

    "d": ["«d»@«workspace:packages/d»"],
  }
}
`,
    );
  });

  const before = '{\n  "packages": {\n    "a": ["a@1.0.0", "", {}, "sha512-AAAA"],\n\n';
  const after = '    "z": ["z@1.0.0", "", {}, "sha512-ZZZZ"],\n  }\n}\n';
  const around = ['a@1.0.0 registry sha512-AAAA', 'z@1.0.0 registry sha512-ZZZZ'];
  const comma = 'not valid JSON: a comma is expected behind this';
  const broken: Record<string, readonly [packages: readonly string[], problems: readonly string[]]> = {
    '    "b"\n': [[], ['"b": not valid JSON: a colon and a value are expected']],
    '    "b": \n': [[], [`:: ${comma}`]],
    '    "b": [\n': [[], [`[: ${comma}`, '[: not valid JSON: this list is not closed']],
    '    "b": ["b@1.0\n': [
      [],
      [
        `0: ${comma}`,
        '"b@1.0: not valid JSON: this text is not closed with a quote',
        '[: not valid JSON: this list is not closed',
      ],
    ],
    '    "b": ["b"],\n': [['b@ registry'], []],
    '    "b": "b@1.0.0",\n': [[], []],
    '    "b": ["b@1.0.0", "", { "dependencies": { "a": \n': [
      ['b@1.0.0 registry'],
      [`:: ${comma}`, '[: not valid JSON: this list is not closed'],
    ],
  };
  for (const [text, [found, problems]] of Object.entries(broken)) {
    it(`loses no more than a line of ${JSON.stringify(text)}`, () => {
      const read = readLock(file, before + text + after);
      assert.deepEqual([read.packages, read.problems], [[around[0], ...found, around[1]], problems]);
    });
  }

  for (const text of ['', '[]', '"a"', '{', '{"packages":', '{"workspaces":{"":{"dependencies":']) {
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(readLock(file, text).packages, []));
  }

  it('keeps what an edit did not touch', () => {
    const first = readLock(file, lock).lock;
    const second = readLock(file, lock.replace('web@1.2.3', 'web@1.2.4'), first).lock;
    const [were, are] = [first, second].map(({ lock: { content } }) => content?.packages ?? []);
    assert.deepEqual(
      are?.flatMap((one, index) => (one === were?.[index] ? [] : one.version)),
      ['1.2.4'],
    );
  });
});
