// `npm run new-rule aws/rds/public-access`: writes the first draft of a rule, to be filled in from top to bottom.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

const [id] = process.argv.slice(2);
if (!id || !/^[a-z0-9-]+(\/[a-z0-9-]+)+$/.test(id))
  fail('Give the id of the rule, such as: npm run new-rule aws/rds/public-access');
const file = `rules/${id}.yaml`;
if (existsSync(file)) fail(`${file} is there already.`);

const subject = id.startsWith('docker/')
  ? 'dockerfile: stage'
  : id.startsWith('kubernetes/')
    ? 'kubernetes: container'
    : id.startsWith('compose/')
      ? 'compose: service'
      : id.startsWith('packages/')
        ? 'packages: dependency'
        : 'terraform: aws_…';
await mkdir(dirname(file), { recursive: true });
await writeFile(
  file,
  `title:
severity: medium
category:
${subject}
forbid: {  }
message: "\`{resource}\` …"
why:
help:
objectives: []
aliases: {}
references: []
examples:
  - bad: |
      mark what is underlined with «…»
  - good: |
`,
);
console.log(`${file} is written. rules/README.md tells what goes in; npm run check-rules ${id} tries it.`);

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(2);
}
