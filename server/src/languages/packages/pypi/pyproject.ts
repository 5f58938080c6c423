// Reads pyproject.toml: the dependencies of the project (PEP 621), of groups (PEP 735) and of the build (PEP 518), and those of Poetry,
// PDM, uv and Hatch where these have tables of their own.

import { canonicalName } from '../../../advisories/ecosystem.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { ManifestFormat } from '../format.ts';
import type { Dependency } from '../manifest.ts';
import {
  problemAt,
  readTomlManifest,
  type TomlContent,
  type TomlManifest,
  tableAt,
  valueAt,
} from '../toml-manifest.ts';
import { poetryDependencies } from './poetry.ts';
import { requirementIn } from './requirement-text.ts';
import { withSources } from './uv-sources.ts';

export const pyprojectToml: ManifestFormat = {
  kind: 'manifest',
  name: 'pyproject.toml',
  ecosystem: 'PyPI',
  isNamed: (file) => fileNameOf(file) === 'pyproject.toml',
  read: (snapshot, source) => readTomlManifest(snapshot, source, contentOf),
};

function contentOf(manifest: TomlManifest): TomlContent {
  const { root } = manifest;
  const project = tableAt(root, 'project');
  const poetry = tableAt(root, 'tool', 'poetry');
  const standard = [
    ...requirementsAt(manifest, valueAt(project, 'dependencies'), 'dependencies'),
    ...groupsAt(manifest, tableAt(project, 'optional-dependencies'), 'optional-dependencies'),
    ...groupsAt(manifest, tableAt(root, 'dependency-groups'), 'dependency-groups'),
    ...requirementsAt(manifest, valueAt(root, 'build-system', 'requires'), 'build-system.requires'),
    ...groupsAt(manifest, tableAt(root, 'tool', 'pdm', 'dev-dependencies'), 'dev-dependencies'),
    ...uvOwn.flatMap((key) => requirementsAt(manifest, valueAt(root, 'tool', 'uv', key), key)),
    ...hatchOf(manifest),
  ];
  const named = new Set(standard.map(({ title }) => canonicalName('PyPI', title)));
  return {
    name: valueAt(project, 'name') ?? valueAt(poetry, 'name'),
    table: project ?? poetry,
    dependencies: [
      ...withSources(manifest, withoutItself(standard, valueAt(project, 'name'))),
      ...poetryDependencies(manifest, poetry, named),
    ],
  };
}

/** `app[test]` in the dependencies of `app` stands for its own extras. */
function withoutItself(dependencies: readonly Dependency[], name: Value | undefined): readonly Dependency[] {
  if (name?.kind !== 'string') return dependencies;
  const own = canonicalName('PyPI', name.value);
  return dependencies.filter(({ title, source }) => source !== 'registry' || canonicalName('PyPI', title) !== own);
}

const uvOwn = ['dev-dependencies', 'override-dependencies'];

/** A list of requirements for each group. */
function groupsAt(manifest: TomlManifest, groups: MapValue | undefined, key: string): Dependency[] {
  return [...(groups?.entries ?? [])].flatMap(([group, { value }]) =>
    requirementsAt(manifest, value, `${key}.${group}`),
  );
}

function requirementsAt(manifest: TomlManifest, list: Value | undefined, group: string): Dependency[] {
  if (!list || list.kind === 'unknown') return [];
  if (list.kind !== 'list') {
    const name = group.slice(group.lastIndexOf('.') + 1);
    manifest.problems.push(problemAt(list.place, `\`${name}\` must be a list of requirements`));
    return [];
  }
  return list.items.flatMap((item) => {
    if (item.kind === 'string') return requirementIn(manifest, item, group) ?? [];
    // `{ include-group = "test" }` stands for the requirements of another group, which are read there.
    if (item.kind !== 'map' && item.kind !== 'unknown')
      manifest.problems.push(problemAt(item.place, 'a requirement must be a text'));
    return [];
  });
}

function hatchOf(manifest: TomlManifest): Dependency[] {
  return [...(tableAt(manifest.root, 'tool', 'hatch', 'envs')?.entries ?? [])].flatMap(([name, { value }]) =>
    value.kind === 'map'
      ? ['dependencies', 'extra-dependencies'].flatMap((key) =>
          requirementsAt(manifest, valueAt(value, key), `envs.${name}`),
        )
      : [],
  );
}
