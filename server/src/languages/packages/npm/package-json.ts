// Reads package.json. The whole JSON is the manifest's body, so that rules see scripts, engines and whatever else there is; each
// entry of the four groups that npm installs from is a dependency.

import { mapAt } from '../../../model/entries.ts';
import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { type MapValue, placeInString } from '../../../model/value.ts';
import { readJson } from '../../../syntax/json.ts';
import { jsonComments } from '../../../syntax/json-comments.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { catalogDependencies, catalogOffers } from './catalogs.ts';
import { npmDependency } from './dependency.ts';
import { overridesIn } from './overrides.ts';

const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** The groups of overrides, and the keys that lead to each. */
const forced = [
  ['overrides', 'overrides'],
  ['resolutions', 'resolutions'],
  ['pnpm.overrides', 'pnpm', 'overrides'],
] as const;

export const packageJson: ManifestFormat = {
  kind: 'manifest',
  name: 'package.json',
  ecosystem: 'npm',
  isNamed: (file) => fileNameOf(file) === 'package.json',
  // One that holds a list is somebody's data.
  manifestsAbove: ['pnpm-workspace.yaml', '.yarnrc.yml', 'package.json'],
  isText: (text) => !/^\uFEFF?\s*[["]/.test(text),
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  // A byte order mark is white space to npm, and no JSON to the reader.
  const text = snapshot.text.replace(/^\uFEFF/, ' ');
  const json = readJson(text, source);
  const problems = [...json.problems];
  const comments = jsonComments(text);
  if (!json.value) return { content: undefined, problems, comments };
  if (json.value.kind !== 'map') {
    problems.push({ span: spanAt(json.value.place), message: 'package.json must hold an object' });
    return { content: undefined, problems, comments };
  }
  const root = json.value;
  const name = root.entries.get('name')?.value;
  const workspaces = mapAt(root, 'workspaces');
  const catalogs = workspaces ? [root, workspaces] : [root];
  const dependencies = [
    ...catalogs.flatMap(catalogDependencies),
    ...groups.flatMap((group) => dependenciesOf(root, group, problems)),
    ...forced.flatMap(([group, ...path]) => {
      const overrides = mapAt(root, ...path);
      return overrides ? overridesIn(overrides, group) : [];
    }),
  ];
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(name?.kind === 'string' && { projectName: name.value }),
    place: root.place,
    header:
      name?.kind === 'string' && name.value !== ''
        ? placeInString(name, 0, name.value.length)
        : placeOf(source, root.place.start, root.place.start + 1),
    ...(root.inner && { inner: root.inner }),
    entries: root.entries,
    dependencies,
    offers: new Map(catalogs.flatMap((map) => [...catalogOffers(map)])),
  };
  return { content: manifest, problems, comments };
}

// The manifest is one source that starts with the file, so its places are spans of the file.
const spanAt = (place: Place): Span => spanOf(place.start, place.end);

function dependenciesOf(root: MapValue, group: string, problems: Problem[]): Dependency[] {
  const value = root.entries.get(group)?.value;
  if (!value) return [];
  if (value.kind !== 'map') {
    problems.push({
      span: spanAt(value.place),
      message: `\`${group}\` must be an object of package names and versions`,
    });
    return [];
  }
  const dependencies: Dependency[] = [];
  for (const [name, entry] of value.entries) {
    if (entry.value.kind === 'string') dependencies.push(npmDependency(name, entry, entry.value, group));
    else problems.push({ span: spanAt(entry.value.place), message: `the version of \`${name}\` must be a string` });
  }
  return dependencies;
}
