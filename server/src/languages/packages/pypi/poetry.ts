// The tables of Poetry's dependencies, also those of groups
// (https://python-poetry.org/docs/dependency-specification/, https://python-poetry.org/docs/managing-dependencies/).

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import type { Dependency } from '../manifest.ts';
import { problemAt, type TomlManifest, tableAt, valueAt } from '../toml-manifest.ts';
import { namedDependencies } from './named-dependency.ts';

/** `named` are those that the project itself asks for; Poetry's table then only adds details to them. */
export function poetryDependencies(
  manifest: TomlManifest,
  poetry: MapValue | undefined,
  named: ReadonlySet<string>,
): Dependency[] {
  const groups = [...(tableAt(poetry, 'group')?.entries ?? [])].flatMap(([name, { value }]) =>
    value.kind === 'map' ? dependenciesOf(manifest, valueAt(value, 'dependencies'), `group.${name}`) : [],
  );
  return [
    ...dependenciesOf(manifest, valueAt(poetry, 'dependencies'), 'dependencies').filter(
      ({ title, version, source }) => version || source !== 'registry' || !named.has(canonicalName('PyPI', title)),
    ),
    ...dependenciesOf(manifest, valueAt(poetry, 'dev-dependencies'), 'dev-dependencies'),
    ...groups,
  ];
}

function dependenciesOf(manifest: TomlManifest, table: Value | undefined, group: string): Dependency[] {
  if (!table) return [];
  if (table.kind !== 'map') {
    manifest.problems.push(problemAt(table.place, 'the dependencies of Poetry must be a table'));
    return [];
  }
  // The interpreter stands among the packages.
  return [...table.entries].flatMap(([name, entry]) =>
    name === 'python' ? [] : namedDependencies(manifest, name, entry, group),
  );
}
