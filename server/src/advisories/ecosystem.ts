// The ecosystems whose advisories are read, named as OSV names them, and how each tells that two package names are the same.

export const ecosystems = [
  'npm',
  'PyPI',
  'Go',
  'crates.io',
  'Maven',
  'RubyGems',
  'Packagist',
  'NuGet',
  'Pub',
  'Hex',
  'GitHub Actions',
] as const;

export type Ecosystem = (typeof ecosystems)[number];

/** `Packagist:https://packages.drupal.org/8` is Packagist's: what follows the colon names another registry of the same kind. */
export function ecosystemOf(written: string): Ecosystem | undefined {
  const base = written.split(':', 1)[0];
  return ecosystems.find((ecosystem) => ecosystem === base);
}

/** The form under which a name is kept and asked for. */
export function canonicalName(ecosystem: Ecosystem, name: string): string {
  switch (ecosystem) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-'); // PEP 503
    case 'Packagist':
    case 'NuGet':
    case 'GitHub Actions':
      return name.toLowerCase();
    case 'npm':
    case 'Go':
    case 'crates.io':
    case 'Maven':
    case 'RubyGems':
    case 'Pub':
    case 'Hex':
      return name;
  }
}
