// Which fixes make Terraform replace a resource: that the table knows every attribute that a fix of a Terraform rule changes, and how a
// finding says so.

import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Analysis } from '../../server/src/engine/analyse.ts';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import { toolsOf } from '../../server/src/rules/catalogue.ts';
import {
  changedPaths,
  type Replacements,
  type ReplacementTable,
  replacingAt,
} from '../../server/src/rules/replacements.ts';
import { fixesOf, type RuleSource } from '../../server/src/rules/rule.ts';
import { ruleSet } from '../../server/src/rules/ruleset.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules, ruleFolder } from './folder.ts';

const { catalogue, texts } = packedRules();
const fixing = catalogue.sources.filter(
  ({ fix, subjects }) => fix && subjects.some(({ types }) => types.some((type) => /^(aws|azurerm|google)_/.test(type))),
);

describe('replacements', () => {
  it('the table tells of every attribute that a fix changes, for every type that its rule is asked of', async () => {
    const faults: string[] = [];
    for (const source of fixing) {
      const found = await changedIn(source);
      for (const [type, path] of found)
        if (replacingAt(catalogue.replacements[type], path) === undefined) faults.push(`${source.id}: ${type} ${path}`);
      // Where the rule looks into nothing else, its fix changes the same attribute of its other types, by one of the names that it has.
      const written = found.length === 0 ? [] : alternatives(source);
      for (const type of source.subjects.flatMap(({ types }) => types))
        for (const paths of written)
          if (!paths.some((path) => replacingAt(catalogue.replacements[type], path)))
            faults.push(`${source.id}: ${type} ${paths.join(' | ')}`);
    }
    assert.deepEqual(faults, []);
  }).timeout(20_000);

  it('no safe fix replaces a resource', async () => {
    const faults: string[] = [];
    for (const source of fixing.filter((one) => fixesOf(one).some(({ safe }) => safe)))
      for (const [type, path] of await changedIn(source))
        if (replacingAt(catalogue.replacements[type], path) !== 'never') faults.push(`${source.id}: ${type} ${path}`);
    assert.deepEqual(faults, []);
  }).timeout(20_000);

  it('the table names types, paths and a source in each row, each type once', () => {
    const seen = new Set<string>();
    const faults = [...ruleFolder()]
      .filter(([path]) => path.startsWith('tables/replacements/'))
      .flatMap(([file, text]) => {
        const { types: rows } = parse(text) as {
          readonly types: readonly (ReplacementTable['types'][number] & { readonly source: string })[];
        };
        return rows.flatMap(({ types, source, ...lists }) => {
          const paths = Object.values(lists).flat();
          const isRight =
            types.every((type) => !seen.has(type)) &&
            /^https:\/\//.test(source) &&
            paths.length > 0 &&
            new Set(paths).size === paths.length &&
            paths.every((path) => /^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*)$/.test(path)) &&
            Object.keys(lists).every((key) => ['replaces', 'mayReplace', 'inPlace'].includes(key));
          for (const type of types) seen.add(type);
          return isRight ? [] : [`${file}: ${types.join(', ')}`];
        });
      });
    assert.deepEqual(faults, []);
  });

  it('the nearest path decides', () => {
    const paths: Replacements[string] = { '*': 'always', node: 'perhaps', 'node.metadata': 'never' };
    const rows = { size: 'always', 'node.size': 'perhaps', 'node.metadata.mode': 'never' };
    assert.deepEqual(Object.fromEntries(Object.keys(rows).map((path) => [path, replacingAt(paths, path)])), rows);
    assert.equal(replacingAt(undefined, 'size'), undefined);
    assert.equal(replacingAt({ node: 'always' }, 'nodes'), undefined);
  });

  const told: readonly (readonly [rule: string, text: string, fix: object | undefined])[] = [
    [
      'aws/rds/encryption',
      'resource "aws_db_instance" "db" {}',
      { title: 'Encrypt the storage, which replaces the resource', safe: false, replaces: true },
    ],
    [
      'aws/rds/encryption',
      'resource "aws_db_instance" "db" {\n  storage_encrypted = false\n}',
      { title: 'Encrypt the storage, which replaces the resource', safe: false, replaces: true },
    ],
    [
      'aws/elasticache/in-transit',
      'resource "aws_elasticache_replication_group" "main" {}',
      { title: 'Use TLS, which may replace the resource', safe: false, replaces: true },
    ],
    [
      'aws/ec2/block-device-encryption',
      'resource "aws_instance" "web" {\n  root_block_device {\n    encrypted = false\n  }\n}',
      { title: 'Encrypt the disk, which replaces the resource', safe: false, replaces: true },
    ],
    [
      'aws/rds/public-access',
      'resource "aws_db_instance" "db" {\n  publicly_accessible = true\n}',
      { title: 'Make it private', safe: true },
    ],
  ];
  for (const [id, text, fix] of told)
    it(`${id} says so: ${text.replace(/\s+/g, ' ')}`, async () => {
      const source = fixing.find((one) => one.id === id);
      const { findings } = source ? await judged(source, text) : { findings: [] };
      assert.deepEqual(
        findings.map((finding) => finding.fix),
        [fix],
      );
    });
});

/** What the fix of a rule changes in its bad examples: types and paths. */
async function changedIn(source: RuleSource): Promise<readonly (readonly [type: string, path: string])[]> {
  const found: (readonly [string, string])[] = [];
  for (const { bad } of texts[source.id]?.examples ?? []) {
    if (bad === undefined) continue;
    const { unit, violations } = await judged(source, marked(bad).text);
    for (const { fix } of violations.values())
      for (const resource of unit.resources)
        for (const path of changedPaths(resource, fix?.repairs() ?? [])) found.push([resource.type, path]);
  }
  return found;
}

async function judged(source: RuleSource, text: string): Promise<Analysis> {
  const rules = ruleSet([source], toolsOf(catalogue));
  const settings = { ...defaultSettings, all: true };
  const project = openProject('/w', await languagesForTests(), { rules, settings, today: '2026-01-01' });
  project.update(snapshotOf('/w/main.tf', text));
  const analysis = project.analyseFile('/w/main.tf');
  project.close();
  if (!analysis) throw new Error('Terraform is not read');
  return analysis;
}

/** The names of each attribute that the fix sets in every type, where its paths begin at the resource. */
function alternatives(source: RuleSource): readonly (readonly string[])[] {
  const inside = ['each', 'lookup', 'json', 'related'];
  if (inside.some((word) => JSON.stringify(source.logic).includes(`"${word}":`))) return [];
  return fixesOf(source).flatMap(({ recipe }) => {
    const { set = {}, append = {}, when } = recipe as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    if (when) return [];
    return [...Object.keys(set), ...Object.keys(append)].map((text) => text.split('|').map((path) => path.trim()));
  });
}
