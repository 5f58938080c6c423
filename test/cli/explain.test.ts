// `lintel explain` and `lintel rules`.

import assert from 'node:assert/strict';
import { folderWith, lintel } from './shell.ts';

const text = `Database is public
aws/public  critical  exposure

It is known to be dangerous.

What to do
  Do it the other way.

Fix
  Make it private

Found main.tf
  resource "aws_db_instance" "a" {
    publicly_accessible = true
                          ^^^^
  }

Repaired main.tf
  resource "aws_db_instance" "a" {
    publicly_accessible = false
  }

Accepted main.tf
  resource "aws_db_instance" "a" {
    publicly_accessible = false
  }

Supports
  PCI DSS 4.0
    1.4.4  Stored data is not reachable from outside

Also known as
  checkov CKV_AWS_17
  trivy AWS-0180
  kics 1

Weaknesses
  CWE-668

References
  https://example.com/database-is-public
`;

describe('explain', () => {
  for (const name of ['aws/public', 'CKV_AWS_17', 'ckv_aws_17', 'AVD-AWS-0180']) {
    it(name, async () => {
      assert.deepEqual(await lintel(folderWith({}), 'explain', name), { code: 0, out: text, err: '' });
    });
  }
});

describe('rules', () => {
  it('as text', async () => {
    const { out } = await lintel(folderWith({}), 'rules');
    assert.equal(
      out,
      [
        'aws/encrypted      medium    Database is not encrypted',
        'aws/public         critical  Database is public',
        'docker/maintainer  low       Maintainer is deprecated (off by default)',
        '',
      ].join('\n'),
    );
  });

  it('as JSON, with the keys of the contract in their order', async () => {
    const { out } = await lintel(folderWith({}), 'rules', '--format', 'json');
    const { rules } = JSON.parse(out) as { readonly rules: readonly Readonly<Record<string, unknown>>[] };
    assert.equal(
      JSON.stringify(rules[1]),
      '{"id":"aws/public","title":"Database is public","severity":"critical","category":"exposure","language":"terraform","default":true,' +
        '"aliases":{"checkov":["CKV_AWS_17"],"trivy":["AWS-0180"]},"frameworks":{"pci-dss-4.0":["1.4.4"]},"fixable":true}',
    );
  });
});
