// Reads Gradle's version catalogs (https://docs.gradle.org/current/userguide/version_catalogs.html): `libraries` and `plugins`, whose versions may
// stand in `versions`.

import type { Entry, MapValue, StringValue, Value } from '../../../model/value.ts';
import { mappedAt } from '../../../syntax/mapped.ts';
import { spanOf } from '../../../text/span.ts';
import type { ManifestFormat } from '../format.ts';
import type { Dependency } from '../manifest.ts';
import {
  charactersOf,
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
import { writtenValue } from '../written.ts';
import { exactly, isPinned } from './version.ts';

export const versionCatalog: ManifestFormat = {
  kind: 'manifest',
  name: 'libs.versions.toml',
  ecosystem: 'Maven',
  isNamed: (file) => /(?:^|[/.])[\w-]+\.versions\.toml$/.test(file),
  read: (snapshot, source) => readTomlManifest(snapshot, source, contentOf),
};

function contentOf(manifest: TomlManifest): TomlContent {
  const { root } = manifest;
  const entriesIn = (table: string): readonly (readonly [string, Entry])[] => [
    ...(tableAt(root, table)?.entries ?? []),
  ];
  return {
    name: undefined,
    table: tableAt(root, 'libraries') ?? tableAt(root, 'versions'),
    dependencies: [
      ...entriesIn('libraries').flatMap(([key, entry]) => library(manifest, key, entry) ?? []),
      ...entriesIn('plugins').flatMap(([key, entry]) => plugin(manifest, key, entry) ?? []),
    ],
  };
}

/** `"g:a:1.2"`, or a table with `module` or `group` and `name`. */
function library(manifest: TomlManifest, key: string, entry: Entry): Dependency | undefined {
  const { value } = entry;
  if (value.kind === 'string') {
    const [group, artifact, version] = value.value.split(':');
    if (!group || !artifact) return refused(manifest, key, entry, 'group:artifact:version');
    const end = group.length + 1 + artifact.length;
    const name = partOf(value, spanOf(0, end));
    const written = version ? partOf(value, spanOf(end + 1, end + 1 + version.length)) : undefined;
    return dependencyOf(entry, 'libraries', name, versionFrom(written, name.value));
  }
  const table = value.kind === 'map' ? value : undefined;
  const module = textAt(table, 'module');
  const [group, artifact] = [textAt(table, 'group'), textAt(table, 'name')];
  const name = module ?? (group && artifact && { ...artifact, value: `${group.value}:${artifact.value}` });
  if (!table || !name) return refused(manifest, key, entry, 'group:artifact:version');
  return dependencyOf(entry, 'libraries', name, versionIn(manifest, table, name.value));
}

/** What is found under a plugin's id is a package that names the plugin. */
function plugin(manifest: TomlManifest, key: string, entry: Entry): Dependency | undefined {
  const { value } = entry;
  const packageOf = (id: StringValue): StringValue => ({ ...id, value: `${id.value}:${id.value}.gradle.plugin` });
  if (value.kind === 'string') {
    const colon = value.value.indexOf(':');
    if (colon <= 0) return refused(manifest, key, entry, 'id:version');
    const id = partOf(value, spanOf(0, colon));
    const written = partOf(value, spanOf(colon + 1, value.value.length));
    return dependencyOf(entry, 'plugins', packageOf(id), versionFrom(written, id.value));
  }
  const table = value.kind === 'map' ? value : undefined;
  const id = textAt(table, 'id');
  if (!table || !id) return refused(manifest, key, entry, 'id:version');
  return dependencyOf(entry, 'plugins', packageOf(id), versionIn(manifest, table, id.value));
}

function refused({ problems, text }: TomlManifest, key: string, entry: Entry, form: string): undefined {
  problems.push(problemAt(nameOf(key, entry, text).place, `\`${key}\` must be \`"${form}"\` or a table of them`));
  return undefined;
}

const dependencyOf = (entry: Entry, group: string, name: StringValue, version: Value | undefined): Dependency => ({
  title: name.value,
  name,
  place: entry.place,
  header: name.place,
  group,
  source: 'registry',
  version,
  pinned: isPinned(version),
});

function versionIn({ root }: TomlManifest, table: MapValue, title: string): Value | undefined {
  const version = valueAt(table, 'version');
  if (version?.kind !== 'map') return version?.kind === 'string' ? versionFrom(charactersOf(version), title) : version;
  const ref = textAt(version, 'ref');
  if (!ref) return versionFrom(richVersion(version), title);
  const shared = valueAt(root, 'versions', ref.value);
  const written = shared?.kind === 'map' ? richVersion(shared) : textAt(root, 'versions', ref.value);
  if (!written) return { kind: 'unknown', reason: `\`versions\` has no \`${ref.value}\``, place: ref.place };
  return versionFrom(written, title, ref);
}

/** What it must be goes before what it would rather be. */
const richVersion = (table: MapValue): StringValue | undefined =>
  textAt(table, 'strictly') ?? textAt(table, 'require') ?? textAt(table, 'prefer');

function versionFrom(written: StringValue | undefined, title: string, ref?: StringValue): Value | undefined {
  if (!written) return undefined;
  const inner = exactly(mappedAt(written.value, written.place.start));
  const version = inner.text === written.value ? written : writtenValue(inner, written.place.source);
  if (!ref) return version;
  return { ...version, trail: [{ place: ref.place, message: `\`${title}\` takes its version from \`${ref.value}\`` }] };
}
