// Rules of the user's own: what is read of their folder, and what is said of files that give no rule.

import assert from 'node:assert/strict';
import { emptyCompliance } from '../../server/src/compliance/frameworks.ts';
import type { FileContent, Files } from '../../server/src/runtime.ts';
import { readOwnRules } from '../../server/src/workspace/own-rules.ts';
import { packedRules } from '../rules/folder.ts';

const rule = `title: Bucket is public
severity: high
category: exposure
terraform: aws_s3_bucket
forbid: { acl: public-read }
message: "{resource} is public."
why: "-"
help: "-"
examples:
  - bad: "«»"
  - good: ""
`;

/** Only files below `/rules`. */
function diskOf(files: Readonly<Record<string, FileContent>>): Files {
  const paths = Object.keys(files);
  return {
    read: async (file) => files[file],
    list: async (folder) => {
      const inside = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
      return [...new Set(inside.map((path) => path.replace(/\/.*/, '/')))].sort();
    },
  };
}

describe('own rules', () => {
  it('are read from all folders; a file that gives none is told of', async () => {
    const disk = diskOf({
      '/rules/s3/public.yaml': { kind: 'text', text: rule },
      '/rules/broken.yaml': { kind: 'text', text: 'title: [' },
      '/rules/large.yaml': { kind: 'skipped', reason: 'it is larger than 5 MB' },
      '/rules/README.md': { kind: 'text', text: '' },
    });
    const catalogue = { ...packedRules().catalogue, sources: [], compliance: emptyCompliance };
    const { sources, problems, rules } = await readOwnRules('/rules', catalogue, disk);
    assert.deepEqual(
      sources.map(({ id }) => id),
      ['s3/public'],
    );
    assert.equal(rules.facts('s3/public')?.title, 'Bucket is public');
    assert.deepEqual(
      problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).map((told) => told.split(': ')[0]),
      ['/rules/large.yaml:1', '/rules/broken.yaml:1'],
    );
    assert.equal(problems[0]?.message, 'it was not read: it is larger than 5 MB');
  });
});
