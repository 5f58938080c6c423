// An archive like npm's: 218,000 records in ZIP64, nine in ten about malicious packages, the others with ranges, versions and a text, as
// OSV's have them. The same every time.

import { closeSync, openSync, writeSync } from 'node:fs';
import { endOf, entryOf } from '../advisories/zip-writer.ts';

export const syntheticRecords = 218_000;

/** Writes the archive; gives its size in bytes. */
export function writeSyntheticNpm(path: string, records = syntheticRecords): number {
  const file = openSync(path, 'w');
  const directory: Buffer[] = [];
  let position = 0;
  for (let index = 0; index < records; index++) {
    const record = recordOf(index);
    const { local, central } = entryOf(
      { name: `${record.id}.json`, content: JSON.stringify(record) },
      position,
      'zip64',
    );
    position += writeSync(file, local);
    directory.push(central);
  }
  const end = Buffer.concat(directory);
  const tail = Buffer.concat([end, ...endOf(records, end.length, position, 'zip64')]);
  writeSync(file, tail);
  closeSync(file);
  return position + tail.length;
}

/** The name of the package of a record: a vulnerable one has three records on the average. */
export const syntheticName = (index: number): string =>
  index % 10 === 0
    ? `@scope-${index % 97}/library-${Math.floor(index / 30)}`
    : `install-me-${(index * 7919) % 1_000_003}`;

function recordOf(index: number): { readonly id: string } {
  return index % 10 === 0 ? vulnerable(index) : malicious(index);
}

const modified = (index: number): string => new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString();

function malicious(index: number) {
  const name = syntheticName(index);
  const sha256 = index.toString(16).padStart(64, 'c');
  return {
    schema_version: '1.7.3',
    id: `MAL-2025-${index}`,
    modified: modified(index),
    published: modified(index),
    summary: `Malicious code in ${name} (npm)`,
    details: `\n---\n_-= Per source details. Do not edit below this line.=-_\n\n## Source: ossf-package-analysis (${sha256})\nThe package ${name} was found to contain malicious code: it communicates with a domain associated with malicious activity and executes commands when it is installed.\n`,
    affected: [
      index % 3 === 0
        ? { package: { ecosystem: 'npm', name }, versions: ['1.0.0', '1.0.1', '99.0.0'] }
        : { package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }] },
    ],
    credits: [
      { name: 'OpenSSF: Package Analysis', type: 'FINDER', contact: ['https://github.com/ossf/package-analysis'] },
    ],
    database_specific: {
      'malicious-packages-origins': [
        { import_time: modified(index + 1), modified_time: modified(index), sha256, source: 'ossf-package-analysis' },
      ],
    },
  };
}

function vulnerable(index: number) {
  const major = index % 7;
  return {
    schema_version: '1.7.3',
    id: `GHSA-${index.toString(36).padStart(4, '2')}-xxxx-yyyy`,
    aliases: [`CVE-2025-${10_000 + index}`],
    modified: modified(index),
    published: modified(index),
    summary: `Prototype pollution in the library of ${syntheticName(index)}`,
    details: 'An attacker who controls the input can change the prototype of every object. '.repeat(20),
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N' }],
    affected: [
      {
        package: { ecosystem: 'npm', name: syntheticName(index) },
        ranges: [
          { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: `${major}.4.2` }] },
          { type: 'SEMVER', events: [{ introduced: `${major + 1}.0.0` }, { fixed: `${major + 1}.2.${index % 9}` }] },
        ],
        database_specific: { source: 'https://github.com/github/advisory-database/blob/main/advisories/x.json' },
      },
    ],
    references: Array.from({ length: 5 }, (_, i) => ({
      type: 'WEB',
      url: `https://example.com/library/issues/${index + i}`,
    })),
    database_specific: { severity: 'CRITICAL', cwe_ids: ['CWE-1321'], github_reviewed: true },
  };
}
