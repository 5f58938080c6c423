// Reads the project files of .NET and what stands beside and above them, which are all MSBuild: `PackageReference` items with their
// versions (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files), and the central versions of
// Directory.Packages.props (…/central-package-management), which are offered to the projects below by the name in lower case.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import type { Entry, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Mapped } from '../../../syntax/mapped.ts';
import { attributeNamed, childNamed, childrenNamed, readXml, type XmlElement } from '../../../syntax/xml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { Span } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import { entryOf } from '../line-map.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { knownValue, partMatching, placeIn, writtenValue } from '../written.ts';
import { filled, offeredKey, type Properties, propertiesIn } from './msbuild-properties.ts';

const manifestsAbove = ['Directory.Packages.props', 'Directory.Build.props', 'Directory.Build.targets'];

export const dotnetProject: ManifestFormat = {
  kind: 'manifest',
  name: '*.csproj',
  ecosystem: 'NuGet',
  isNamed: (file) => /\.(?:cs|fs|vb)proj$/i.test(file),
  manifestsAbove,
  read,
};

export const directoryProps: ManifestFormat = {
  kind: 'manifest',
  name: 'Directory.Packages.props',
  ecosystem: 'NuGet',
  isNamed: (file) => /^Directory\.(?:Packages\.props|Build\.(?:props|targets))$/i.test(fileNameOf(file)),
  manifestsAbove,
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { root, comments, problems: broken } = readXml(snapshot.text);
  const problems = [...broken];
  if (root?.name !== 'Project') {
    if (problems.length === 0) problems.push({ message: `${fileNameOf(snapshot.file)} must hold a \`<Project>\`` });
    return { content: undefined, problems, comments };
  }
  const properties = propertiesIn(root);
  const items = itemsIn(root, properties, source, problems);
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    place: placeAt(root.span, source),
    header: placeAt(root.nameAt, source),
    entries: entriesOf(root, properties, source),
    dependencies: items.map(({ dependency }) => dependency),
    offers: new Map([...versionsOffered(items), ...propertiesOffered(properties, source)]),
  };
  return { content: manifest, problems, comments };
}

const placeAt = ({ start, end }: Span, source: Source): Place => placeOf(source, start, end);

interface Item {
  readonly dependency: Dependency;
  readonly kind: string;
}

const itemKinds = [
  'PackageReference',
  'PackageVersion',
  'GlobalPackageReference',
  'PackageDownload',
  'DotNetCliToolReference',
];

function itemsIn(root: XmlElement, properties: Properties, source: Source, problems: Problem[]): Item[] {
  const groups = [root, ...childrenNamed(root, 'Choose').flatMap(branchesOf)].flatMap((owner) =>
    childrenNamed(owner, 'ItemGroup'),
  );
  return groups.flatMap(({ children }) =>
    children.flatMap((element) => {
      if (!itemKinds.includes(element.name) || attributeNamed(element, 'Remove')) return [];
      const dependency = dependencyOf(element, properties, source, problems);
      return dependency ? [{ kind: element.name, dependency }] : [];
    }),
  );
}

const branchesOf = (choose: XmlElement): readonly XmlElement[] => [
  ...childrenNamed(choose, 'When'),
  ...childrenNamed(choose, 'Otherwise'),
];

function dependencyOf(
  element: XmlElement,
  properties: Properties,
  source: Source,
  problems: Problem[],
): Dependency | undefined {
  const include = attributeNamed(element, 'Include') ?? attributeNamed(element, 'Update');
  if (!include?.value.text.trim()) {
    problems.push({ span: element.nameAt, message: `this \`<${element.name}>\` has no \`Include\`` });
    return undefined;
  }
  const header = placeIn(include.value, source);
  const id = filled(include.value, properties);
  const isOne = id.kind === 'text' && !/[;*?]/.test(id.text.text);
  const title = id.kind === 'text' ? id.text.text : include.value.text;
  const version = versionOf(element, title, properties, source);
  return {
    title,
    name: isOne
      ? stringAt(title, header)
      : { kind: 'unknown', reason: 'it is not known which packages these are', place: header },
    place: placeAt(element.span, source),
    header,
    group: element.name,
    source: 'registry',
    ...(version ?? (element.name === 'PackageReference' && isOne ? { takes: title.toLowerCase() } : {})),
    pinned: isPinned(version?.version),
  };
}

/** What a project says for itself comes before what is said for all. */
function versionOf(
  element: XmlElement,
  title: string,
  properties: Properties,
  source: Source,
): Pick<Dependency, 'version' | 'takes'> | undefined {
  const text = textOf(element, 'VersionOverride') ?? textOf(element, 'Version');
  if (!text) return undefined;
  const value = filled(text, properties);
  switch (value.kind) {
    case 'elsewhere':
      return { takes: value.key };
    case 'unknown':
      return { version: { kind: 'unknown', reason: 'a property has no value here', place: placeIn(text, source) } };
    case 'text': {
      const version = knownValue(exactly(value.text), source, 'an entity has no value here');
      if (value.text === text) return { version };
      const step = { place: placeIn(text, source), message: `\`${title}\` takes its version from \`${text.text}\`` };
      return { version: { ...version, trail: [step] } };
    }
  }
}

/** An attribute, or an element of its own. */
function textOf(element: XmlElement, name: string): Mapped | undefined {
  const text = attributeNamed(element, name)?.value ?? childNamed(element, name)?.text;
  return text && text.text.trim() !== '' ? text : undefined;
}

/** `[1.2]` is 1.2 and nothing else. */
const exactly = (text: Mapped): Mapped => partMatching(text, /^\[\s*([^\s,[\]()*]+)\s*\]$/) ?? text;

/** NuGet takes the lowest version that is allowed, which is the one that a plain version names. */
const isPinned = (version: Value | undefined): boolean | undefined =>
  version?.kind === 'string' ? !/[[(*,]/.test(version.value) : undefined;

function versionsOffered(items: readonly Item[]): [string, Value][] {
  return items.flatMap(({ kind, dependency: { name, version } }) =>
    kind === 'PackageVersion' && name.kind === 'string' && version ? [[name.value.toLowerCase(), version]] : [],
  );
}

function propertiesOffered(properties: Properties, source: Source): [string, Value][] {
  return [...properties].flatMap(([name, text]): [string, Value][] => {
    const value = text === 'ambiguous' ? undefined : filled(text, properties);
    return value?.kind === 'text' ? [[offeredKey(name), writtenValue(value.text, source)]] : [];
  });
}

/** What rules ask of the project as a whole. */
function entriesOf(root: XmlElement, properties: Properties, source: Source): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const header = placeAt(root.nameAt, source);
  const sdk = attributeNamed(root, 'Sdk')?.value;
  if (sdk) entries.set('sdk', entryOf(writtenValue(sdk, source), header));
  for (const name of ['TargetFramework', 'TargetFrameworks']) {
    const text = properties.get(name.toLowerCase());
    if (text && text !== 'ambiguous')
      entries.set(name, entryOf(knownValue(text, source, 'an entity has no value here'), header));
  }
  return entries;
}
