// Where uv takes packages from that are required by name: `[tool.uv.sources]`
// (https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources).

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { StringValue, Value } from '../../../model/value.ts';
import type { Dependency } from '../manifest.ts';
import { type TomlManifest, tableAt } from '../toml-manifest.ts';
import { type NamedSource, namedSource } from './named-source.ts';

export function withSources({ root }: TomlManifest, dependencies: readonly Dependency[]): readonly Dependency[] {
  const sources = new Map<string, Value>();
  for (const [name, { value }] of tableAt(root, 'tool', 'uv', 'sources')?.entries ?? []) {
    sources.set(canonicalName('PyPI', name), value);
  }
  if (sources.size === 0) return dependencies;
  return dependencies.map((dependency) => {
    const source = dependency.source === 'registry' ? sources.get(canonicalName('PyPI', dependency.title)) : undefined;
    return source ? withSource(dependency, source) : dependency;
  });
}

function withSource(dependency: Dependency, value: Value): Dependency {
  if (value.kind === 'map') {
    const source = namedSource(value);
    return source ? { ...dependency, ...cameFrom(dependency, source) } : dependency;
  }
  // One of several, by the machine: indexes have the same packages, anything else does not.
  const tables = value.kind === 'list' ? value.items : [];
  if (!tables.some((table) => table.kind === 'map' && namedSource(table))) return dependency;
  const { place } = dependency.name;
  return { ...dependency, version: { kind: 'unknown', reason: 'it has several sources', place }, pinned: undefined };
}

/** The range counts for the registry alone. */
function cameFrom({ name, title }: Dependency, source: NamedSource): Partial<Dependency> {
  const trail = [{ place: name.place, message: `\`${title}\` is required here` }];
  const traced = (value: StringValue | undefined): StringValue | undefined => value && { ...value, trail };
  return { ...source, url: traced(source.url), ref: traced(source.ref), version: undefined };
}
