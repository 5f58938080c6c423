// With which severity a rule reports, if it does, under the user's settings.

import assert from 'node:assert/strict';
import { defaultSettings, type Settings, settingsAt, severityOf } from '../../server/src/engine/settings.ts';
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
  frameworks: { 'pci-dss-4.0': ['1.3.1'] },
  cwe: [],
  fixable: false,
};
const settings = (changed: Partial<Settings>): Settings => ({ ...defaultSettings, ...changed });

describe('settings', () => {
  const rows: readonly (readonly [what: string, rule: RuleFacts, settings: Settings, expected: string | undefined])[] =
    [
      ['the rule’s own severity', rule, settings({}), 'high'],
      ['another severity', rule, settings({ rules: { 'aws/s3/public-acl': 'low' } }), 'low'],
      ['off', rule, settings({ rules: { 'aws/s3/public-acl': 'off' } }), undefined],
      ['off by the id of another tool', rule, settings({ rules: { 'AWS-0092': 'off', 'aws/*': 'low' } }), undefined],
      [
        'its own id comes before that of another tool',
        rule,
        settings({ rules: { 'AWS-0092': 'off', 'aws/s3/public-acl': 'low' } }),
        'low',
      ],
      ['off by a prefix', rule, settings({ rules: { 'aws/*': 'off' } }), undefined],
      ['the more specific prefix counts', rule, settings({ rules: { 'aws/*': 'off', 'aws/s3/*': 'info' } }), 'info'],
      ['everything off but one', rule, settings({ rules: { '*': 'off', 'aws/s3/public-acl': 'on' } }), 'high'],
      ['below the threshold', rule, settings({ severity: 'critical' }), undefined],
      ['off by default', { ...rule, default: false }, settings({}), undefined],
      [
        'off by default, asked for',
        { ...rule, default: false },
        settings({ rules: { 'aws/s3/public-acl': 'on' } }),
        'high',
      ],
      ['off by default, all', { ...rule, default: false }, settings({ all: true }), 'high'],
      ['in a framework', rule, settings({ frameworks: ['pci-dss-4.0'] }), 'high'],
      ['in no such framework', rule, settings({ frameworks: ['hipaa'] }), undefined],
    ];
  for (const [what, facts, given, expected] of rows) it(what, () => assert.equal(severityOf(facts, given), expected));

  it('those of the innermost folder hold for a file', () => {
    const [inner, outer] = [settings({ severity: 'high' }), settings({ severity: 'low' })];
    const all = {
      ...defaultSettings,
      below: [
        { folder: '/r/a/b/', settings: inner },
        { folder: '/r/a/', settings: outer },
      ],
    };
    assert.deepEqual(
      ['/r/a/b/x.tf', '/r/a/x.tf', '/r/x.tf'].map((file) => settingsAt(all, file).severity),
      ['high', 'low', 'info'],
    );
  });
});
