// pnpm-lock.yaml of the versions 5 to 9: which packages it has, where they stand, and who asks for whom.

import assert from 'node:assert/strict';
import { assertLockPlaces, readLock } from './read-lock.ts';

const file = 'app/pnpm-lock.yaml';

const version9 = `lockfileVersion: '9.0'

settings:
  autoInstallPeers: true

catalogs:
  default:
    web:
      specifier: ^1.0.0
      version: 1.2.3

overrides:
  deep@<1.2.0: '>=1.2.0'

importers:

  .:
    dependencies:
      cart:
        specifier: workspace:^
        version: link:packages/cart
      short:
        specifier: npm:@s/long-name@^2.0.0
        version: '@s/long-name@2.1.0'
    devDependencies:
      peered:
        specifier: ^3.0.0
        version: 3.0.0(web@1.2.3)

  packages/cart:
    dependencies:
      ours:
        specifier: github:example/ours
        version: https://codeload.github.com/example/ours/tar.gz/0123456
      web:
        specifier: 'catalog:'
        version: 1.2.3

packages:

  '@s/long-name@2.1.0':
    resolution: {integrity: sha512-AAAA==}
    engines: {node: '>=18'}

  deep@1.2.0:
    resolution: {integrity: sha512-BBBB==, tarball: https://npm.example.com/deep.tgz}
    deprecated: 'no more: see wide'

  ours@https://codeload.github.com/example/ours/tar.gz/0123456:
    resolution: {tarball: https://codeload.github.com/example/ours/tar.gz/0123456}
    version: 0.1.0

  peered@3.0.0:
    resolution: {integrity: sha512-CCCC==}
    peerDependencies:
      web: '*'

  web@1.2.3:
    resolution: {integrity: sha512-DDDD==}

snapshots:

  '@s/long-name@2.1.0': {}

  deep@1.2.0: {}

  ours@https://codeload.github.com/example/ours/tar.gz/0123456:
    dependencies:
      deep: 1.2.0

  peered@3.0.0(web@1.2.3):
    dependencies:
      web: 1.2.3
    transitivePeerDependencies:
      - supports-color

  web@1.2.3:
    dependencies:
      '@s/long-name': 2.1.0
      renamed: deep@1.2.0
    optionalDependencies:
      absent: 1.0.0
`;

const version6 = `lockfileVersion: '6.0'

dependencies:
  peered:
    specifier: ^3.0.0
    version: 3.0.0(web@1.2.3)
  local:
    specifier: file:../local
    version: file:../local

packages:

  /@s/deep@1.2.0:
    resolution: {integrity: sha512-AAAA==}
    requiresBuild: true
    dev: false

  /peered@3.0.0(web@1.2.3):
    resolution: {integrity: sha512-BBBB==}
    dependencies:
      renamed: /@s/deep@1.2.0
      web: 1.2.3

  /web@1.2.3:
    resolution: {integrity: sha512-CCCC==}

  file:../local:
    resolution: {directory: ../local, type: directory}
    name: local
    version: 1.0.0
`;

const version5 = `lockfileVersion: 5.4

specifiers:
  peered: ^3.0.0

devDependencies:
  peered: 3.0.0_web@1.2.3

packages:

  /@s/deep/1.2.0:
    resolution: {integrity: sha512-AAAA==}

  /peered/3.0.0_web@1.2.3:
    resolution: {integrity: sha512-BBBB==}
    dependencies:
      '@s/deep': 1.2.0
      ours: github.com/example/ours/0123456

  github.com/example/ours/0123456:
    resolution: {tarball: https://codeload.github.com/example/ours/tar.gz/0123456}
    name: ours
    version: 0.1.0
`;

