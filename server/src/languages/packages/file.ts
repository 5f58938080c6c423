// The files of the packages language, as they are after reading: manifests with what they ask for, locks with what was chosen.

import type { SourceFile } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import type { LockFormat, ManifestFormat, Reading } from './format.ts';
import type { Lock } from './lock.ts';
import type { LockGraph } from './lock-graph.ts';
import type { Manifest } from './manifest.ts';

export type PackagesFile = ManifestFile | LockFile;

export interface ManifestFile extends SourceFile {
  readonly kind: 'manifest';
  readonly format: ManifestFormat;
  /** Undefined where nothing of it could be read. */
  readonly content: Manifest | undefined;
  /** The same as a resource, by what the file itself says. */
  readonly manifest: Resource | undefined;
}

export interface LockFile extends SourceFile {
  readonly kind: 'lock';
  readonly format: LockFormat;
  readonly lock: Reading<Lock>;
  readonly graph: LockGraph;
  /** The numbers of its packages of this name. */
  named(name: string): readonly number[];
  readonly source: Source;
}
