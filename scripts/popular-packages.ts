// `npm run popular-packages -- ECOSYSTEM=FILE … known:ECOSYSTEM=FILE … debian=FILE …`, run by hand when the names are to be renewed: compiles
// rules/tables/popular-packages.json. ECOSYSTEM=FILE is a list of its most used packages, in the form in which it is published (a JSON of
// names, of rows with a `name` or a `project`, or a module of names) or as words; known:ECOSYSTEM=FILE names further packages that exist;
// debian=FILE, from `apt-cache pkgnames`, does so for all ecosystems that Debian packages. Of these only names that would be slips are kept.
// The sources below have to be true of what is given. The table's shape is told in server/src/checks/name-slip.ts, where it is read.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PackedNames, readPopularPackages } from '../server/src/checks/name-slip.ts';

const output = join(__dirname, '../rules/tables/popular-packages.json');

const about = {
  source: [
    'npm: wooorm/npm-high-impact, lib/top-download.js and lib/top-dependent.js (MIT), the first of both',
    'PyPI: DataDog/guarddog, top_pypi_packages.json of 2024 (Apache-2.0), the first of it; the order is that of hugovk/top-pypi-packages',
    'RubyGems: DataDog/guarddog, top_rubygems_packages.json of 2026 (Apache-2.0)',
    'crates.io: rust-lang/rust-playground, crate-information.json of 2020 and 2023 (MIT or Apache-2.0)',
    'known: names of packages in Debian, from its package index, of packages in public lock files and advisories, and some that the maintainers knew',
  ],
  licence: 'Names alone, which are facts; the lists are under the licences above.',
  date: '2026-11-22',
};

/** How Debian calls the packages of an ecosystem; for crates with their features and without. */
const inDebian: Readonly<Record<string, RegExp>> = {
  npm: /^node-(.+)$/,
  PyPI: /^python3-(.+)$/,
  RubyGems: /^ruby-(.+)$/,
  'crates.io': /^librust-([^+]+?)(?:-\d[\d.]*)?(?:\+.*)?-dev$/,
};

function main(given: readonly string[]): void {
  const lists = given.map((one): readonly [of: string, names: readonly string[]] => {
    const [of = '', file = ''] = one.split('=');
    return [of, namesIn(file, readFileSync(file, 'utf8'))];
  });
  const of = (name: string): readonly string[] => lists.flatMap(([one, names]) => (one === name ? names : []));
  const ecosystems = Object.keys(inDebian).map((ecosystem): readonly [string, PackedNames] => {
    const popular = [...new Set(of(ecosystem))];
    // Debian has no other separators, and tells nothing of the one that was there.
    const spelled = new Set(popular.map((name) => name.replace(/[._]/g, '-')));
    const debian = of('debian').flatMap((name) => inDebian[ecosystem]?.exec(name)?.[1] ?? []);
    const known = [...of(`known:${ecosystem}`), ...debian.filter((name) => !spelled.has(name))];
    return [ecosystem, { popular: popular.join(' '), known: slipsAmong(known, ecosystem, popular).join(' ') }];
  });
  const text = `${JSON.stringify({ ...about, ecosystems: Object.fromEntries(ecosystems) }, undefined, 1)}\n`;
  writeFileSync(output, text);
  for (const [ecosystem, { popular, known }] of ecosystems)
    console.log(`${ecosystem}: ${popular.split(' ').length} popular, ${known.split(' ').length} known beside them`);
  console.log(`${output}: ${Math.round(text.length / 1024)} KB`);
}

function namesIn(file: string, text: string): readonly string[] {
  if (file.endsWith('.json')) return namesWithin(JSON.parse(text));
  if (file.endsWith('.js')) return [...text.matchAll(/'([^']+)'/g)].map(([, name = '']) => name);
  return text.split(/\s+/).filter((word) => word !== '');
}

function namesWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(namesWithin);
  if (value === null || typeof value !== 'object') return [];
  const { packages, rows, project, name } = value as Readonly<Record<string, unknown>>;
  return namesWithin(packages ?? rows ?? project ?? name);
}

function slipsAmong(names: readonly string[], ecosystem: string, popular: readonly string[]): readonly string[] {
  const packed: PackedNames = { popular: popular.join(' '), known: '' };
  const packages = readPopularPackages(JSON.stringify({ ecosystems: { [ecosystem]: packed } }));
  return [...new Set(names)].filter((name) => packages.slipOf(ecosystem, name) !== undefined).sort();
}

main(process.argv.slice(2));
