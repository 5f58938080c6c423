// Which names are slips of popular ones, with the names that ship.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPopularPackages } from '../../server/src/checks/name-slip.ts';

const packages = readPopularPackages(readFileSync(join(__dirname, '../../rules/tables/popular-packages.json'), 'utf8'));

const slips: readonly (readonly [ecosystem: string, name: string, popular: string])[] = [
  // Neighbours change places.
  ['npm', 'lodahs', 'lodash'],
  ['npm', 'raect', 'react'],
  ['PyPI', 'reqeusts', 'requests'],
  ['crates.io', 'reqwset', 'reqwest'],
  ['RubyGems', 'nokogrii', 'nokogiri'],
  // A letter is left out, or doubled.
  ['npm', 'expres', 'express'],
  ['npm', 'comander', 'commander'],
  ['npm', 'typscript', 'typescript'],
  ['npm', 'electorn', 'electron'],
  ['npm', 'mongose', 'mongoose'],
  ['npm', 'webpackk', 'webpack'],
  ['PyPI', 'numppy', 'numpy'],
  ['PyPI', 'beautifulsop4', 'beautifulsoup4'],
  ['PyPI', 'urlib3', 'urllib3'],
  ['PyPI', 'requestss', 'requests'],
  ['RubyGems', 'actvesupport', 'activesupport'],
  // The finger hits the key beside.
  ['npm', 'typesctipt', 'typescript'],
  ['PyPI', 'tensotflow', 'tensorflow'],
  // It looks alike.
  ['npm', '1odash', 'lodash'],
  ['npm', 'm0ment', 'moment'],
  ['npm', 'cornpression', 'compression'],
  ['PyPI', 'djang0', 'django'],
  // A separator is missing, or another one.
  ['npm', 'crossenv', 'cross-env'],
  ['npm', 'lodash-merge', 'lodash.merge'],
  ['PyPI', 'pythondateutil', 'python-dateutil'],
  ['crates.io', 'lazystatic', 'lazy_static'],
  ['crates.io', 'oncecell', 'once_cell'],
  ['RubyGems', 'rest_client', 'rest-client'],
  // Of a scoped name the scope.
  ['npm', '@bable/core', '@babel/core'],
  ['npm', '@typscript-eslint/parser', '@typescript-eslint/parser'],
  ['npm', '@typescripteslint/parser', '@typescript-eslint/parser'],
  ['npm', '@tpyes/node', '@types/node'],
];

const others: readonly (readonly [ecosystem: string, ...names: string[]])[] = [
  // Popular themselves, or known beside them.
  ['npm', 'getstream', 'clonedeep', 'network', 'ansicolors'],
  ['npm', 'lodash', 'color', 'colors', 'redux', 'preact', 'jsonschema', 'foreach', 'bower', 'crc32', '@babel/core'],
  ['PyPI', 'requests', 'PyYAML', 'orderedset'],
  ['crates.io', 'bitvec', 'serde_yml'],
  // The same to the registry.
  ['PyPI', 'Python_DateUtil', 'ruamel.yaml', 'typing_extensions'],
  ['crates.io', 'serde-json', 'Lazy-Static'],
  // A singular, another number, the beginning of a word, the end of a family.
  ['npm', 'prop-type', 'parse6', 'tslint', 'rslint', 'eslin-plugin', 'query', 'sarray', 'parsee', 'loade'],
  ['PyPI', 'attr', 'urllib2', 'jinja', 'psycopg', 'psycopg3', 'boto2', 'flake9'],
  // Short.
  ['npm', 'reac', 'glbo', 'co', ''],
  // The owner of a scope is alone in it, and a scope that only resembles one has other packages.
  ['npm', '@babel/coer', '@types/lodahs', '@bable/something-else', '@company/lodahs', 'babel/core'],
  // No list of popular names.
  ['NuGet', 'Newtonsoft.Jsno'],
  ['Maven', 'org.slf4j:slf4j-pai'],
  ['constructor', 'lodahs'],
  ['npm', 'constructor', '__proto__', 'toString'],
];

describe('slips of names', () => {
  for (const [ecosystem, name, popular] of slips)
    it(`${ecosystem}: ${name}`, () => assert.equal(packages.slipOf(ecosystem, name), popular));
  for (const [ecosystem, ...names] of others)
    for (const name of names)
      it(`${ecosystem}: ${name} is none`, () => assert.equal(packages.slipOf(ecosystem, name), undefined));

  it('no popular name is a slip of another', () => {
    const { ecosystems } = JSON.parse(
      readFileSync(join(__dirname, '../../rules/tables/popular-packages.json'), 'utf8'),
    ) as { readonly ecosystems: Readonly<Record<string, { readonly popular: string; readonly known: string }>> };
    const wrong = Object.entries(ecosystems).flatMap(([ecosystem, { popular, known }]) =>
      `${popular} ${known}`.split(' ').filter((name) => packages.slipOf(ecosystem, name) !== undefined),
    );
    assert.deepEqual(wrong, []);
  });
});
