// The JSON report is a contract: keys, their order, and what is null.

import assert from 'node:assert/strict';
import { jsonReport } from '../../server/src/reports/json.ts';
import { range, report } from './sample.ts';

describe('json report', () => {
  it('is as documented', () => {
    const expected = {
      schema: 'lintel-report/1',
      tool: { name: 'lintel', version: '0.1.0' },
      roots: ['/code/app', '/else/where'],
      summary: { files: 12, resources: 80, findings: 2, suppressed: 2, notAnalysed: 3, milliseconds: 140 },
      notAnalysed: [
        { root: 0, file: 'large.tf', reason: 'it is larger than 5 MB' },
        { root: 0, file: 'bomb.yaml', reason: 'too many aliases', range: range(4, 1, 4, 3) },
        { root: 0, file: 'bomb.yaml', reason: 'too many aliases', range: range(5, 1, 5, 3) },
      ],
      findings: [
        {
          rule: 'aws/s3/public-acl',
          title: 'Bucket is public',
          severity: 'high',
          message: '`aws_s3_bucket.b` is | public.',
          root: 0,
          file: 'modules/a b/main.tf',
          range: range(3, 11, 3, 24),
          resource: { address: 'aws_s3_bucket.b', type: 'aws_s3_bucket', range: range(2, 1, 4, 2) },
          related: [{ file: 'variables.tf', range: range(1, 5, 1, 9), message: 'the default comes from here' }],
          aliases: { checkov: ['CKV_AWS_20'], trivy: ['AWS-0092'] },
          frameworks: { 'cis-aws-3.0': ['2.1.4'], 'pci-dss-4.0': ['1.4.4'] },
          fix: { title: 'Make it private', safe: true },
          fingerprint: '0123456789abcdef',
        },
        {
          rule: 'docker/own',
          title: '',
          severity: 'info',
          message: 'A rule without facts.',
          root: 1,
          file: 'Dockerfile',
          range: range(1, 7, 2, 3),
          resource: null,
          related: [],
          aliases: {},
          frameworks: {},
          fix: null,
          fingerprint: 'fedcba9876543210',
        },
      ],
    };
    // As text, because the order of the keys is a part of it.
    assert.equal(jsonReport(report), `${JSON.stringify(expected, null, 2)}\n`);
  });

  it('tells the file of a resource that lies in another', () => {
    const [first] = report.findings;
    const resource = first?.resource && { ...first.resource, file: 'main.tf' };
    const findings = first ? [{ ...first, resource }] : [];
    const { findings: written } = JSON.parse(jsonReport({ ...report, findings }));
    assert.deepEqual(written[0].resource, {
      address: 'aws_s3_bucket.b',
      type: 'aws_s3_bucket',
      file: 'main.tf',
      range: range(2, 1, 4, 2),
    });
  });
});
