// Catalogs: versions that the packages of a workspace take over with `catalog:`. pnpm has them in pnpm-workspace.yaml, Yarn in .yarnrc.yml,
// Bun in the package.json at the root. What a catalog says is judged where it stands, as a dependency of the group `catalog`.
// https://pnpm.io/catalogs, https://yarnpkg.com/features/catalogs, https://bun.com/docs/install/catalogs

import { mapAt } from '../../../model/entries.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { readYaml } from '../../../syntax/yaml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { charactersOf, npmDependency, offerKey } from './dependency.ts';
import { overridesIn } from './overrides.ts';

export const pnpmWorkspace: ManifestFormat = catalogFile('pnpm-workspace.yaml');
export const yarnSettings: ManifestFormat = catalogFile('.yarnrc.yml');

function catalogFile(name: string): ManifestFormat {
  return { kind: 'manifest', name, ecosystem: 'npm', isNamed: (file) => fileNameOf(file) === name, read };
}

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { documents, comments, problems } = readYaml(snapshot.text, snapshot.file);
  const [first] = documents;
  const root = first?.document.value;
  const starts = new Map(documents.map(({ document, offset }) => [document.source, offset]));
  const nothing: Value = { kind: 'map', entries: new Map(), place: placeOf(source, 0, 0) };
  const map = root?.kind === 'map' ? root : nothing;
  const overrides = mapAt(map, 'overrides');
  const header = [...map.entries.values()][0]?.key ?? placeOf(source, 0, 0);
  const content: Manifest = {
    fileName: fileNameOf(snapshot.file),
    place: map.place,
    header,
    ...(map.inner && { inner: map.inner }),
    entries: map.entries,
    dependencies: [...catalogDependencies(map), ...(overrides ? overridesIn(overrides, 'overrides') : [])],
    offers: catalogOffers(map),
  };
  return { content, problems, comments, starts };
}

/** What the catalogs of a map offer. */
export const catalogOffers = (map: MapValue): ReadonlyMap<string, Value> =>
  new Map(
    catalogsOf(map).flatMap(([catalog, versions]) =>
      [...versions.entries].map(([name, { value }]) => [offerKey(catalog, name), offered(value)] as const),
    ),
  );

/** The same as dependencies, which lock files know by the catalog's name. */
export function catalogDependencies(map: MapValue): readonly Dependency[] {
  return catalogsOf(map).flatMap(([catalog, inside]) =>
    [...inside.entries].flatMap(([name, entry]) => {
      if (entry.value.kind !== 'string') return [];
      const { written: _, ...dependency } = npmDependency(name, entry, entry.value, 'catalog');
      return { ...dependency, written: `catalog:${catalog}` };
    }),
  );
}

function catalogsOf(map: MapValue): readonly (readonly [name: string, versions: MapValue])[] {
  const unnamed = mapAt(map, 'catalog');
  const named = [...(mapAt(map, 'catalogs')?.entries ?? [])].flatMap(([name, { value }]) =>
    value.kind === 'map' ? [[name, value] as const] : [],
  );
  return [...(unnamed ? [['default', unnamed] as const] : []), ...named];
}

/** Something else than a version, such as an alias or an address, is not known as one. */
function offered(value: Value): Value {
  if (value.kind !== 'string') return value;
  if (!/[:/]/.test(value.value)) return stringAt(value.value, charactersOf(value));
  return { kind: 'unknown', reason: `the catalog says \`${value.value}\``, place: value.place };
}
