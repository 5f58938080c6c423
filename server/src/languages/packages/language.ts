// The packages language: manifests and lock files. A manifest is small, so a changed file is read as a whole and is one source; lock
// files, which are not small, are sources of their own beside it.

import type { SourceFile } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { folderOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Language } from '../language.ts';
import type { LockFormat, ManifestFormat, Reading } from './format.ts';
import { formatOf } from './formats.ts';
import type { Lock } from './lock.ts';
import { manifestResource } from './manifest.ts';
import { requirementsTxt } from './pypi/requirements.ts';

export type PackagesFile = ManifestFile | LockFile;

export interface ManifestFile extends SourceFile {
  readonly kind: 'manifest';
  readonly format: ManifestFormat;
  /** Undefined where nothing of it could be read. */
  readonly manifest: Resource | undefined;
}

export interface LockFile extends SourceFile {
  readonly kind: 'lock';
  readonly format: LockFormat;
  readonly lock: Reading<Lock>;
  readonly source: Source;
}

export function packages(): Language<PackagesFile> {
  return {
    id: 'packages',
    recognises(file, text, languageId) {
      const format = formatOf(file);
      if (format?.kind === 'manifest') return format.isText?.(text) ?? true;
      return format !== undefined || languageId === 'pip-requirements';
    },
    parse,
    unitOf: folderOf,
    evaluate(files) {
      const resources = files.flatMap((file) => (file.kind === 'manifest' && file.manifest) || []);
      return { language: 'packages', files, resources, problems: [] };
    },
    forget() {},
  };
}

function parse(snapshot: Snapshot, previous?: PackagesFile): PackagesFile {
  if (previous?.snapshot.text === snapshot.text) return { ...previous, snapshot };
  // An editor may call any file a requirements file; the others are known by their names.
  const format = formatOf(snapshot.file) ?? requirementsTxt;
  return format.kind === 'manifest' ? readManifest(snapshot, format) : readLock(snapshot, format, previous);
}

function readManifest(snapshot: Snapshot, format: ManifestFormat): PackagesFile {
  const source: Source = { file: snapshot.file };
  const { content, problems, comments } = format.read(snapshot, source);
  return {
    ...fileOf(snapshot, source),
    kind: 'manifest',
    format,
    comments,
    problems,
    manifest: content && manifestResource(content, format),
  };
}

/** Its source stays the same from one text to the next, so that packages that did not move need not be made again. */
function readLock(snapshot: Snapshot, format: LockFormat, previous?: PackagesFile): PackagesFile {
  const before = previous?.kind === 'lock' ? previous : undefined;
  const source: Source = before?.source ?? { file: snapshot.file };
  const lock = format.read(snapshot, source, before?.lock);
  return { ...fileOf(snapshot, source), kind: 'lock', format, ...lock, lock, source };
}

const fileOf = (snapshot: Snapshot, source: Source) => ({
  file: snapshot.file,
  language: 'packages' as const,
  snapshot,
  sources: new Map([[source, 0]]),
});
