// Reads pdm.lock (https://pdm-project.org/latest/usage/lockfile/): packages and what each asks for, as requirements.

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { MapValue } from '../../../model/value.ts';
import type { LockFormat } from '../format.ts';
import { type LockEntry, tomlLock } from '../toml-lock.ts';
import { textsAt } from '../toml-manifest.ts';
import { namedSource } from './named-source.ts';
import { readRequirement } from './requirement.ts';

export const pdmLock: LockFormat = tomlLock({
  name: 'pdm.lock',
  ecosystem: 'PyPI',
  decidesFor: ['pyproject.toml'],
  table: 'package',
  leftOut: ['files', 'groups', 'summary', 'marker', 'requires_python'],
  entryOf,
});

function entryOf(table: MapValue): LockEntry {
  const { source = 'registry', url } = namedSource(table) ?? {};
  const asks = textsAt(table, 'dependencies').flatMap(({ value }) => {
    const { name } = readRequirement(value);
    return name ? canonicalName('PyPI', value.slice(name.start, name.end)) : [];
  });
  return { source, url, asks };
}
