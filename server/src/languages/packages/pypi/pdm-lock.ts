// Reads pdm.lock (https://pdm-project.org/latest/usage/lockfile/): packages and what each asks for, as requirements.

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { MapValue } from '../../../model/value.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { LockFormat } from '../format.ts';
import { type LockEntry, readTomlLock } from '../toml-lock.ts';
import { textsAt } from '../toml-manifest.ts';
import { namedSource } from './named-source.ts';
import { readRequirement } from './requirement.ts';

export const pdmLock: LockFormat = {
  kind: 'lock',
  name: 'pdm.lock',
  ecosystem: 'PyPI',
  isNamed: (file) => fileNameOf(file) === 'pdm.lock',
  fileNames: ['pdm.lock'],
  decidesFor: ['pyproject.toml'],
  read: (snapshot, _source, previous) =>
    readTomlLock(snapshot, previous, {
      ecosystem: 'PyPI',
      table: 'package',
      leftOut: ['files', 'groups', 'summary', 'marker', 'requires_python'],
      read: entryOf,
    }),
};

function entryOf(table: MapValue): LockEntry {
  const { source = 'registry', url } = namedSource(table) ?? {};
  const asks = textsAt(table, 'dependencies').flatMap(({ value }) => {
    const { name } = readRequirement(value);
    return name ? canonicalName('PyPI', value.slice(name.start, name.end)) : [];
  });
  return { source, url, asks };
}
