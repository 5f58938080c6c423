// SARIF reports against the schema of the standard, and what of them code scanning reads.

import assert from 'node:assert/strict';
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Report } from '../../server/src/reports/report.ts';
import { sarifReport } from '../../server/src/reports/sarif.ts';
import { empty, report, texts } from './sample.ts';

// A pattern of the schema is no regular expression under the flag `u`.
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

interface Log {
  readonly runs: readonly [Run];
}

type Run = Readonly<Record<string, unknown>> & { readonly results: readonly Record<string, unknown>[] };

const logOf = (one: Report): Log => JSON.parse(sarifReport(one, texts)) as Log;

/** The only run of the report, which must be valid. */
function runOf(one: Report): Run {
  const log = logOf(one);
  const isValid = validate(log);
  assert.ok(isValid, ajv.errorsText(validate.errors));
  return log.runs[0];
}

describe('sarif report', () => {
  it('is valid, also where there is nothing', () => {
    assert.equal(runOf(empty).results.length, 0);
    assert.equal(runOf(report).results.length, 4);
  });

  it('is not valid by any schema: the test would see a mistake', () => {
    const log = logOf(report);
    for (const result of log.runs[0].results) result['level'] = 'bad';
    assert.equal(validate(log), false);
  });

  it('places a finding relative to %SRCROOT%, and outside of it by its URI', () => {
    const [first, second] = runOf(report).results;
    assert.deepEqual(first?.['locations'], [
      {
        physicalLocation: {
          artifactLocation: { uri: 'app/modules/a%20b/main.tf', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 11, endLine: 3, endColumn: 24, snippet: { text: '"public-read"' } },
        },
        logicalLocations: [{ fullyQualifiedName: 'aws_s3_bucket.b', kind: 'resource' }],
      },
    ]);
    assert.deepEqual(second?.['locations'], [
      {
        physicalLocation: {
          artifactLocation: { uri: 'file:///else/where/Dockerfile' },
          region: { startLine: 1, startColumn: 7, endLine: 2, endColumn: 3 },
        },
      },
    ]);
    assert.deepEqual(runOf(report)['originalUriBaseIds'], { '%SRCROOT%': { uri: 'file:///code/' } });
    assert.equal(runOf(report)['columnKind'], 'utf16CodeUnits');
  });

  it('tells results apart by fingerprints and says which are held back, and by what', () => {
    assert.deepEqual(
      runOf(report).results.map(({ partialFingerprints, suppressions }) => ({ partialFingerprints, suppressions })),
      [
        { partialFingerprints: { 'lintelFingerprint/v1': '0123456789abcdef' }, suppressions: [] },
        { partialFingerprints: { 'lintelFingerprint/v1': 'fedcba9876543210' }, suppressions: [] },
        {
          partialFingerprints: { 'lintelFingerprint/v1': '1111111111111111' },
          suppressions: [{ kind: 'inSource', status: 'accepted', justification: 'a public page' }],
        },
        {
          partialFingerprints: { 'lintelFingerprint/v1': '2222222222222222' },
          suppressions: [{ kind: 'external', status: 'accepted' }],
        },
      ],
    );
  });

  it('describes the rules', () => {
    const { driver } = runOf(report)['tool'] as { readonly driver: { readonly rules: readonly unknown[] } };
    assert.deepEqual(driver.rules, [
      {
        id: 'aws/s3/public-acl',
        shortDescription: { text: 'Bucket is public' },
        fullDescription: { text: 'Everybody can read it.' },
        help: {
          text: 'Everybody can read it.\nSet `acl` to <private>.\nhttps://example.com/?a=1&b=2',
          markdown:
            'Everybody can read it.\n\n**What to do.** Set `acl` to <private>.\n\n- <https://example.com/?a=1&b=2>',
        },
        helpUri: 'https://example.com/?a=1&b=2',
        defaultConfiguration: { level: 'error', enabled: true },
        properties: {
          tags: ['security', 'terraform', 'exposure', 'external/cwe/cwe-732'],
          precision: 'high',
          'security-severity': '8.0',
          aliases: { checkov: ['CKV_AWS_20'], trivy: ['AWS-0092'], kics: ['x'] },
          frameworks: { 'cis-aws-3.0': ['2.1.4'], 'pci-dss-4.0': ['1.4.4'] },
        },
      },
      { id: 'docker/own' },
    ]);
  });

  it('notes what was not analysed', () => {
    const [invocation] = runOf(report)['invocations'] as readonly {
      readonly toolExecutionNotifications: readonly unknown[];
    }[];
    assert.deepEqual(invocation?.toolExecutionNotifications[0], {
      descriptor: { id: 'not-analysed' },
      level: 'warning',
      message: { text: 'it is larger than 5 MB' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'app/large.tf', uriBaseId: '%SRCROOT%' } } }],
    });
  });
});
