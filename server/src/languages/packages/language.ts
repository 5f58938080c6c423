// The packages language: manifests and lock files. A manifest is small, so a changed file is read as a whole and is one source; lock
// files, which are not small, are sources of their own beside it. A folder's files are evaluated together, with the lock files and
// manifests of the folders above that say something of them.

import { canonicalName } from '../../advisories/ecosystem.ts';
import { type KnownAdvisories, noAdvisories } from '../../advisories/facts.ts';
import type { Source } from '../../model/place.ts';
import { folderOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Language } from '../language.ts';
import { evaluation } from './evaluate.ts';
import type { LockFile, ManifestFile, PackagesFile } from './file.ts';
import type { LockFormat, ManifestFormat, Reading } from './format.ts';
import { formatOf, lockFormats } from './formats.ts';
import type { Lock } from './lock.ts';
import { lockGraph } from './lock-graph.ts';
import { manifestResource } from './manifest.ts';
import { compiledName, requirementsIn, requirementsTxt } from './pypi/requirements.ts';

export type { LockFile, ManifestFile, PackagesFile } from './file.ts';

/** `advisories` are asked at each evaluation for what they know then. */
export function packages(advisories: KnownAdvisories = noAdvisories): Language<PackagesFile> {
  return {
    id: 'packages',
    recognises(file, text, languageId) {
      const format = formatOf(file);
      if (format?.kind === 'manifest') return format.isText?.(text) ?? true;
      return format !== undefined || languageId === 'pip-requirements';
    },
    parse,
    unitOf: folderOf,
    companions,
    evaluate: evaluation(advisories),
    forget() {},
  };
}

function parse(snapshot: Snapshot, previous?: PackagesFile): PackagesFile {
  if (previous?.snapshot.text === snapshot.text) return { ...previous, snapshot };
  // An editor may call any file a requirements file; the others are known by their names.
  const format = formatOf(snapshot.file) ?? requirementsTxt;
  return format.kind === 'manifest' ? readManifest(snapshot, format) : readLock(snapshot, format, previous);
}

function readManifest(snapshot: Snapshot, format: ManifestFormat): ManifestFile {
  const source: Source = { file: snapshot.file };
  const { content, problems, comments, starts } = format.read(snapshot, source);
  const manifest = content && manifestResource(content, format);
  return { ...fileOf(snapshot, source, starts), kind: 'manifest', format, comments, problems, content, manifest };
}

/** Its source stays the same from one text to the next, so that packages that did not move need not be made again. */
function readLock(snapshot: Snapshot, format: LockFormat, previous?: PackagesFile): LockFile {
  const before = previous?.kind === 'lock' ? previous : undefined;
  const source: Source = before?.source ?? { file: snapshot.file };
  const lock = format.read(snapshot, source, before?.lock);
  const { content, problems, comments, starts } = lock;
  return {
    ...fileOf(snapshot, source, starts),
    kind: 'lock',
    format,
    comments,
    problems,
    lock,
    graph: lockGraph(content, before?.graph),
    named: namesIn(content, format),
    source,
  };
}

const fileOf = (snapshot: Snapshot, source: Source, starts: Reading<unknown>['starts'] = new Map()) => ({
  file: snapshot.file,
  language: 'packages' as const,
  snapshot,
  sources: new Map([[source, 0], ...starts]),
});

/** Not every lock is asked by name, so the names are sorted when the first one is asked. */
function namesIn(lock: Lock | undefined, { ecosystem }: LockFormat): LockFile['named'] {
  let byName: Map<string, number[]> | undefined;
  return (name) => {
    byName ??= new Map();
    if (byName.size === 0) {
      for (const [index, one] of (lock?.packages ?? []).entries()) {
        const canonical = canonicalName(ecosystem, one.name);
        byName.set(canonical, [...(byName.get(canonical) ?? []), index]);
      }
    }
    return byName.get(canonicalName(ecosystem, name)) ?? [];
  };
}

/** Of a manifest: the lock files and the manifests that may say something of it, in its folder and those above up to the root. */
function companions(file: string, root: string): readonly string[] {
  const format = formatOf(file);
  if (format?.kind !== 'manifest') return [];
  const names = [
    ...lockFormats
      .filter(({ ecosystem }) => ecosystem === format.ecosystem)
      .filter(({ decidesFor }) => decidesFor?.includes(format.name) ?? true)
      .flatMap(({ fileNames }) => fileNames),
    ...(format.manifestsAbove ?? []),
  ];
  return foldersUpTo(folderOf(file), root)
    .flatMap((folder) => names.map((name) => `${folder}/${name}`))
    .concat(format === requirementsIn ? compiledName(file) : [])
    .filter((companion) => companion !== file);
}

/** None for a document that was never saved, which lies nowhere. */
function foldersUpTo(folder: string, root: string): readonly string[] {
  const folders: string[] = [];
  for (let at = folder; at !== '' && (at === root || at.startsWith(`${root}/`)); at = folderOf(at)) folders.push(at);
  return folders;
}
