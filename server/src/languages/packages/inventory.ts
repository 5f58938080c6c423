// Everything that a unit is made of: what its lock files chose, and what its manifests ask for where no lock says more. For the bill of
// materials, which lists packages and not findings.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { SourceFile } from '../../model/file.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { hole, type Value } from '../../model/value.ts';
import type { LockFile, PackagesFile } from './file.ts';
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

/** A package that several files name is there for each of them. Packages of the project's own are left out. */
export function packagesOf(files: readonly SourceFile[], resources: readonly Resource[]): readonly Package[] {
  const own = files.filter((file): file is PackagesFile => file.language === 'packages');
  const asked = resources.flatMap(({ type, parts }) => (type === 'manifest' ? parts.flatMap(askedPackage) : []));
  const named = new Set(asked.map(({ ecosystem, name }) => purlOf(ecosystem, name)));
  const locked = own.flatMap((file) => (file.kind === 'lock' ? lockedPackages(file, named) : []));
  const names = new Set(locked.map(({ ecosystem, name }) => purlOf(ecosystem, name)));
  return [...locked, ...asked.filter(({ ecosystem, name }) => !names.has(purlOf(ecosystem, name)))];
}

/** `named` are those that the manifests name, which tell what a lock without projects does not. */
function lockedPackages(
  { format: { ecosystem }, lock: { content } }: LockFile,
  named: ReadonlySet<string>,
): readonly Package[] {
  if (!content) return [];
  const direct = new Set([...content.projects.values()].flatMap((project) => [...project.values()]));
  const purls = content.packages.map(({ name, version }) => purlOf(ecosystem, name, version));
  return content.packages.flatMap(({ name, version, versionAt, integrity, needs, source }, index) => {
    if (source === 'workspace' || source === 'file') return [];
    return {
      ecosystem,
      name,
      version,
      purl: purls[index] ?? '',
      place: versionAt,
      ...(integrity && { integrity: integrity.value }),
      needs: needs.flatMap((need) => purls[need] ?? []),
      isDirect: direct.has(index) || (content.projects.size === 0 && named.has(purlOf(ecosystem, name))),
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
