// A package that stands as a key of a table with a version or details, as Poetry and Pipenv write it: `flask = "^3.0"`,
// `flask = { version = "^3.0", extras = ["async"] }`, or a list of these for several constraints.

import type { Entry, MapValue, StringValue } from '../../../model/value.ts';
import type { Dependency } from '../manifest.ts';
import { nameOf, partOf, problemAt, type TomlManifest, textAt, textsAt, valueAt } from '../toml-manifest.ts';
import { poetryConstraint } from './constraint.ts';
import { namedSource } from './named-source.ts';
import { listOf } from './requirement-text.ts';

/** One for each of several constraints. */
export function namedDependencies(manifest: TomlManifest, key: string, entry: Entry, group: string): Dependency[] {
  const { value, place } = entry;
  const name = nameOf(key, entry, manifest.text);
  const line = { title: key, name, place, header: name.place, group };
  switch (value.kind) {
    case 'string':
      return [{ ...line, source: 'registry', ...versionOf(value) }];
    case 'map':
      return [{ ...line, ...detailsOf(value) }];
    case 'list':
      return value.items.flatMap((item) =>
        item.kind === 'map' ? { ...line, place: item.place, ...detailsOf(item) } : [],
      );
    case 'unknown':
      return [{ ...line, source: 'registry', version: value, pinned: undefined }];
    default:
      manifest.problems.push(problemAt(value.place, `\`${key}\` must be a version or a table`));
      return [];
  }
}

function detailsOf(table: MapValue): Pick<Dependency, 'source' | 'pinned'> & Partial<Dependency> {
  const extras = listOf(textsAt(table, 'extras'));
  const marker = textAt(table, 'markers');
  const source = namedSource(table);
  if (source) return { ...source, extras, marker };
  const version = valueAt(table, 'version');
  if (version?.kind === 'string') return { source: 'registry', ...versionOf(version), extras, marker };
  return { source: 'registry', version, pinned: version ? undefined : false, extras, marker };
}

function versionOf(written: StringValue): Pick<Dependency, 'version' | 'pinned'> {
  const { version, pinned } = poetryConstraint(written.value);
  return { version: partOf(written, version), pinned };
}
