// Reads pylock.toml and pylock.<name>.toml (PEP 751).

import type { MapValue } from '../../../model/value.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { LockFormat } from '../format.ts';
import { type LockEntry, tomlLock } from '../toml-lock.ts';
import { tableAt, textAt, valueAt } from '../toml-manifest.ts';
import { namesIn } from './uv-lock.ts';

export const pylockToml: LockFormat = tomlLock({
  name: 'pylock.toml',
  ecosystem: 'PyPI',
  isNamed: (file) => /^pylock(?:\.[^.]+)?\.toml$/.test(fileNameOf(file)),
  decidesFor: ['pyproject.toml'],
  table: 'packages',
  leftOut: ['wheels', 'sdist', 'marker', 'requires-python'],
  entryOf,
});

function entryOf(table: MapValue): LockEntry {
  return { ...sourceOf(table), asks: namesIn(valueAt(table, 'dependencies')) };
}

function sourceOf(table: MapValue): Pick<LockEntry, 'source' | 'url'> {
  const [vcs, archive, directory] = ['vcs', 'archive', 'directory'].map((key) => tableAt(table, key));
  if (vcs) return { source: 'git', url: textAt(vcs, 'url') };
  if (directory) return { source: 'file', url: textAt(directory, 'path') };
  const url = textAt(archive, 'url');
  if (archive) return url ? { source: 'url', url } : { source: 'file', url: textAt(archive, 'path') };
  return { source: 'registry' };
}
