// Where a pom.xml asks for packages: its dependencies, plugins and build extensions, what it manages for its modules, and all of that
// once more in each profile.

import { childNamed, childrenNamed, type XmlElement } from '../../../syntax/xml.ts';
import type { Properties } from './pom-properties.ts';

export interface Asked {
  readonly element: XmlElement;
  /** A scope of Maven, or what the element is instead of a dependency. */
  readonly group: string;
  readonly kind: 'dependency' | 'plugin';
  readonly role: 'used' | 'managed';
  /** With those of its profile. */
  readonly properties: Properties;
}

export function askedIn(root: XmlElement, properties: Properties): Asked[] {
  const profiles = childrenNamed(childNamed(root, 'profiles'), 'profile');
  return [
    ...parentOf(root, properties),
    ...inProject(root, properties),
    ...profiles.flatMap((profile) => inProject(profile, properties.within(profile))),
  ];
}

/** One that is looked for on the disk first is a project of the same repository. */
function parentOf(root: XmlElement, properties: Properties): Asked[] {
  const parent = childNamed(root, 'parent');
  const path = childNamed(parent, 'relativePath');
  return parent && path && !path.text
    ? [{ element: parent, group: 'parent', kind: 'dependency', role: 'used', properties }]
    : [];
}

function inProject(owner: XmlElement, properties: Properties): Asked[] {
  const build = childNamed(owner, 'build');
  const pluginsIn = (element: XmlElement | undefined): readonly XmlElement[] =>
    childrenNamed(childNamed(element, 'plugins'), 'plugin');
  const dependency = (element: XmlElement, group: string): Asked => ({
    element,
    group,
    kind: 'dependency',
    role: 'used',
    properties,
  });
  const plugin = (element: XmlElement, role: Asked['role']): Asked[] => [
    { element, group: role === 'managed' ? 'pluginManagement' : 'plugins', kind: 'plugin', role, properties },
    ...dependenciesOf(element).map((one) => dependency(one, 'plugins')),
  ];
  return [
    ...dependenciesOf(owner).map((element) => dependency(element, scopeOf(element))),
    ...dependenciesOf(childNamed(owner, 'dependencyManagement')).map(
      (element): Asked => ({ ...dependency(element, managedGroup(element)), role: 'managed' }),
    ),
    ...pluginsIn(build).flatMap((element) => plugin(element, 'used')),
    ...pluginsIn(childNamed(build, 'pluginManagement')).flatMap((element) => plugin(element, 'managed')),
    ...pluginsIn(childNamed(owner, 'reporting')).flatMap((element) => plugin(element, 'used')),
    ...childrenNamed(childNamed(build, 'extensions'), 'extension').map((element) => dependency(element, 'extensions')),
  ];
}

const dependenciesOf = (owner: XmlElement | undefined): readonly XmlElement[] =>
  childrenNamed(childNamed(owner, 'dependencies'), 'dependency');

const scopeOf = (element: XmlElement): string => childNamed(element, 'scope')?.text?.text ?? 'compile';

/** A list of versions that is taken over from elsewhere manages nothing by its own name. */
const managedGroup = (element: XmlElement): string =>
  scopeOf(element) === 'import' ? 'import' : 'dependencyManagement';
