// Where a package comes from by the keys of a table, which Poetry, Pipenv and uv have in common: `git`, `url`, `path` and their details.

import type { MapValue, StringValue } from '../../../model/value.ts';
import type { Dependency } from '../manifest.ts';
import { isCommit, isRevision } from '../specifier.ts';
import { isTrue, textAt } from '../toml-manifest.ts';

export type NamedSource = Pick<Dependency, 'source' | 'pinned' | 'url' | 'ref'>;

/** Undefined where the package comes from an index. */
export function namedSource(table: MapValue): NamedSource | undefined {
  const git = textAt(table, 'git');
  if (git) {
    const revision = textAt(table, 'rev');
    if (revision) return { source: 'git', url: git, ref: revision, pinned: isRevision(revision.value) };
    const ref = textAt(table, 'ref') ?? textAt(table, 'tag') ?? textAt(table, 'branch');
    return { source: 'git', url: git, ref, pinned: isCommit(ref?.value ?? '') };
  }
  if (isTrue(table, 'workspace')) return { source: 'workspace', pinned: true };
  const path = textAt(table, 'path');
  // What lies in the checkout is versioned with it.
  if (path) return { source: 'file', url: path, pinned: true };
  const url = textAt(table, 'url') ?? textAt(table, 'file');
  return url && fromUrl(url);
}

const fromUrl = (url: StringValue): NamedSource =>
  /^(?:https?|ftp):/i.test(url.value)
    ? { source: 'url', url, pinned: /#(?:.*&)?sha\d+=/i.test(url.value) }
    : { source: 'file', url, pinned: true };
