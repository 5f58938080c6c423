// Reads pubspec.yaml of Dart and Flutter (https://dart.dev/tools/pub/dependencies). The whole YAML is the manifest's body.

import { entryAt, mapAt } from '../../../model/entries.ts';
import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import { type Entry, type MapValue, placeInString, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { readYamlDocument } from '../../../syntax/yaml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { isCommit } from '../specifier.ts';

const groups = ['dependencies', 'dev_dependencies', 'dependency_overrides'];

export const pubspecYaml: ManifestFormat = {
  kind: 'manifest',
  name: 'pubspec.yaml',
  ecosystem: 'Pub',
  isNamed: (file) => fileNameOf(file) === 'pubspec.yaml',
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { value, comments, problems: broken } = readYamlDocument(snapshot.text, source);
  const problems = [...broken];
  if (value?.kind !== 'map') {
    if (value) problems.push({ message: 'pubspec.yaml must hold a mapping' });
    return { content: undefined, problems, comments };
  }
  const name = value.entries.get('name')?.value;
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(name?.kind === 'string' && { projectName: name.value }),
    place: value.place,
    header: name?.kind === 'string' ? name.place : placeOf(source, 0, 0),
    ...(value.inner && { inner: value.inner }),
    entries: value.entries,
    dependencies: groups.flatMap((group) => {
      const table = mapAt(value, group);
      return [...(table?.entries ?? [])].flatMap(([key, entry]) => dependencyOf(key, entry, group, problems) ?? []);
    }),
  };
  return { content: manifest, problems, comments };
}

function dependencyOf(key: string, entry: Entry, group: string, problems: Problem[]): Dependency | undefined {
  const { value } = entry;
  const name = stringAt(key, entry.key);
  const line = { title: key, name, place: entry.place, header: name.place, group };
  switch (value.kind) {
    case 'string':
      return { ...line, source: 'registry', ...versionOf(value) };
    case 'null':
      // Any version.
      return { ...line, source: 'registry', pinned: false };
    case 'unknown':
      return { ...line, source: 'registry', version: value, pinned: undefined };
    case 'map': {
      const details = detailsOf(value);
      return details && { ...line, ...details };
    }
    default: {
      const { start, end } = value.place;
      problems.push({ span: spanOf(start, end), message: `\`${key}\` must be a version or a mapping` });
      return undefined;
    }
  }
}

type Details = Pick<Dependency, 'source' | 'version' | 'pinned' | 'url' | 'ref'>;

/** Packages of an SDK come with it. */
function detailsOf(map: MapValue): Details | undefined {
  if (map.entries.has('sdk')) return undefined;
  const path = textAt(map, 'path');
  if (path) return { source: 'file', url: path, pinned: true };
  const url = textAt(map, 'git') ?? textAt(map, 'git', 'url');
  if (url || map.entries.has('git')) {
    const ref = textAt(map, 'git', 'ref');
    return { source: 'git', url, ref, pinned: isCommit(ref?.value ?? '') };
  }
  const version = entryAt(map, 'version')?.value;
  const hosted = textAt(map, 'hosted') ?? textAt(map, 'hosted', 'url');
  if (hosted && !/^https:\/\/pub\.(?:dev|dartlang\.org)\/?$/.test(hosted.value)) {
    const reason = 'the package comes from another server than pub.dev';
    return {
      source: 'registry',
      version: { kind: 'unknown', reason, place: hosted.place },
      url: hosted,
      pinned: undefined,
    };
  }
  return version?.kind === 'string'
    ? { source: 'registry', ...versionOf(version) }
    : { source: 'registry', pinned: false };
}

function textAt(map: MapValue, ...keys: readonly string[]): StringValue | undefined {
  const value = entryAt(map, ...keys)?.value;
  return value?.kind === 'string' ? partOf(value, value.value) : undefined;
}

function versionOf(written: StringValue): { version: Value; pinned: boolean } {
  const version = written.value.trim();
  return { version: partOf(written, version), pinned: /^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version) };
}

function partOf(written: StringValue, text: string): StringValue {
  const start = written.value.indexOf(text);
  return stringAt(text, text === '' ? written.place : placeInString(written, start, start + text.length));
}
