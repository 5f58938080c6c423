// Where other tools' lists leave a rule out.

import assert from 'node:assert/strict';
import { defaultSettings, type Settings } from '../../server/src/engine/settings.ts';
import { skippedIn } from '../../server/src/engine/skips.ts';
import type { RuleFacts } from '../../server/src/rules/rule.ts';

const rule: RuleFacts = {
  id: 'aws/s3/public-acl',
  title: '',
  severity: 'high',
  category: 'exposure',
  language: 'terraform',
  default: true,
  aliases: { checkov: ['CKV_AWS_20'], trivy: ['AWS-0092'] },
  objectives: [],
  frameworks: {},
  cwe: [],
  fixable: false,
};

const inApp = { folder: '/w/', globs: ['app/**', '*.tf'] };

describe('lists of other tools', () => {
  const rows: readonly (readonly [what: string, settings: Partial<Settings>, left: readonly string[]])[] = [
    ['none', {}, []],
    ['its id', { skips: [{ names: ['CKV_AWS_20'] }] }, ['main.tf', 'app/main.tf', 'lib/main.tf']],
    [
      'its id as it was written before',
      { skips: [{ names: ['avd-aws-0092'] }] },
      ['main.tf', 'app/main.tf', 'lib/main.tf'],
    ],
    ['a pattern', { skips: [{ names: ['CKV_AWS_*'] }] }, ['main.tf', 'app/main.tf', 'lib/main.tf']],
    ['another id', { skips: [{ names: ['CKV_AWS_2'] }] }, []],
    ['in some files', { skips: [{ names: ['AWS-0092'], files: inApp }] }, ['main.tf', 'app/main.tf']],
    [
      'before its day',
      { skips: [{ names: ['AWS-0092'], until: '2026-01-02' }] },
      ['main.tf', 'app/main.tf', 'lib/main.tf'],
    ],
    ['on its day', { skips: [{ names: ['AWS-0092'], until: '2026-01-01' }] }, []],
    ['the user says otherwise', { skips: [{ names: ['AWS-0092'] }], rules: { 'aws/s3/public-acl': 'on' } }, []],
    ['the user says it by another id', { skips: [{ names: ['AWS-0092'] }], rules: { CKV_AWS_20: 'low' } }, []],
    [
      'the user speaks of all rules',
      { skips: [{ names: ['AWS-0092'] }], rules: { 'aws/*': 'low' } },
      ['main.tf', 'app/main.tf', 'lib/main.tf'],
    ],
    ['chosen', { chosen: [{ tool: 'checkov', names: ['CKV_AWS_20'] }] }, []],
    ['not chosen', { chosen: [{ tool: 'checkov', names: ['CKV_AWS_1'] }] }, ['main.tf', 'app/main.tf', 'lib/main.tf']],
    ['of a tool that has no such check', { chosen: [{ tool: 'tfsec', names: ['aws-x'] }] }, []],
  ];
  for (const [what, settings, left] of rows) {
    it(what, () => {
      const skipped = skippedIn(rule, { ...defaultSettings, ...settings }, '2026-01-01') ?? (() => false);
      assert.deepEqual(
        ['main.tf', 'app/main.tf', 'lib/main.tf'].filter((file) => skipped(`/w/${file}`)),
        left,
      );
    });
  }
});
