// Reads uv.lock (https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile). The projects of a workspace stand among the packages,
// with a folder as their source.

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import type { LockFormat } from '../format.ts';
import { type LockEntry, tomlLock } from '../toml-lock.ts';
import { tableAt, textAt, valueAt } from '../toml-manifest.ts';

export const uvLock: LockFormat = tomlLock({
  name: 'uv.lock',
  ecosystem: 'PyPI',
  decidesFor: ['pyproject.toml'],
  table: 'package',
  leftOut: ['sdist', 'wheels', 'resolution-markers', 'requires-dist'],
  entryOf,
});

function entryOf(table: MapValue): LockEntry {
  const groups = ['optional-dependencies', 'dev-dependencies'].flatMap((key) => [
    ...(tableAt(table, key)?.entries.values() ?? []),
  ]);
  const lists = [valueAt(table, 'dependencies'), ...groups.map(({ value }) => value)];
  return { ...sourceOf(tableAt(table, 'source')), asks: lists.flatMap(namesIn) };
}

/** `[{ name = "idna" }, { name = "numpy", version = "2.0.1" }]` */
export function namesIn(list: Value | undefined): readonly string[] {
  return (list?.kind === 'list' ? list.items : []).flatMap((item) => {
    const name = item.kind === 'map' ? textAt(item, 'name') : undefined;
    const version = item.kind === 'map' ? textAt(item, 'version') : undefined;
    if (!name) return [];
    const canonical = canonicalName('PyPI', name.value);
    return version ? `${canonical} ${version.value}` : canonical;
  });
}

function sourceOf(source: MapValue | undefined): Pick<LockEntry, 'source' | 'url'> {
  for (const key of source?.entries.keys() ?? []) {
    switch (key) {
      case 'editable':
      case 'virtual':
        return { source: 'workspace' };
      case 'git':
      case 'url':
        return { source: key, url: textAt(source, key) };
      case 'path':
      case 'directory':
        return { source: 'file', url: textAt(source, key) };
    }
  }
  return { source: 'registry' };
}
