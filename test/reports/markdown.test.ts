// The Markdown report, as a whole.

import assert from 'node:assert/strict';
import { markdownReport } from '../../server/src/reports/markdown.ts';
import { empty, report, texts } from './sample.ts';

describe('markdown report', () => {
  it('has a table for each file and a text for each rule', () => {
    assert.equal(
      markdownReport(report, texts),
      `# Lintel

**2 findings: 1 high, 1 info; 2 suppressed; 3 places not analysed** (12 files, 80 resources, 0.1 s)

| Severity | Findings |
| --- | --- |
| high | 1 |
| info | 1 |

## app/modules/a b/main.tf

| Place | Severity | Finding | Rule |
| --- | --- | --- | --- |
| 3:11 | high | \`aws_s3_bucket.b\` is \\| public. *Fix: Make it private.* | \`aws/s3/public-acl\` |

## /else/where/Dockerfile

| Place | Severity | Finding | Rule |
| --- | --- | --- | --- |
| 1:7 | info | A rule without facts. | \`docker/own\` |

## Not analysed

| Place | Reason |
| --- | --- |
| app/large.tf | it is larger than 5 MB |
| app/bomb.yaml:4:1 | too many aliases |
| app/bomb.yaml:5:1 | too many aliases |

## Rules

**Bucket is public** (\`aws/s3/public-acl\`)\\
Everybody can read it. Set \`acl\` to <private>.\\
Supports: cis-aws-3.0 2.1.4; pci-dss-4.0 1.4.4

**docker/own** (\`docker/own\`)
`,
    );
  });

  it('says so when there is nothing', () => {
    assert.equal(markdownReport(empty, texts), '# Lintel\n\n**No findings** (1 file, 1 resource, 0.1 s)\n');
  });
});
