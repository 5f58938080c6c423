// A report with everything that a report can hold.

import type { Range, Report, ReportedFinding } from '../../server/src/reports/report.ts';
import type { CatalogueTexts } from '../../server/src/rules/catalogue.ts';
import type { RuleFacts } from '../../server/src/rules/rule.ts';

export const range = (line: number, column: number, endLine: number, endColumn: number): Range => ({
  start: { line, column },
  end: { line: endLine, column: endColumn },
});

const facts: RuleFacts = {
  id: 'aws/s3/public-acl',
  title: 'Bucket is public',
  severity: 'high',
  category: 'exposure',
  language: 'terraform',
  default: true,
  aliases: { checkov: ['CKV_AWS_20'], trivy: ['AWS-0092'], kics: ['x'] },
  objectives: ['no-public-exposure'],
  frameworks: { 'cis-aws-3.0': ['2.1.4'], 'pci-dss-4.0': ['1.4.4'] },
  cwe: [732],
  fixable: true,
};

export const texts: CatalogueTexts = {
  'aws/s3/public-acl': {
    why: 'Everybody can read it.',
    help: 'Set `acl` to <private>.',
    references: ['https://example.com/?a=1&b=2'],
    examples: [],
  },
};

const finding: ReportedFinding = {
  names: undefined,
  rule: 'aws/s3/public-acl',
  severity: 'high',
  message: '`aws_s3_bucket.b` is | public.',
  root: 0,
  file: 'modules/a b/main.tf',
  range: range(3, 11, 3, 24),
  resource: {
    address: 'aws_s3_bucket.b',
    type: 'aws_s3_bucket',
    file: 'modules/a b/main.tf',
    range: range(2, 1, 4, 2),
  },
  related: [{ file: 'variables.tf', range: range(1, 5, 1, 9), message: 'the default comes from here' }],
  fix: { title: 'Make it private', safe: true },
  fingerprint: '0123456789abcdef',
  excerpt: { text: '  acl   = "public-read"', start: 10, end: 23 },
};

const other: ReportedFinding = {
  ...finding,
  rule: 'docker/own',
  severity: 'info',
  message: 'A rule without facts.',
  root: 1,
  file: 'Dockerfile',
  range: range(1, 7, 2, 3),
  resource: undefined,
  related: [],
  fix: undefined,
  fingerprint: 'fedcba9876543210',
  excerpt: { text: '\tx 日本\u001B[31m<b>', start: 3, end: 13 },
};

export const report: Report = {
  version: '0.1.0',
  roots: ['/code/app', '/else/where'],
  folder: '/code',
  findings: [finding, other],
  suppressed: [
    { finding: { ...finding, fingerprint: '1111111111111111' }, by: 'source', reason: 'a public page' },
    { finding: { ...finding, fingerprint: '2222222222222222' }, by: 'baseline', reason: undefined },
  ],
  notAnalysed: [
    { root: 0, file: 'large.tf', reason: 'it is larger than 5 MB', range: undefined },
    { root: 0, file: 'bomb.yaml', reason: 'too many aliases', range: range(4, 1, 4, 3) },
    { root: 0, file: 'bomb.yaml', reason: 'too many aliases', range: range(5, 1, 5, 3) },
  ],
  files: 12,
  resources: 80,
  milliseconds: 140,
  facts: (rule) => (rule === facts.id ? facts : undefined),
};

export const empty: Report = {
  ...report,
  findings: [],
  suppressed: [],
  notAnalysed: [],
  files: 1,
  resources: 1,
};
