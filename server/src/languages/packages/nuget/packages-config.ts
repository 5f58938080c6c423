// Reads packages.config (https://learn.microsoft.com/nuget/reference/packages-config), where the older projects of .NET list every package,
// needed by others or not, with its exact version.

import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import { attributeNamed, childrenNamed, readXml, type XmlElement } from '../../../syntax/xml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { knownValue } from '../written.ts';

export const packagesConfig: ManifestFormat = {
  kind: 'manifest',
  name: 'packages.config',
  ecosystem: 'NuGet',
  isNamed: (file) => /^packages(?:\.[^/]+)?\.config$/i.test(fileNameOf(file)),
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { root, comments, problems: broken } = readXml(snapshot.text);
  const problems = [...broken];
  if (root?.name !== 'packages') {
    if (problems.length === 0) problems.push({ message: 'packages.config must hold `<packages>`' });
    return { content: undefined, problems, comments };
  }
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    place: placeOf(source, root.span.start, root.span.end),
    header: placeOf(source, root.nameAt.start, root.nameAt.end),
    entries: new Map(),
    dependencies: childrenNamed(root, 'package').flatMap((element) => dependencyOf(element, source, problems) ?? []),
  };
  return { content: manifest, problems, comments };
}

function dependencyOf(element: XmlElement, source: Source, problems: Problem[]): Dependency | undefined {
  const [id, version] = ['id', 'version'].map((name) => attributeNamed(element, name)?.value);
  if (!id?.text) {
    problems.push({ span: element.nameAt, message: 'this `<package>` has no `id`' });
    return undefined;
  }
  const name = knownValue(id, source, 'an entity has no value here');
  const isForDevelopment = attributeNamed(element, 'developmentDependency')?.value.text === 'true';
  return {
    title: id.text,
    name,
    place: placeOf(source, element.span.start, element.span.end),
    header: name.place,
    group: isForDevelopment ? 'developmentDependency' : 'package',
    source: 'registry',
    version: version?.text ? knownValue(version, source, 'an entity has no value here') : undefined,
    pinned: version?.text ? true : undefined,
  };
}
