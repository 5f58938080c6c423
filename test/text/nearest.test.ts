// What somebody probably meant.

import assert from 'node:assert/strict';
import { nearest, suggestion } from '../../server/src/text/nearest.ts';

describe('nearest', () => {
  const words = ['scan', 'rules', 'explain', 'aws/s3/public-acl', 'aws/rds/public-access', 'docker/latest'];
  const cases: Readonly<Record<string, readonly string[]>> = {
    scna: ['scan'],
    Rule: ['rules'],
    'aws/s3/publik-acl': ['aws/s3/public-acl'],
    public: ['aws/s3/public-acl', 'aws/rds/public-access'],
    latest: ['docker/latest'],
    xyzzyxyzzy: [],
    '': [],
  };
  for (const [word, expected] of Object.entries(cases)) {
    it(JSON.stringify(word), () => assert.deepEqual(nearest(word, words, 2), expected));
  }

  it('is said as a question, or not at all', () => {
    assert.equal(suggestion('scna', words), '; did you mean "scan"?');
    assert.equal(suggestion('xyzzyxyzzy', words), '');
  });
});
