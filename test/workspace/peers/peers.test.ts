// Other tools' configuration as Lintel's. That of hadolint has its own table.

import assert from 'node:assert/strict';
import { type Config, emptyConfig, type ReadConfig } from '../../../server/src/workspace/config.ts';
import { readCheckovConfig } from '../../../server/src/workspace/peers/checkov.ts';
import { isPeerEntry, isPeerFile } from '../../../server/src/workspace/peers/peers.ts';
import { readTfsecConfig } from '../../../server/src/workspace/peers/tfsec.ts';
import { readTrivyConfig, readTrivyIgnore } from '../../../server/src/workspace/peers/trivy.ts';

type Read = (file: string, text: string) => ReadConfig;

function means(file: string, read: Read, cases: Readonly<Record<string, Partial<Config>>>): void {
  describe(`${file}: what it means`, () => {
    for (const [text, config] of Object.entries(cases)) {
      it(JSON.stringify(text), () => {
        const { config: given, problems } = read(`/w/${file}`, text);
        assert.deepEqual({ given, problems }, { given: { ...emptyConfig, ...config }, problems: [] });
      });
    }
    it('a text that is no YAML is told and says nothing', () => {
      const { config, problems } = read(`/w/${file}`, 'a: [b\n');
      if (file === '.trivyignore') return assert.deepEqual(problems, []);
      assert.deepEqual({ config, lines: problems.map(({ line }) => line) }, { config: emptyConfig, lines: [2] });
    });
  });
}

means('.checkov.yaml', readCheckovConfig, {
  '': {},
  'compact: true\nframework: [all]\nquiet: true': {},
  'skip-check:\n  - CKV_AWS_17\n  - CKV2_*': { skips: [{ names: ['CKV_AWS_17', 'CKV2_*'] }] },
  'skip-check: CKV_AWS_17, CKV_AWS_18': { skips: [{ names: ['CKV_AWS_17', 'CKV_AWS_18'] }] },
  'skip-check: [LOW, CKV_AWS_17]': { skips: [{ names: ['CKV_AWS_17'] }] },
  'check: [CKV_AWS_17]': { chosen: [{ tool: 'checkov', names: ['CKV_AWS_17'] }] },
  'check: [HIGH]': {},
  'skip-path: [^examples/, "(", tests]': { excludePatterns: ['^examples/', 'tests'] },
  'var-file: [prod.tfvars]': { variableFiles: ['prod.tfvars'] },
  '- CKV_AWS_17': {},
});

means('.tfsec/config.yml', readTfsecConfig, {
  '': {},
  'exclude: [aws-s3-enable-versioning]': { rules: { 'aws-s3-enable-versioning': 'off' } },
  '{ "exclude": ["aws-s3-enable-versioning"] }': { rules: { 'aws-s3-enable-versioning': 'off' } },
  'severity_overrides: { a: HIGH, b: low, c: ERROR, d: WARNING, e: NONE, f: odd }': {
    rules: { a: 'high', b: 'low', c: 'high', d: 'medium', e: 'off' },
  },
  'severity_overrides: { a: HIGH }\nexclude: [a]': { rules: { a: 'off' } },
  'include: [a, b]': { chosen: [{ tool: 'tfsec', names: ['a', 'b'] }] },
  'minimum_severity: MEDIUM': { severity: 'medium' },
  'minimum_severity: 3\nexclude: { a: b }\nmin_required_version: v1': {},
});

means('trivy.yaml', readTrivyConfig, {
  '': {},
  'format: json\nexit-code: 1': {},
  'severity: [CRITICAL, HIGH]': { severity: 'high' },
  'severity: HIGH,CRITICAL': { severity: 'high' },
  'severity: [UNKNOWN, LOW, MEDIUM, HIGH, CRITICAL]': { severity: 'info' },
  'scan:\n  skip-dirs: [./examples, "**/testdata"]\n  skip-files: [a/main.tf]': {
    exclude: ['/examples', '/**/testdata', '/a/main.tf'],
  },
  'ignorefile: ./ci/.trivyignore.yaml': { ignoreFile: './ci/.trivyignore.yaml' },
  'misconfiguration: { terraform: { vars: [prod.tfvars] } }': { variableFiles: ['prod.tfvars'] },
});

means('.trivyignore', readTrivyIgnore, {
  '': {},
  '# all of them\n\nAVD-AWS-0089\r\n  aws-0090 # why\n': {
    skips: [{ names: ['AVD-AWS-0089'] }, { names: ['aws-0090'] }],
  },
  'AVD-AWS-0089 exp:2027-01-31\n': { skips: [{ names: ['AVD-AWS-0089'], until: '2027-01-31' }] },
  'AVD-AWS-0089 exp:soon\n': {},
});

means('.trivyignore.yaml', readTrivyIgnore, {
  '': {},
  'vulnerabilities: [{ id: CVE-2024-1 }, { id: CVE-2024-2, purls: [pkg:npm/a] }]\nlicenses: [{ id: MIT }]': {
    skips: [{ names: ['CVE-2024-1'] }],
  },
  'misconfigurations:\n  - id: AVD-AWS-0089\n    statement: no\n  - paths: [a]\n  - AWS-1\n': {
    skips: [{ names: ['AVD-AWS-0089'] }],
  },
  'misconfigurations: [{ id: DS-0002, expired_at: 2027-01-31, paths: [app/Dockerfile, "**/x"] }]': {
    skips: [{ names: ['DS-0002'], files: { folder: '/w/', globs: ['app/Dockerfile', '**/x'] }, until: '2027-01-31' }],
  },
});

describe('files of other tools', () => {
  const rows: Readonly<Record<string, boolean>> = {
    '/w/.checkov.yml': true,
    '/w/a/.tfsec/config.json': true,
    '/w/config.json': false,
    '/w/trivy.yaml': true,
    '/w/my-trivy.yaml': false,
    '/w/.trivyignore': true,
  };
  for (const [file, is] of Object.entries(rows)) it(file, () => assert.equal(isPeerFile(file), is));
  it('are seen in the list of a folder', () => {
    assert.deepEqual(['.tfsec/', '.trivyignore', '.hadolint.yml', 'tfsec/', '.trivyignore.bak'].map(isPeerEntry), [
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
