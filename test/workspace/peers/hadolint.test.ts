// hadolint's configuration as Lintel's, and the lists that configurations give to rules.

import assert from 'node:assert/strict';
import { emptyConfig, readConfig } from '../../../server/src/workspace/config.ts';
import { listsOf } from '../../../server/src/workspace/lists.ts';
import { readHadolintConfig } from '../../../server/src/workspace/peers/hadolint.ts';

const read = (text: string) => readHadolintConfig('.hadolint.yaml', text);

describe('.hadolint.yaml: what it means', () => {
  const cases: Readonly<Record<string, object>> = {
    '': {},
    'format: sarif\nno-color: true': {},
    'ignored: [DL3008, SC1010]': { rules: { DL3008: 'off', SC1010: 'off' } },
    'override: { error: [DL3001], warning: [DL3042], info: [DL3032], style: [DL3015] }': {
      rules: { DL3001: 'high', DL3042: 'medium', DL3032: 'low', DL3015: 'info' },
    },
    'ignored: [DL3001]\noverride: { error: [DL3001] }': { rules: { DL3001: 'off' } },
    'trustedRegistries: my.example.com:5000': { baseRegistries: ['my.example.com:5000'] },
    'trustedRegistries: [hub.docker.com, "*.gcr.io"]': { baseRegistries: ['docker.io', '*.gcr.io'] },
    'label-schema: { author: text, contact: email, odd: thing }': { labels: { author: 'text', contact: 'email' } },
    'strict-labels: true': { strictLabels: true },
    'disable-ignore-pragma: true': { withoutPragmas: true },
    'failure-threshold: warning': { failOnDockerfiles: 'medium' },
    'failure-threshold: error\nno-fail: true': { failOnDockerfiles: 'none' },
    '- DL3008': {},
    'ignored: { a: 1 }\nlabel-schema: 3\noverride: []\ntrustedRegistries: 5': {},
  };
  for (const [text, config] of Object.entries(cases)) {
    it(JSON.stringify(text), () => {
      const { config: given, problems } = read(text);
      assert.deepEqual({ given, problems }, { given: { ...emptyConfig, ...config }, problems: [] });
    });
  }

  it('a text that is no YAML is told and says nothing', () => {
    const { config, problems } = read('ignored: [DL3008\n');
    assert.deepEqual({ config, lines: problems.map(({ line }) => line) }, { config: emptyConfig, lines: [2] });
  });
});

describe('lists for rules', () => {
  const lists = (text: string, outer = {}) => listsOf(readConfig('.lintel.yaml', text).config, outer);
  const rows: readonly (readonly [what: string, text: string, outer: object, expected: object])[] = [
    ['nothing is decided', '', {}, {}],
    [
      'registries are also those of base images',
      'registries: [ghcr.io]',
      {},
      { registries: ['ghcr.io'], 'base-registries': ['ghcr.io'] },
    ],
    ['what is left out stays', 'severity: low', { registries: ['a.io'] }, { registries: ['a.io'] }],
    ['strict without labels wants none', 'strict-labels: true', {}, { 'strict-labels': [] }],
    [
      'strict is about the labels around',
      'strict-labels: true',
      { labels: ['a'] },
      { labels: ['a'], 'strict-labels': ['a'] },
    ],
    ['strict ends', 'strict-labels: false', { 'strict-labels': ['a'] }, {}],
  ];
  for (const [what, text, outer, expected] of rows) it(what, () => assert.deepEqual(lists(text, outer), expected));

  it('labels are told apart by their format', () => {
    const {
      labels,
      'labels.email': emails,
      'labels.url': urls,
      'strict-labels': strict,
    } = lists('labels: { maintainer: email, title: text }\nstrict-labels: true');
    assert.deepEqual(
      [labels, emails, urls, strict],
      [['maintainer', 'title'], ['maintainer'], [], ['maintainer', 'title']],
    );
  });
});
