// .lintel.yaml: what it means, and what is said of mistakes.

import assert from 'node:assert/strict';
import { emptyConfig, readConfig, unknownNames } from '../../server/src/workspace/config.ts';

const read = (text: string) => readConfig('.lintel.yaml', text);
const lines = (text: string) => read(text).problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);

describe('.lintel.yaml: what it means', () => {
  const cases: Readonly<Record<string, object>> = {
    '': {},
    '# only a comment\n': {},
    'severity:\nrules:\nexclude:\n': {},
    'severity: low': { severity: 'low' },
    'fail-on: none': { failOn: 'none' },
    'all: true': { all: true },
    'rules: { aws/*: off, aws/a: high, b: on }': { rules: { 'aws/*': 'off', 'aws/a': 'high', b: 'on' } },
    'rules: { a: false, b: true }': { rules: { a: 'off', b: 'on' } },
    'exclude: [a/, "*.gen.tf"]': { exclude: ['a/', '*.gen.tf'] },
    'exclude: a/': { exclude: ['a/'] },
    'frameworks: [pci-dss-4.0]': { frameworks: ['pci-dss-4.0'] },
    'registries: ghcr.io': { registries: ['ghcr.io'] },
    'labels: { maintainer: email }\nstrict-labels: true': { labels: { maintainer: 'email' }, strictLabels: true },
    'custom-rules: rules/own': { customRules: 'rules/own' },
    'baseline: b.json': { baseline: 'b.json' },
  };
  for (const [text, config] of Object.entries(cases)) {
    it(JSON.stringify(text), () => {
      const { config: given, problems } = read(text);
      assert.deepEqual({ given, problems }, { given: { ...emptyConfig, ...config }, problems: [] });
    });
  }
});

describe('.lintel.yaml: mistakes', () => {
  const cases: Readonly<Record<string, readonly string[]>> = {
    'severity: loud': ['1:11: `severity` is one of info, low, medium, high, critical'],
    'fail-on: never': ['1:10: `fail-on` is one of info, low, medium, high, critical, none'],
    'all: 1': ['1:6: `all` is true or false'],
    'rules: [a]': ['1:8: `rules` maps rules to a severity, off or on, such as "aws/s3/logging: off"'],
    'rules:\n  a: loud\n  b:\n': [
      '2:6: give "a" one of info, low, medium, high, critical, off, on',
      '3:5: give "b" one of info, low, medium, high, critical, off, on',
    ],
    'exclude: [a, 3]': ['1:14: `exclude` is a list of texts'],
    'frameworks: { a: 1 }': ['1:13: `frameworks` is a list of texts'],
    'registries: [{}]': ['1:14: `registries` is a list of texts'],
    'labels: [a]': ['1:9: `labels` maps labels to the format of their value, such as "maintainer: email"'],
    'labels: { a: mail, b: }': [
      '1:14: give "a" one of text, url, email, semver, rfc3339, spdx, hash',
      '1:23: give "b" one of text, url, email, semver, rfc3339, spdx, hash',
    ],
    'strict-labels: yes': ['1:16: `strict-labels` is true or false'],
    'custom-rules: [a]': ['1:15: `custom-rules` is the path of a folder of rule files'],
    'baseline: 1': ['1:11: `baseline` is the path of a file that `lintel baseline` wrote'],
    'excludes: [a]': ['1:1: "excludes" is no setting; did you mean "exclude"?'],
    'xyzzy: 1': [
      '1:1: "xyzzy" is no setting; there are severity, fail-on, all, rules, exclude, frameworks, registries, labels, strict-labels, custom-rules, baseline, terraform',
    ],
    '- a': ['1:1: .lintel.yaml is a mapping of settings, such as "severity: low"'],
    text: ['1:1: .lintel.yaml is a mapping of settings, such as "severity: low"'],
    'severity: low\nseverity: high': ['2:1: Map keys must be unique'],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(JSON.stringify(text), () => assert.deepEqual(lines(text), expected));
  }

  it('leave the rest as it is', () => {
    const { config, problems } = read('severity: loud\nrules: { a: loud, b: off }\nexclude: [x, 1]\n');
    assert.deepEqual({ config, count: problems.length }, { config: { rules: { b: 'off' }, exclude: ['x'] }, count: 3 });
  });

  it('no text makes it throw', () => {
    for (const text of [
      'a: [',
      '"',
      '\t',
      '*x',
      '&a [*a]',
      'a: b: c',
      '? [x]: y',
      '%TAG',
      '---\n...\n---\na: 1',
      '\0',
    ]) {
      assert.doesNotThrow(() => read(text), JSON.stringify(text));
    }
  });
});

describe('.lintel.yaml: names', () => {
  const rules = ['aws/s3/public', 'docker/latest'];
  const frameworks = ['pci-dss-4.0'];
  const cases: Readonly<Record<string, readonly string[]>> = {
    'rules: { aws/s3/public: off, aws/*: off, aws/s3/*: off, "*": low }': [],
    'rules: { aws/s3/publik: off }': ['there is no rule "aws/s3/publik"; did you mean "aws/s3/public"?'],
    'rules: { azure/*: off }': ['there is no rule "azure/*"'],
    'frameworks: [pci-dss-4.0, pci]': ['there is no framework "pci"; did you mean "pci-dss-4.0"?'],
  };
  for (const [text, expected] of Object.entries(cases)) {
    it(text, () => {
      assert.deepEqual(
        unknownNames(read(text), rules, frameworks).map(({ message }) => message),
        expected,
      );
    });
  }
});
