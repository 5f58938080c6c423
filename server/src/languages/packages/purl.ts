// Package URLs, by which other programs know a package: `pkg:npm/%40scope/name@1.2.3`. Types and their rules for names are those of
// github.com/package-url/purl-spec.

import { canonicalName, type Ecosystem } from '../../advisories/ecosystem.ts';

/** Without a version where that is not known. */
export function purlOf(ecosystem: Ecosystem, name: string, version?: string): string {
  const path = pathOf(ecosystem, name).map(encoded).join('/');
  return `pkg:${types[ecosystem]}/${path}${version === undefined ? '' : `@${encoded(version)}`}`;
}

const types: Readonly<Record<Ecosystem, string>> = {
  npm: 'npm',
  PyPI: 'pypi',
  Go: 'golang',
  'crates.io': 'cargo',
  Maven: 'maven',
  RubyGems: 'gem',
  Packagist: 'composer',
  NuGet: 'nuget',
  Pub: 'pub',
  Hex: 'hex',
  'GitHub Actions': 'githubactions',
};

/** The namespace and the name. NuGet finds a package in any case, but is shown it as it is written. */
function pathOf(ecosystem: Ecosystem, name: string): readonly string[] {
  switch (ecosystem) {
    case 'Maven':
      return name.split(':');
    case 'NuGet':
      return [name];
    default:
      return canonicalName(ecosystem, name).split('/');
  }
}

/** Everything but letters, digits and `.-_~`; a colon stays as it is, too. */
const encoded = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
