// Reads poetry.lock, which lists the packages and what each asks for, but not what the project does.

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { MapValue } from '../../../model/value.ts';
import type { LockFormat } from '../format.ts';
import type { DependencySource } from '../specifier.ts';
import { type LockEntry, tomlLock } from '../toml-lock.ts';
import { tableAt, textAt } from '../toml-manifest.ts';

export const poetryLock: LockFormat = tomlLock({
  name: 'poetry.lock',
  ecosystem: 'PyPI',
  decidesFor: ['pyproject.toml'],
  table: 'package',
  leftOut: ['description', 'files', 'groups', 'markers', 'python-versions'],
  entryOf,
});

function entryOf(table: MapValue): LockEntry {
  const source = tableAt(table, 'source');
  const names = [...(tableAt(table, 'dependencies')?.entries.keys() ?? [])];
  return {
    source: sources[textAt(source, 'type')?.value ?? ''] ?? 'registry',
    url: textAt(source, 'url'),
    asks: names.map((name) => canonicalName('PyPI', name)),
  };
}

// `legacy` is an index other than PyPI.
const sources: Readonly<Record<string, DependencySource>> = { git: 'git', url: 'url', file: 'file', directory: 'file' };
