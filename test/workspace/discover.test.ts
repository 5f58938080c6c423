// Finding files, over a disk in memory.

import assert from 'node:assert/strict';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import type { Files } from '../../server/src/runtime.ts';
import { discover } from '../../server/src/workspace/discover.ts';

/** A folder whose text is `closed` cannot be listed. */
function diskOf(files: Readonly<Record<string, string>>): Files {
  return {
    read: async (file) => (files[file] === undefined ? undefined : { kind: 'text', text: files[file] }),
    async list(folder) {
      if (files[folder] === 'closed') throw new Error(`${folder} cannot be listed: permission denied`);
      const below = Object.keys(files).filter((file) => file.startsWith(folder) && file !== folder);
      const entries = below.map((file) => file.slice(folder.length).replace(/\/.*/, '/'));
      return [...new Set(entries)].sort();
    },
  };
}

const found = (files: Readonly<Record<string, string>>, configured = true, exclude: readonly string[] = []) =>
  discover(diskOf(files), '/r', {
    settings: { ...defaultSettings, exclude },
    wanted: (file) => file.endsWith('.tf'),
    configured,
  });

describe('discover', () => {
  it('finds what is wanted, in the order of the paths', async () => {
    const { files } = await found({
      '/r/b.tf': '',
      '/r/a/z.tf': '',
      '/r/a.tf': '',
      '/r/a/b/x.tf': '',
      '/r/x.md': '',
      '/q/a.tf': '',
    });
    assert.deepEqual(files, ['/r/a.tf', '/r/a/b/x.tf', '/r/a/z.tf', '/r/b.tf']);
  });

  it('leaves out folders of tools at any depth', async () => {
    const { files } = await found({
      '/r/.git/a.tf': '',
      '/r/x/node_modules/a.tf': '',
      '/r/x/.terraform/a.tf': '',
      '/r/x/.hidden/a.tf': '',
    });
    assert.deepEqual(files, ['/r/x/.hidden/a.tf']);
  });

  it('looks into no folder that is excluded', async () => {
    const { files, skipped } = await found({ '/r/a/b/x.tf': '', '/r/a/x.tf': '', '/r/closed/': 'closed' }, true, [
      'b',
      '/closed',
    ]);
    assert.deepEqual({ files, skipped }, { files: ['/r/a/x.tf'], skipped: [] });
  });

  it('tells of a folder that cannot be listed', async () => {
    const { files, skipped } = await found({ '/r/a.tf': '', '/r/closed/': 'closed' });
    assert.deepEqual(
      { files, skipped },
      {
        files: ['/r/a.tf'],
        skipped: [{ file: '/r/closed/', reason: 'it cannot be listed: permission denied' }],
      },
    );
  });

  it('adds up the settings from folder to folder', async () => {
    const { settings, configs } = await found({
      '/r/.lintel.yaml': 'severity: low\nrules: { a: off, b: off }\nexclude: [x.tf]\n',
      '/r/a/.lintel.yaml': 'severity: high\nrules: { b: on }\nexclude: [sub/]\n',
      '/r/a/b/c/.lintel.yaml': 'all: true\n',
    });
    const rules = { a: 'off', b: 'off' };
    const outer = { ...defaultSettings, severity: 'low', severityGiven: true, rules, exclude: ['x.tf'] };
    const inner = { ...outer, severity: 'high', rules: { a: 'off', b: 'on' }, exclude: ['x.tf', '/a/**/sub'] };
    assert.deepEqual(settings, {
      ...outer,
      below: [
        { folder: '/r/a/b/c/', settings: { ...inner, all: true } },
        { folder: '/r/a/', settings: inner },
      ],
    });
    assert.deepEqual(
      configs.map(({ folder }) => folder),
      ['/r/', '/r/a/', '/r/a/b/c/'],
    );
  });

  it('takes hadolint’s configuration of the nearest folder, below Lintel’s own', async () => {
    const { settings, configs } = await found({
      '/r/.hadolint.yaml': 'ignored: [DL1, DL2]\ntrustedRegistries: [a.io]\ndisable-ignore-pragma: true\n',
      '/r/a/.hadolint.yml': 'ignored: [DL3]\n',
      '/r/a/b/.lintel.yaml': 'rules: { DL3: low }\nregistries: [b.io]\n',
    });
    const off = (...rules: string[]) => Object.fromEntries(rules.map((rule) => [rule, 'off']));
    assert.deepEqual(settings, {
      ...defaultSettings,
      peerRules: off('DL1', 'DL2'),
      lists: { 'base-registries': ['a.io'] },
      withoutPragmas: true,
      below: [
        {
          folder: '/r/a/b/',
          settings: {
            ...defaultSettings,
            rules: { DL3: 'low' },
            peerRules: off('DL3'),
            lists: { registries: ['b.io'], 'base-registries': ['b.io'] },
          },
        },
        { folder: '/r/a/', settings: { ...defaultSettings, peerRules: off('DL3') } },
      ],
    });
    assert.deepEqual(
      configs.map(({ folder }) => folder),
      ['/r/', '/r/a/', '/r/a/b/'],
    );
  });

  it('leaves out what other tools leave out', async () => {
    const { files, settings } = await found({
      '/r/.checkov.yaml': 'skip-path: [^legacy, test/]\nskip-check: [CKV_1]\n',
      '/r/trivy.yaml':
        'scan: { skip-dirs: [./examples], skip-files: ["**/x.tf"] }\nseverity: [HIGH]\nignorefile: ci/ignored\n',
      '/r/ci/ignored': 'AVD-AWS-1\n',
      '/r/a/.tfsec/config.json': '{ "exclude": ["aws-x"] }',
      '/r/a/trivy.yaml': 'scan: { skip-dirs: [examples] }\n',
      '/r/a/.lintel.yaml': 'severity: info\n',
      ...Object.fromEntries(
        ['main', 'legacy/a', 'a/legacy', 'a/test/a', 'a/examples/a', 'a/b/examples/a', 'a/x', 'examples/a', 'b/x'].map(
          (name) => [`/r/${name}.tf`, ''],
        ),
      ),
    });
    assert.deepEqual(files, ['/r/a/b/examples/a.tf', '/r/a/legacy.tf', '/r/a/x.tf', '/r/main.tf']);
    const skips = [{ names: ['CKV_1'] }, { names: ['AVD-AWS-1'] }];
    assert.deepEqual(settings, {
      ...defaultSettings,
      severity: 'high',
      peerRules: {},
      skips,
      below: [
        {
          folder: '/r/a/',
          settings: { ...defaultSettings, severityGiven: true, peerRules: { 'aws-x': 'off' }, skips },
        },
      ],
    });
  });

  it('reads no configuration where it is not wanted', async () => {
    const { settings, configs } = await found({ '/r/.lintel.yaml': 'severity: low\n' }, false);
    assert.deepEqual({ settings, configs }, { settings: defaultSettings, configs: [] });
  });
});
