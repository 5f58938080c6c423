// The packages language: manifests of npm, pip and Go. A manifest is small, so a changed file is read as a whole and is one source;
// lock files, which are not small, will be sources of their own beside it.

import type { SourceFile } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { folderOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Language } from '../language.ts';
import { formatOf } from './format.ts';
import { readGoMod } from './go-mod.ts';
import { type Format, manifestResource, type Reading } from './manifest.ts';
import { readPackageJson } from './package-json.ts';
import { readRequirements } from './requirements.ts';

export interface PackagesFile extends SourceFile {
  /** Undefined where nothing of it could be read. */
  readonly manifest: Resource | undefined;
}

export function packages(): Language<PackagesFile> {
  return {
    id: 'packages',
    recognises(file, text, languageId) {
      const format = formatOf(file);
      // A package.json that holds a list is somebody's data.
      if (format === 'package.json') return !/^\uFEFF?\s*[["]/.test(text);
      return format !== undefined || languageId === 'pip-requirements';
    },
    parse,
    unitOf: folderOf,
    evaluate(files) {
      const resources = files.flatMap((file) => file.manifest ?? []);
      return { language: 'packages', files, resources, problems: [] };
    },
    forget() {},
  };
}

function parse(snapshot: Snapshot, previous?: PackagesFile): PackagesFile {
  if (previous?.snapshot.text === snapshot.text) return { ...previous, snapshot };
  const source: Source = { file: snapshot.file };
  // An editor may call any file a requirements file; the others are known by their names.
  const { manifest, problems, comments } = readers[formatOf(snapshot.file) ?? 'requirements.txt'](snapshot, source);
  return {
    file: snapshot.file,
    language: 'packages',
    snapshot,
    sources: new Map([[source, 0]]),
    comments,
    problems,
    manifest: manifest && manifestResource(manifest),
  };
}

const readers: Readonly<Record<Format, (snapshot: Snapshot, source: Source) => Reading>> = {
  'package.json': readPackageJson,
  'requirements.txt': readRequirements,
  'go.mod': readGoMod,
};