describe('pnpm-lock.yaml', () => {
  const cases: Record<
    string,
    { readonly text: string; readonly packages: readonly string[]; readonly projects: unknown }
  > = {
    'version 9': {
      text: version9,
      packages: [
        '@s/long-name@2.1.0 registry sha512-AAAA==',
        'deep@1.2.0 registry https://npm.example.com/deep.tgz sha512-BBBB==',
        'ours@0.1.0 git https://codeload.github.com/example/ours/tar.gz/0123456 -> deep@1.2.0',
        'peered@3.0.0 registry sha512-CCCC== -> web@1.2.3',
        'web@1.2.3 registry sha512-DDDD== -> @s/long-name@2.1.0 deep@1.2.0',
        'cart@ workspace',
      ],
      projects: {
        '': ['cart: cart@', 'short: @s/long-name@2.1.0', 'peered: peered@3.0.0'],
        'packages/cart': ['ours: ours@0.1.0', 'web: web@1.2.3'],
      },
    },
    'version 6': {
      text: version6,
      packages: [
        '@s/deep@1.2.0 registry sha512-AAAA== runs scripts',
        'peered@3.0.0 registry sha512-BBBB== -> @s/deep@1.2.0 web@1.2.3',
        'web@1.2.3 registry sha512-CCCC==',
        'local@1.0.0 file',
      ],
      projects: { '': ['peered: peered@3.0.0', 'local: local@1.0.0'] },
    },
    'version 5': {
      text: version5,
      packages: [
        '@s/deep@1.2.0 registry sha512-AAAA==',
        'peered@3.0.0 registry sha512-BBBB== -> @s/deep@1.2.0 ours@0.1.0',
        'ours@0.1.0 git https://codeload.github.com/example/ours/tar.gz/0123456',
      ],
      projects: { '': ['peered: peered@3.0.0'] },
    },
  };
  for (const [name, { text, packages, projects }] of Object.entries(cases)) {
    it(`lists the packages of ${name}`, () => {
      const read = readLock(file, text);
      assert.deepEqual(read.problems, []);
      assert.deepEqual(read.packages, packages);
      assert.deepEqual(read.projects, projects);
    });
  }

  it('tells what was chosen for a catalog', () => {
    const { lock } = readLock(file, version9);
    assert.deepEqual([...(lock.lock.content?.chosen ?? [])], [['web@catalog:default', 4]]);
  });

  describe('places', () => {
    const cases: Record<string, string> = {
      'of version 9':
        "packages:\n\n  '«@s/a»@«1.0.0»':\n    resolution: {integrity: «sha512-A==»}\n\n  «b»@«2.0.0»:\n    hasBin: true\n",
      'of version 6':
        'packages:\r\n\r\n  /«@s/a»@«1.0.0»(b@2.0.0):\r\n    resolution: {integrity: «sha512-A==», tarball: «https://h/a.tgz»}\r\n',
      'of version 5': 'packages:\n  /«a»/«1.0.0»_b@2.0.0:\n    dev: true\n',
      'of another address':
        "packages:\n  github.com/u/p/0123:\n    resolution: {tarball: 'https://h/a.tgz'}\n    name: '«p»'\n    version: «0.1.0»".replace(
          "'https://h/a.tgz'",
          "'«https://h/a.tgz»'",
        ),
    };
    for (const [name, source] of Object.entries(cases)) it(name, () => assertLockPlaces(file, source));
  });

  describe('broken text costs only what is broken', () => {
    const b = '\n\n  b@1.0.0:\n    hasBin: true';
    const cases: Record<string, { readonly has: readonly string[]; readonly says: readonly string[] }> = {
      [`packages:\n  a@1.0.0${b}`]: {
        has: ['b@1.0.0 registry'],
        says: ['a@1.0.0: a key and a colon are expected here'],
      },
      [`packages:\n  a@1.0.0:\n    resol\n    resolution: {integr${b}`]: {
        has: ['a@1.0.0 registry', 'b@1.0.0 registry'],
        says: [],
      },
      [`packages:\n<<<<<<< HEAD\n  a@1.0.0:\n=======\n  a@2.0.0:\n>>>>>>> theirs\n    hasBin: true${b}`]: {
        has: ['a@1.0.0 registry', 'b@1.0.0 registry'],
        says: ['<<<<<<< HEAD: a merge conflict: only its first side is analysed'],
      },
      [`packages:\n  a:\n  '':${b}`]: { has: ['a@ url', '@ url', 'b@1.0.0 registry'], says: [] },
      '': { has: [], says: [] },
      'packages: {}': { has: [], says: [] },
    };
    for (const [text, { has, says }] of Object.entries(cases)) {
      it(JSON.stringify(text), () => {
        const { packages, problems } = readLock(file, text);
        assert.deepEqual({ packages, problems }, { packages: has, problems: says });
      });
    }
  });

  it('keeps the packages that an edit moves, and those alone', () => {
    const before = readLock(file, version9).lock;
    const after = readLock(file, version9.replace('settings:', '\nsettings:').replace('AAAA', 'AAAB'), before).lock;
    const [old, now] = [before, after].map((lock) => lock.lock.content?.packages.slice(0, 5) ?? []);
    assert.equal(now?.filter((one, index) => one !== old?.[index]).length, 1);
  });
});
