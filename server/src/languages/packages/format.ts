// What a format brings: which files are its, and how they are read. A manifest says what a project asks for, a lock what was chosen
// for it. All formats stand in formats.ts.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { Comment, Problem } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { Lock } from './lock.ts';
import type { Manifest } from './manifest.ts';

export type Format = ManifestFormat | LockFormat;

export interface ManifestFormat {
  readonly kind: 'manifest';
  /** What a file of the format is called by everybody: `package.json`. */
  readonly name: string;
  /** Absent where it asks for no packages. */
  readonly ecosystem?: Ecosystem;
  /** By the name with its folders. */
  isNamed(file: string): boolean;
  /** Where others call their files so too: is this text one of the format? */
  isText?(text: string): boolean;
  /** Names of the manifests, in the same folder or above, that may offer what it takes or that it belongs to. */
  readonly manifestsAbove?: readonly string[];
  /** A manifest is small, so it is read as a whole; its one source starts with the file. */
  read(snapshot: Snapshot, source: Source): Reading<Manifest>;
}

export interface LockFormat {
  readonly kind: 'lock';
  readonly name: string;
  readonly ecosystem: Ecosystem;
  isNamed(file: string): boolean;
  /** Its names in a folder, the one that counts first. */
  readonly fileNames: readonly string[];
  /** The formats of manifests, by name, for which it decides; all of its ecosystem where they are not named. */
  readonly decidesFor?: readonly string[];
  /** `previous` is the answer for the text before, of which what still holds may be taken. */
  read(snapshot: Snapshot, source: Source, previous?: Reading<Lock>): Reading<Lock>;
}

/** What a reader answers. `content` is undefined only where nothing could be read. */
export interface Reading<Content> {
  readonly content: Content | undefined;
  readonly problems: readonly Problem[];
  readonly comments: readonly Comment[];
  /** Where sources of parts start, beside the one of the whole file. */
  readonly starts?: ReadonlyMap<Source, number>;
}
