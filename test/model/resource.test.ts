// Addresses of instances, and of the block that makes them.

import assert from 'node:assert/strict';
import { withoutKey } from '../../server/src/model/resource.ts';

describe('an address without its key', () => {
  const rows: readonly (readonly [address: string, block: string])[] = [
    ['aws_s3_bucket.b', 'aws_s3_bucket.b'],
    ['aws_s3_bucket.b[0]', 'aws_s3_bucket.b'],
    ['aws_s3_bucket.b["logs"]', 'aws_s3_bucket.b'],
    ['aws_s3_bucket.b["a]b[0]"]', 'aws_s3_bucket.b'],
    ['Deployment/default/web', 'Deployment/default/web'],
  ];
  for (const [address, block] of rows) it(address, () => assert.equal(withoutKey(address), block));
});
