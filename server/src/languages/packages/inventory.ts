// Everything that a unit is made of: what its lock files chose, and what its manifests ask for where no lock says more. For the bill of
// materials, which lists packages and not findings.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { hole, type Value } from '../../model/value.ts';
import { folderOf } from '../../text/path.ts';
import type { LockFile, PackagesFile } from './file.ts';
import { lockedOf } from './locked.ts';
import { purlOf } from './purl.ts';

export interface Package {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Undefined where a range is asked for and nothing says which version it means. */
  readonly version: string | undefined;
  /** The range as it is written, where it is one. */
  readonly range?: string;
  readonly purl: string;
  readonly place: Place;
  /** As the lock writes it. */
  readonly integrity?: string;
  /** The purls of what it asks for itself. */
  readonly needs: readonly string[];
  /** Does a manifest name it? */
  readonly isDirect: boolean;
}

/**
 * A package that several files name is there for each of them. Packages of the project's own are left out, and so is what a lock file above
 * has for others.
 */
export function packagesOf(files: readonly SourceFile[], resources: readonly Resource[]): readonly Package[] {
  const own = files.filter((file): file is PackagesFile => file.language === 'packages');
  const dependencies = resources.flatMap(({ type, parts }) => (type === 'manifest' ? parts : []));
  const asked = dependencies.flatMap(askedPackage);
  const named = new Set(asked.map(({ ecosystem, name }) => purlOf(ecosystem, name)));
  const folder = folderOf(own[0]?.file ?? '');
  const locked = own.flatMap((file) => {
    if (file.kind !== 'lock') return [];
    return lockedPackages(file, named, folderOf(file.file) === folder ? undefined : reachedIn(file, dependencies));
  });
  const names = new Set(locked.map(({ ecosystem, name }) => purlOf(ecosystem, name)));
  return [...locked, ...asked.filter(({ ecosystem, name }) => !names.has(purlOf(ecosystem, name)))];
}

/** What the dependencies lead to, by its number. */
function reachedIn(lock: LockFile, dependencies: readonly Resource[]): ReadonlySet<number> {
  const reached = new Set<number>();
  for (const dependency of dependencies) {
    const locked = lockedOf(dependency);
    if (locked?.lock === lock) reached.add(locked.index);
  }
  for (const index of reached) for (const needed of lock.graph.needs[index] ?? []) reached.add(needed);
  return reached;
}

/** `named` are those that the manifests name, which tell what a lock without projects does not; all are listed unless some are chosen. */
function lockedPackages(
  { format: { ecosystem }, lock: { content } }: LockFile,
  named: ReadonlySet<string>,
  chosen: ReadonlySet<number> | undefined,
): readonly Package[] {
  if (!content) return [];
  const direct = new Set([...content.projects.values()].flatMap((project) => [...project.values()]));
  const isDirect = (index: number, name: string): boolean => {
    const isTold = content.projects.size > 0 && content.asks !== 'unknown';
    const mayBe = content.projects.size === 0 || direct.has(index);
    return mayBe && (isTold || named.has(purlOf(ecosystem, name)));
  };
  const purls = content.packages.map(({ name, version }) => purlOf(ecosystem, name, version));
  return content.packages.flatMap(({ name, version, versionAt, integrity, needs, source }, index) => {
    if (source === 'workspace' || source === 'file' || chosen?.has(index) === false) return [];
    return {
      ecosystem,
      name,
      version,
      purl: purls[index] ?? '',
      place: versionAt,
      ...(integrity && { integrity: integrity.value }),
      needs: needs.flatMap((need) => purls[need] ?? []),
      isDirect: isDirect(index, name),
    };
  });
}

function askedPackage({ type, body, header }: Resource): readonly Package[] {
  const entry = (key: string): Value | undefined => body.entries.get(key)?.value;
  const [name, source, ecosystem] = ['name', 'source', '$ecosystem'].map((key) => textOf(entry(key)));
  if (type !== 'dependency' || !name || !ecosystem || source === 'workspace' || source === 'file') return [];
  const version = entry('version');
  const written = textOf(version);
  const pinned = entry('pinned');
  const isExact = pinned?.kind === 'boolean' && pinned.value && source !== 'git';
  const exact = isExact ? written?.replace(/^[=\s]+/, '') : undefined;
  return [
    {
      ecosystem: ecosystem as Ecosystem,
      name,
      version: exact,
      ...(exact === undefined && written && { range: written }),
      purl: purlOf(ecosystem as Ecosystem, name, exact),
      place: version?.place ?? header,
      needs: [],
      isDirect: true,
    },
  ];
}

const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'string' && !value.value.includes(hole) ? value.value : undefined;
