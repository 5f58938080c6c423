// Reads Cargo.toml (https://doc.rust-lang.org/cargo/reference/manifest.html). Each entry of the tables that Cargo takes crates from is a
// dependency; those of `workspace.dependencies` are offered to the members, which take them over by `workspace = true`.

import type { Entry, MapValue, StringValue, Value } from '../../../model/value.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { ManifestFormat } from '../format.ts';
import type { Dependency } from '../manifest.ts';
import { isRevision } from '../specifier.ts';
import {
  charactersOf,
  isTrue,
  nameOf,
  partOf,
  problemAt,
  readTomlManifest,
  type TomlContent,
  type TomlManifest,
  tableAt,
  textAt,
  valueAt,
} from '../toml-manifest.ts';
import { cargoRequirement } from './requirement.ts';

export const cargoToml: ManifestFormat = {
  kind: 'manifest',
  name: 'Cargo.toml',
  ecosystem: 'crates.io',
  isNamed: (file) => fileNameOf(file) === 'Cargo.toml',
  manifestsAbove: ['Cargo.toml'],
  read: (snapshot, source) => readTomlManifest(snapshot, source, contentOf),
};

// Cargo still takes the spelling with `_`.
const groups: Readonly<Record<string, string>> = {
  dependencies: 'dependencies',
  'dev-dependencies': 'dev-dependencies',
  dev_dependencies: 'dev-dependencies',
  'build-dependencies': 'build-dependencies',
  build_dependencies: 'build-dependencies',
};

function contentOf(manifest: TomlManifest): TomlContent {
  const { root } = manifest;
  const { shared, offers } = offersOf(manifest);
  const patched = patchesOf(manifest);
  const own = [
    ...groupsOf(manifest, root),
    ...[...(tableAt(root, 'target')?.entries ?? [])].flatMap(([condition, entry]) =>
      entry.value.kind === 'map' ? groupsOf(manifest, entry.value, nameOf(condition, entry, manifest.text)) : [],
    ),
  ];
  const names = new Set(patched.map(({ title }) => title));
  return {
    name: valueAt(root, 'package', 'name'),
    table: tableAt(root, 'package') ?? tableAt(root, 'workspace'),
    dependencies: [...own.map((one) => (names.has(one.title) ? withPatch(one) : one)), ...shared, ...patched],
    offers,
  };
}

function groupsOf(manifest: TomlManifest, table: MapValue, marker?: StringValue): Dependency[] {
  return Object.entries(groups).flatMap(([key, group]) =>
    dependenciesOf(manifest, valueAt(table, key), key, group).map((one) => (marker ? { ...one, marker } : one)),
  );
}

function dependenciesOf(manifest: TomlManifest, table: Value | undefined, key: string, group: string): Dependency[] {
  if (!table) return [];
  if (table.kind !== 'map') {
    manifest.problems.push(problemAt(table.place, `\`${key}\` must be a table of crates`));
    return [];
  }
  return [...table.entries].flatMap(([name, entry]) => dependencyOf(manifest, name, entry, group) ?? []);
}

function dependencyOf(manifest: TomlManifest, key: string, entry: Entry, group: string): Dependency | undefined {
  const { value, place } = entry;
  const own = nameOf(key, entry, manifest.text);
  const line = { title: key, name: own, place, header: own.place, group };
  switch (value.kind) {
    case 'string':
      return { ...line, source: 'registry', ...versionOf(value) };
    case 'map':
      return { ...line, ...detailsOf(own, value) };
    case 'unknown':
      return { ...line, source: 'registry', version: value, pinned: undefined };
    default:
      manifest.problems.push(problemAt(value.place, `\`${key}\` must be a version or a table`));
      return undefined;
  }
}

type Details = Pick<Dependency, 'source' | 'pinned'> & Partial<Dependency>;

/** A repository or a folder is what is built, even where a version stands beside it for those who get the crate from a registry. */
function detailsOf(own: StringValue, table: MapValue): Details {
  if (isTrue(table, 'workspace')) return { source: 'registry', takes: own.value, pinned: undefined };
  const name = textAt(table, 'package');
  const renamed = name && { title: name.value, name, alias: own };
  const git = textAt(table, 'git');
  if (git) {
    const ref = textAt(table, 'rev') ?? textAt(table, 'tag') ?? textAt(table, 'branch');
    const pinned = isRevision(textAt(table, 'rev')?.value ?? '');
    return { ...renamed, source: 'git', url: git, ref, pinned };
  }
  const path = textAt(table, 'path');
  // What lies in the checkout is versioned with it.
  if (path) return { ...renamed, source: 'file', url: path, pinned: true };
  const registry = textAt(table, 'registry') ?? textAt(table, 'registry-index');
  if (registry && registry.value !== 'crates-io') return elsewhere(own, name ?? own, registry, table);
  const version = valueAt(table, 'version');
  const source = name ? 'alias' : 'registry';
  if (version?.kind === 'string') return { ...renamed, source, ...versionOf(version) };
  return { ...renamed, source, version, pinned: version ? undefined : false };
}

/** Crates of another registry have names of their own, which must not be taken for those of crates.io. */
function elsewhere(
  own: StringValue,
  { value: title, place }: StringValue,
  registry: StringValue,
  table: MapValue,
): Details {
  const version = valueAt(table, 'version');
  return {
    title,
    name: { kind: 'unknown', reason: 'the crate comes from another registry', place },
    alias: own,
    source: 'registry',
    ...(version?.kind === 'string' ? versionOf(version) : { version, pinned: undefined }),
    ...(textAt(table, 'registry-index') && { url: registry }),
  };
}

function versionOf(written: StringValue): Pick<Dependency, 'version' | 'pinned'> {
  const { version, pinned } = cargoRequirement(written.value);
  return { version: partOf(written, version), pinned };
}

interface Shared {
  /** What is not taken from the registry by its own name, and so is more than a version. */
  readonly shared: readonly Dependency[];
  readonly offers: ReadonlyMap<string, Value>;
}

function offersOf(manifest: TomlManifest): Shared {
  const table = tableAt(manifest.root, 'workspace', 'dependencies');
  const offers = new Map<string, Value>();
  const shared: Dependency[] = [];
  for (const [key, entry] of table?.entries ?? []) {
    const dependency = dependencyOf(manifest, key, entry, 'workspace.dependencies');
    if (!dependency) continue;
    if (dependency.source !== 'registry' || dependency.alias) {
      shared.push(dependency);
      offers.set(key, { kind: 'unknown', reason: 'it stands for more than a version', place: entry.value.place });
      continue;
    }
    const version = entry.value.kind === 'map' ? valueAt(entry.value, 'version') : entry.value;
    if (version) offers.set(key, version.kind === 'string' ? charactersOf(version) : version);
  }
  return { shared, offers };
}

/** `[patch.crates-io]` and those of other registries and repositories. */
function patchesOf(manifest: TomlManifest): Dependency[] {
  return [...(tableAt(manifest.root, 'patch')?.entries ?? [])].flatMap(([registry, { value }]) =>
    dependenciesOf(manifest, value, registry, `patch.${registry}`),
  );
}

/** Which of the two is built is decided by the version that the patch has. */
const withPatch = (dependency: Dependency): Dependency => ({
  ...dependency,
  version: dependency.version && { kind: 'unknown', reason: 'it is patched', place: dependency.version.place },
  pinned: undefined,
});
