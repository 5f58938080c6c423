// Reads pom.xml (https://maven.apache.org/pom.html): dependencies, plugins and extensions, also those of profiles, with the versions that
// the file itself gives them in properties and in `dependencyManagement`. What is not in the file may stand in a parent, so it is taken
// from the manifests above: `group:artifact` of a managed dependency, `plugin:group:artifact` of a plugin, `${name}` of a property.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import type { Entry, MapValue, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { childNamed, childrenNamed, readXml, type XmlElement } from '../../../syntax/xml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { Span } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf, lineMap } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { placeIn, writtenValue } from '../written.ts';
import { type Asked, askedIn } from './pom-asked.ts';
import { filled, type Properties, propertiesOf, type Version, versionOf } from './pom-properties.ts';
import { isPinned } from './version.ts';

export const pomXml: ManifestFormat = {
  kind: 'manifest',
  name: 'pom.xml',
  ecosystem: 'Maven',
  isNamed: (file) => fileNameOf(file) === 'pom.xml',
  manifestsAbove: ['pom.xml'],
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { root, comments, problems: broken } = readXml(snapshot.text);
  const problems = [...broken];
  if (root?.name !== 'project') {
    if (problems.length === 0) problems.push({ message: 'pom.xml must hold a `<project>`' });
    return { content: undefined, problems, comments };
  }
  const properties = propertiesOf(root, source);
  const asked = askedIn(root, properties).flatMap((one) => {
    const names = namesOf(one, source, problems);
    return names ? [{ ...one, names }] : [];
  });
  const managed = managedIn(asked, source);
  const artifact = childNamed(root, 'artifactId')?.text;
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(artifact && { projectName: artifact.text }),
    place: placeAt(root.span, source),
    header: artifact ? placeIn(artifact, source) : placeAt(root.nameAt, source),
    entries: entriesOf(root, properties, source),
    dependencies: dependenciesOf(asked, managed, source),
    offers: new Map([...offered(managed), ...properties.offers]),
  };
  return { content: manifest, problems, comments };
}

const offered = (managed: ReadonlyMap<string, Version>): [string, Value][] =>
  [...managed].flatMap(([key, { version }]) => (version ? [[key, version] as [string, Value]] : []));

const placeAt = ({ start, end }: Span, source: Source): Place => placeOf(source, start, end);

type Named = Asked & { readonly names: Names };

interface Names {
  /** `group:artifact`, as Maven's advisories name packages. */
  readonly title: string;
  readonly name: Value;
  readonly header: Place;
}

/** None where the element does not name a package, which is a problem then. */
function namesOf({ element, kind, properties }: Asked, source: Source, problems: Problem[]): Names | undefined {
  const [groupId, artifactId] = [childNamed(element, 'groupId')?.text, childNamed(element, 'artifactId')?.text];
  if (!artifactId || (!groupId && kind === 'dependency')) {
    const missing = artifactId ? 'groupId' : 'artifactId';
    problems.push({ span: element.nameAt, message: `this \`<${element.name}>\` has no \`<${missing}>\`` });
    return undefined;
  }
  const group = groupId ? filled(groupId, properties.of)?.text : 'org.apache.maven.plugins';
  const artifact = filled(artifactId, properties.of)?.text;
  const header = placeIn(artifactId, source);
  const title = `${group ?? groupId?.text}:${artifact ?? artifactId.text}`;
  const isKnown = group !== undefined && artifact !== undefined;
  const name: Value = isKnown
    ? stringAt(title, header)
    : { kind: 'unknown', reason: 'a property of the name has no value here', place: header };
  return { title, name, header };
}

/** Managed versions by the key under which they are taken. */
function managedIn(asked: readonly Named[], source: Source): ReadonlyMap<string, Version> {
  const managed = new Map<string, Version>();
  for (const one of asked) {
    const key = keyOf(one);
    if (one.role !== 'managed' || one.group === 'import' || managed.has(key)) continue;
    managed.set(key, versionOf(childNamed(one.element, 'version'), one.properties, source, one.names.title));
  }
  return managed;
}

/** Plugins are managed apart from dependencies. */
const keyOf = ({ kind, names }: Named): string => (kind === 'plugin' ? `plugin:${names.title}` : names.title);

function dependenciesOf(asked: readonly Named[], managed: ReadonlyMap<string, Version>, source: Source): Dependency[] {
  const used = new Set(asked.flatMap((one) => (one.role === 'used' ? [keyOf(one)] : [])));
  // What is managed and used in one file is told where it is used.
  return asked
    .filter((one) => one.role === 'used' || !used.has(keyOf(one)))
    .map((one) => dependencyOf(one, managed, source));
}

function dependencyOf(asked: Named, managed: ReadonlyMap<string, Version>, source: Source): Dependency {
  const { element, group, properties, names } = asked;
  const own = versionOf(childNamed(element, 'version'), properties, source, names.title);
  const { version, takes } = own.version || own.takes || asked.role === 'managed' ? own : inherited(asked, managed);
  // A path on the disk, for what is in no repository.
  const isLocal = group === 'system';
  return {
    ...names,
    place: placeAt(element.span, source),
    group,
    source: isLocal ? 'file' : 'registry',
    version,
    takes,
    pinned: isLocal ? true : isPinned(version),
  };
}

/** What the file manages itself, else what a parent does. */
function inherited(asked: Named, managed: ReadonlyMap<string, Version>): Version {
  const { names } = asked;
  const key = keyOf(asked);
  const { version, takes } = (names.name.kind === 'string' ? managed.get(key) : undefined) ?? {};
  if (!version) return { takes: takes ?? key };
  const step = { place: names.header, message: `\`${names.title}\` is asked for here` };
  return { version: { ...version, trail: [...(version.trail ?? []), step] } };
}

/** What rules ask of the project as a whole: its properties, and where its packages come from. */
function entriesOf(root: XmlElement, { offers }: Properties, source: Source): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const header = placeAt(root.nameAt, source);
  const element = childNamed(root, 'properties');
  if (element) {
    const values = Object.fromEntries(offers.map(([key, value]) => [key.slice(2, -1), value]));
    const map = lineMap(values, placeAt(element.span, source), placeAt(element.nameAt, source));
    entries.set('properties', entryOf(map, map.header ?? header));
  }
  const owners = [root, ...childrenNamed(childNamed(root, 'profiles'), 'profile')];
  const items = owners.flatMap((owner) => repositoriesOf(owner, source));
  if (items.length > 0) entries.set('repositories', entryOf({ kind: 'list', items, place: header }, header));
  return entries;
}

function repositoriesOf(owner: XmlElement, source: Source): MapValue[] {
  const repositories = [
    ...childrenNamed(childNamed(owner, 'repositories'), 'repository'),
    ...childrenNamed(childNamed(owner, 'pluginRepositories'), 'pluginRepository'),
  ];
  return repositories.map((repository) => {
    const part = (name: string): Value | undefined => {
      const text = childNamed(repository, name)?.text;
      return text && writtenValue(text, source);
    };
    const header = placeAt(repository.nameAt, source);
    return lineMap({ id: part('id'), url: part('url') }, placeAt(repository.span, source), header);
  });
}
