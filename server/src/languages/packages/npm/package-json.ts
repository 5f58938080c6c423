// Reads package.json. The whole JSON is the manifest's body, so that rules see scripts, engines and whatever else there is; each
// entry of the four groups that npm installs from is a dependency.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { type Entry, type MapValue, placeInString, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { readJson } from '../../../syntax/json.ts';
import { jsonComments } from '../../../syntax/json-comments.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { npmSpecifier } from './specifier.ts';

const groups = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

export const packageJson: ManifestFormat = {
  kind: 'manifest',
  name: 'package.json',
  ecosystem: 'npm',
  isNamed: (file) => fileNameOf(file) === 'package.json',
  // One that holds a list is somebody's data.
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
  const dependencies = groups.flatMap((group) => dependenciesOf(root, group, text, problems));
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(name?.kind === 'string' && { projectName: name.value }),
    place: root.place,
    header:
      name?.kind === 'string' ? charactersOf(name, text) : placeOf(source, root.place.start, root.place.start + 1),
    ...(root.inner && { inner: root.inner }),
    entries: root.entries,
    dependencies,
  };
  return { content: manifest, problems, comments };
}

// The manifest is one source that starts with the file, so its places are spans of the file.
const spanAt = (place: Place): Span => spanOf(place.start, place.end);

function dependenciesOf(root: MapValue, group: string, text: string, problems: Problem[]): Dependency[] {
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
    if (entry.value.kind === 'string') dependencies.push(dependencyOf(name, entry, entry.value, group, text));
    else problems.push({ span: spanAt(entry.value.place), message: `the version of \`${name}\` must be a string` });
  }
  return dependencies;
}

function dependencyOf(own: string, entry: Entry, written: StringValue, group: string, text: string): Dependency {
  const specifier = npmSpecifier(written.value);
  const part = (span: Span | undefined): StringValue | undefined => span && partOf(written, span);
  const key = stringAt(own, charactersOf({ kind: 'string', value: own, place: entry.key }, text));
  const name = part(specifier.name) ?? key;
  const version: Value | undefined = specifier.unknown
    ? { kind: 'unknown', reason: specifier.unknown, place: charactersOf(written, text) }
    : part(specifier.version);
  return {
    title: name.value,
    name,
    ...(specifier.name && { alias: key }),
    place: entry.place,
    header: key.place,
    group,
    source: specifier.source,
    version,
    written: written.value,
    url: part(specifier.url),
    ref: part(specifier.ref),
    pinned: specifier.pinned,
  };
}

/** Of no characters there is nothing to underline but the quotes. */
function partOf(written: StringValue, { start, end }: Span): StringValue {
  return stringAt(written.value.slice(start, end), start < end ? placeInString(written, start, end) : written.place);
}

/** Inside the quotes. A string that is empty or not closed is all there is to underline. */
function charactersOf({ place }: StringValue, text: string): Place {
  const closed = place.end - place.start > 2 && text[place.end - 1] === '"';
  return closed ? { ...place, start: place.start + 1, end: place.end - 1 } : place;
}
