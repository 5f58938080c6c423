// Reads Pipfile (https://pipenv.pypa.io/en/latest/pipfile.html): `packages`, `dev-packages`, and tables of the user's own with the same
// contents. `sources`, `requires`, `scripts` and `pipenv` are Pipenv's.

import { fileNameOf } from '../../../text/path.ts';
import type { ManifestFormat } from '../format.ts';
import type { Dependency } from '../manifest.ts';
import { readTomlManifest, type TomlContent, type TomlManifest, tableAt } from '../toml-manifest.ts';
import { namedDependencies } from './named-dependency.ts';

export const pipfile: ManifestFormat = {
  kind: 'manifest',
  name: 'Pipfile',
  ecosystem: 'PyPI',
  isNamed: (file) => fileNameOf(file) === 'Pipfile',
  read: (snapshot, source) => readTomlManifest(snapshot, source, contentOf),
};

const settings = ['source', 'requires', 'scripts', 'pipenv', 'build-system'];

function contentOf(manifest: TomlManifest): TomlContent {
  const { root } = manifest;
  const dependencies = [...root.entries].flatMap(([group, { value }]): Dependency[] =>
    value.kind === 'map' && !settings.includes(group)
      ? [...value.entries].flatMap(([name, entry]) => namedDependencies(manifest, name, entry, group))
      : [],
  );
  return { name: undefined, table: tableAt(root, 'packages'), dependencies };
}
