// Joins manifests with the lock files beside and above them: which package of the lock decides for a dependency. Where the manifest does
// not admit what the lock has, the lock is out of step and does not decide. The ways through a lock are told by its graph.

import { canonicalName, type Ecosystem } from '../../advisories/ecosystem.ts';
import { admits } from '../../advisories/ranges/range.ts';
import { rangeOf } from '../../advisories/ranges/ranges.ts';
import { orders } from '../../advisories/versions/orders.ts';
import type { Resource } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import { stringAt } from '../../model/virtual.ts';
import { fileNameOf, folderOf, isAtOrAbove } from '../../text/path.ts';
import type { LockFile, ManifestFile, PackagesFile } from './file.ts';
import { lineMap } from './line-map.ts';
import { chosenFor, type LockedPackage } from './lock.ts';
import type { Dependency, Joined } from './manifest.ts';

export interface Locked {
  readonly lock: LockFile;
  /** The number of the package in the lock. */
  readonly index: number;
}

/** What the last evaluation found, for resources that may be older than the lock. */
const lockedByResource = new WeakMap<Resource, Locked>();

/** The package that a lock file has chosen for the dependency; undefined without a lock, and where that is out of step. */
export const lockedOf = (dependency: Resource): Locked | undefined => lockedByResource.get(dependency);

export function rememberLocked(dependency: Resource, choice: Choice | undefined): void {
  if (choice?.inStep) lockedByResource.set(dependency, choice);
  else lockedByResource.delete(dependency);
}

/** What a lock has for a dependency, and whether the manifest admits it. */
export interface Choice extends Locked {
  readonly inStep: boolean;
}

/** For each dependency of the manifest what its lock has; `files` are all that are evaluated with it. */
export function choicesFor(
  manifest: ManifestFile,
  versions: readonly (Value | undefined)[],
  files: readonly PackagesFile[],
): readonly (Choice | undefined)[] {
  const { file, content } = manifest;
  const locks = locksFor(manifest, files);
  if (locks.length === 0) return [];
  const forced = forcedIn(files);
  return (content?.dependencies ?? []).map((dependency, index) => {
    if (dependency.source === 'file' || dependency.source === 'url') return undefined;
    const version = versions[index];
    const isFree = dependency.source === 'git' || (forced.has(dependency.title) && !dependency.isOverride);
    const asked = version?.kind === 'string' && !isFree ? version.value : undefined;
    for (const lock of locks) {
      const choice = choiceIn(lock, folderOf(file), content?.projectName, dependency, asked);
      if (choice) return choice;
    }
    return undefined;
  });
}

/** Of these the locks hold what is forced, and not what the dependencies ask for. */
const forcedIn = (files: readonly PackagesFile[]): ReadonlySet<string> =>
  new Set(
    files.flatMap((file) =>
      file.kind === 'manifest'
        ? (file.content?.dependencies ?? []).flatMap(({ isOverride, title }) => (isOverride ? title : []))
        : [],
    ),
  );

/** The nearest first; the formats of one folder in the order of formats.ts. */
export function locksFor({ file, format }: ManifestFile, files: readonly PackagesFile[]): readonly LockFile[] {
  const folder = folderOf(file);
  return files
    .filter((one): one is LockFile => one.kind === 'lock')
    .filter((lock) => lock.format.ecosystem === format.ecosystem && decidesFor(lock, format.name))
    .filter((lock) => isAtOrAbove(folderOf(lock.file), folder))
    .sort((a, b) => folderOf(b.file).length - folderOf(a.file).length);
}

const decidesFor = ({ format }: LockFile, manifest: string): boolean => format.decidesFor?.includes(manifest) ?? true;

function choiceIn(
  lock: LockFile,
  folder: string,
  projectName: string | undefined,
  dependency: Dependency,
  asked: string | undefined,
): Choice | undefined {
  const { content } = lock.lock;
  if (!content) return undefined;
  const lockFolder = folderOf(lock.file);
  const below = folder === lockFolder ? '' : folder.slice(lockFolder === '' ? 0 : lockFolder.length + 1);
  const own = dependency.alias?.value ?? dependency.title;
  const { ecosystem } = lock.format;
  const choice = (index: number | undefined): Choice | undefined => {
    const one = index === undefined ? undefined : content.packages[index];
    return index === undefined || !one ? undefined : { lock, index, inStep: isInStep(one, asked, ecosystem) };
  };
  const best = (indices: readonly number[]): Choice | undefined => {
    const choices = indices.map(choice);
    return choices.find((one) => one?.inStep) ?? (choices.length === 1 ? choices[0] : undefined);
  };
  if (content.projectsBy === 'name') {
    const project = content.projects.get(canonicalName(ecosystem, projectName ?? ''));
    if (project) return best(lock.named(dependency.title).filter((index) => [...project.values()].includes(index)));
    return below === '' ? best(lock.named(dependency.title)) : undefined;
  }
  if (dependency.isOverride) return onlyOne(lock.named(dependency.title).map(choice), content.packages);
  const chosen = dependency.written === undefined ? undefined : content.chosen?.get(chosenFor(own, dependency.written));
  if (chosen !== undefined) return { lock, index: chosen, inStep: true };
  const project = content.projects.get(below);
  if (project) return choice(project.get(own));
  if (content.chosen) return undefined;
  if (below !== '' || content.projects.size > 0) return undefined;
  return best(lock.named(dependency.title));
}

/** Where the package is there in one version alone. */
function onlyOne(choices: readonly (Choice | undefined)[], packages: readonly LockedPackage[]): Choice | undefined {
  const versions = new Set(choices.map((one) => one && packages[one.index]?.version));
  return versions.size === 1 ? choices[0] : undefined;
}

/** What is no range, such as a tag, and what is not known may mean any version. */
function isInStep({ version, source }: LockedPackage, asked: string | undefined, ecosystem: Ecosystem): boolean {
  if (asked === undefined || version === '' || source !== 'registry') return true;
  const order = orders[ecosystem];
  const range = order.isVersion(version) ? rangeOf(ecosystem, asked) : undefined;
  return !range || admits(range, version, order);
}

/** What a choice says in the body of a dependency. */
export function joinedFrom({ lock, index, inStep }: Choice): Joined {
  const chosen = lock.lock.content?.packages[index];
  if (!chosen) return {};
  const { name, nameAt, version, versionAt, source } = chosen;
  // A project of one's own needs no version; npm writes it like any other.
  if (source === 'workspace') return { source, pinned: true };
  if (!inStep) return { outOfStep: stringAt(version, versionAt) };
  const file = stringAt(fileNameOf(lock.file), versionAt);
  return {
    locked: lineMap(
      { version: stringAt(version, versionAt), file, package: stringAt(name, nameAt) },
      versionAt,
      nameAt,
    ),
  };
}
