// The report on a terminal, as a whole.

import assert from 'node:assert/strict';
import { stripVTControlCharacters } from 'node:util';
import { textReport } from '../../server/src/reports/text.ts';
import { empty, report } from './sample.ts';

describe('text report', () => {
  it('underlines the text of each finding', () => {
    assert.equal(
      textReport(report, 'plain'),
      `app/modules/a b/main.tf:3:11  high  aws/s3/public-acl
  \`aws_s3_bucket.b\` is | public.
  3 │   acl   = "public-read"
    │           ^^^^^^^^^^^^^
  app/variables.tf:1:5: the default comes from here
  fix: Make it private

/else/where/Dockerfile:1:7  info  docker/own
  A rule without facts.
  1 │ \tx 日本␛[31m<b>
    │ \t  ^^^^^^^^^^^^

app/large.tf: not analysed: it is larger than 5 MB
app/bomb.yaml:4:1: not analysed: too many aliases (and 1 more like it)

2 findings: 1 high, 1 info; 2 suppressed; 3 places not analysed (12 files, 80 resources, 0.1 s)
`,
    );
  });

  it('shows a text once that several findings underline, with the fix that they share', () => {
    const [one] = report.findings;
    assert.ok(one);
    const fix = { title: 'Make it public no more', safe: false };
    const findings: (typeof report)['findings'] = [
      one,
      { ...one, severity: 'critical', rule: 'own/other', message: 'It is worse.' },
      { ...one, related: [], fix },
    ];
    assert.equal(
      textReport({ ...report, findings, suppressed: [], notAnalysed: [] }, 'plain'),
      `app/modules/a b/main.tf:3:11  high  aws/s3/public-acl
  \`aws_s3_bucket.b\` is | public.
app/modules/a b/main.tf:3:11  critical  own/other
  It is worse.
app/modules/a b/main.tf:3:11  high  aws/s3/public-acl
  \`aws_s3_bucket.b\` is | public.
  3 │   acl   = "public-read"
    │           ^^^^^^^^^^^^^
  app/variables.tf:1:5: the default comes from here
  fix: Make it private
  fix: Make it public no more (review it first)

3 findings: 1 critical, 2 high (12 files, 80 resources, 0.1 s)
`,
    );
  });

  it('says so when there is nothing', () => {
    assert.equal(textReport(empty, 'plain'), 'No findings (1 file, 1 resource, 0.1 s)\n');
  });

  it('has colours and nothing but them more', () => {
    const coloured = textReport(report, 'colours');
    assert.ok(coloured.includes('\u001B[1;31mhigh\u001B[0m'), coloured);
    assert.equal(stripVTControlCharacters(coloured), textReport(report, 'plain'));
  });
});
