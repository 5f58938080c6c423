// What every lock file is read into: the packages that were chosen, and who asked for whom. The readers of the formats fill it in; what
// it means for the dependencies of a manifest is told by locked.ts.

import type { Place } from '../../model/place.ts';
import type { StringValue, Value } from '../../model/value.ts';
import type { Pieces } from './pieces.ts';
import type { DependencySource } from './specifier.ts';

export interface Lock {
  readonly packages: readonly LockedPackage[];
  /**
   * What each project asks for, by its folder below the lock's own (`` for that itself): the name that the manifest uses to the number of
   * the package. A lock that names no projects (`Pipfile.lock`, `Cargo.lock` without a root) holds for the manifests beside it alone.
   */
  readonly projects: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Set where the format does not say what the project asks for, and `projects` has all that it may ask for. */
  readonly asks?: 'unknown';
  /** Set where the projects are told by their own names, in canonical form, and not by folders (`Cargo.lock`, `uv.lock`). */
  readonly projectsBy?: 'name';
  /**
   * Instead of projects: what was chosen for what is asked for, by `chosenFor`. Such a lock (`yarn.lock`) holds for the manifests of its folder
   * and below.
   */
  readonly chosen?: ReadonlyMap<string, number>;
  /** Kept for the next reading by formats that read piece by piece. */
  readonly pieces?: Pieces;
}

/** The key of `chosen`: the name that the manifest uses and what it asks for, as they are written. */
export const chosenFor = (name: string, asked: string): string => `${name}@${asked}`;

export interface LockedPackage {
  /** As the ecosystem knows it, not an alias. */
  readonly name: string;
  /** Where the name stands, without quotes. */
  readonly nameAt: Place;
  readonly version: string;
  /** Where the version stands, without quotes. */
  readonly versionAt: Place;
  readonly source: DependencySource;
  /** The numbers of the packages that it asks for itself. Empty too where the format does not say. */
  readonly needs: readonly number[];
  /** Where it comes from, as written. */
  readonly url?: StringValue | undefined;
  /** Its checksum, as written. */
  readonly integrity?: StringValue | undefined;
  /** Does installing it run code of its own? Set where the format tells. */
  readonly runsScripts?: Value | undefined;
}
