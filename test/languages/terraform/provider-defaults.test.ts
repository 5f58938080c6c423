// Defaults of providers: which of them holds under which version, what a rule is then told about an attribute that is not set, and that
// the table in rules/ is of the right shape.

import assert from 'node:assert/strict';
import { parse } from 'yaml';
import { noAdvisories } from '../../../server/src/advisories/facts.ts';
import { fixEdits } from '../../../server/src/engine/fix.ts';
import { defaultSettings } from '../../../server/src/engine/settings.ts';
import { applyEdits } from '../../../server/src/fixes/apply.ts';
import { allowsSince, type DefaultRow, providerDefaults } from '../../../server/src/languages/terraform/defaults.ts';
import { terraform } from '../../../server/src/languages/terraform/language.ts';
import { emptyCatalogue, toolsOf } from '../../../server/src/rules/catalogue.ts';
import type { RuleSource } from '../../../server/src/rules/rule.ts';
import { ruleSet } from '../../../server/src/rules/ruleset.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { openProject } from '../../../server/src/workspace/project.ts';
import { settled } from '../../../server/src/workspace/settle.ts';
import { grammarNamed } from '../../grammars.ts';
import { ruleFolder } from '../../rules/folder.ts';
import { diskOf, workspaceIn } from './judging.ts';

const row = (path: string, values: Omit<DefaultRow, 'types' | 'path'>): DefaultRow => ({
  types: ['acme_db'],
  path,
  ...values,
});

const table = {
  providers: ['acme', 'acme-beta'],
  defaults: [
    row('encrypted', { default: true, since: '4.0.0', earlier: { default: false } }),
    row('open', { default: true, since: '3.0.0' }),
    row('public', { since: '3.0.0', earlier: { default: false } }),
    row('net.public', { default: true, withoutBlock: false }),
    row('net.ranges', { default: ['10.0.0.0/8', '0.0.0.0/0'] }),
  ],
};

/** Its findings, as the first line of what is underlined and the message; then the root's main.tf after the fix of the first. */
async function judged(rule: string, source: string): Promise<readonly string[]> {
  const { set, ...logic } = parse(rule);
  const only: RuleSource = {
    ...{ id: 'r', title: 't', severity: 'low', category: 'encryption', language: 'terraform', default: true },
    ...{ aliases: {}, objectives: [], frameworks: {}, cwe: [], fixable: set !== undefined },
    subjects: [{ language: 'terraform', types: ['acme_db'] }],
    logic,
    message: 'It has {value}.',
    ...(set && { fix: { title: 'f', safe: true, recipe: { set } } }),
  };
  const { own, disk } = workspaceIn(source);
  const languages = [terraform(await grammarNamed('hcl'), providerDefaults([table]))];
  const rules = ruleSet([only], toolsOf(emptyCatalogue));
  const project = openProject('/w', languages, { rules, settings: defaultSettings, today: '2026-01-01' });
  for (const [file, text] of own) project.update(snapshotOf(file, text))?.forget(file);
  for (const unit of project.units())
    await settled(project, unit, { disk: diskOf(disk), advisories: noAdvisories, languages, roleOf: () => 'judged' });
  const analyses = project.units().flatMap((unit) => project.analyse(unit) ?? []);
  return analyses.flatMap((analysis) =>
    analysis.findings.flatMap((finding) => {
      const text = disk.get(finding.file) ?? '';
      const said = `${text.slice(finding.span.start, finding.span.end)} | ${finding.message}`;
      const edits = finding.fix && fixEdits(analysis, finding);
      return edits ? [said, applyEdits(text, edits)] : [said];
    }),
  );
}

const header = 'resource "acme_db" "d"';
const main = (body: string, version = ''): string =>
  `-- main.tf --\n${version && `terraform {\n  required_providers {\n    acme = ${version}\n  }\n}\n`}${header} {\n${body}}\n`;

describe('provider defaults', () => {
  const newest = "It has true. `open` is not set, and the provider's default is `true`.";
  const before = 'It has false. `encrypted` is not set, and the default of acme before 4.0.0 is `false`.';
  const rows: Readonly<Record<string, readonly [rule: string, source: string, expected: readonly string[]]>> = {
    'the newest default where nothing says a version': ['require: { encrypted: true }', main(''), []],
    'an older one under a constraint': [
      'require: { encrypted: true }',
      main('', '{ source = "acme/acme", version = "~> 3.7" }'),
      [`${header} | ${before}`],
    ],
    'a constraint by itself, as it was written once': [
      'require: { encrypted: true }',
      main('', '"< 4.0"'),
      [`${header} | ${before}`],
    ],
    'in JSON': [
      'require: { encrypted: true }',
      '-- main.tf.json --\n{"terraform": {"required_providers": {"acme": {"version": "3.0.0"}}}, "resource": {"acme_db": {"d": {}}}}\n',
      [`"d" | ${before}`],
    ],
    'a lower bound allows the newest': ['require: { encrypted: true }', main('', '">= 2.0"'), []],
    'a version in the provider block': [
      'require: { encrypted: true }',
      `-- main.tf --\nprovider "acme" {\n  version = "3.1.0"\n}\n${header} {}\n`,
      [`${header} | ${before}`],
    ],
    'another name of the provider': [
      'require: { encrypted: true }',
      `-- main.tf --\nterraform {\n  required_providers {\n    beta = { source = "acme/acme-beta", version = "3.1.0" }\n  }\n}\n${header} {}\n`,
      [`${header} | ${before}`],
    ],
    'the lock file counts before the constraint': [
      'require: { encrypted: true }',
      `${main('', '">= 2.0"')}-- (.terraform.lock.hcl) --\n# Maintained by "terraform init".\nprovider "registry.terraform.io/acme/acme" {\n  version     = "3.9.1"\n  constraints = ">= 2.0.0"\n}\n`,
      [`${header} | ${before}`],
    ],
    'a module has the version of its root': [
      'require: { encrypted: true }',
      `-- main.tf --\nterraform {\n  required_providers {\n    acme = { source = "acme/acme", version = "3.0.0" }\n  }\n}\nmodule "m" {\n  source = "./m"\n}\n-- m/main.tf --\n${header} {}\n`,
      [`${header} | ${before}`],
    ],
    'a value that is set counts': [
      'require: { encrypted: true }',
      main('  encrypted = false\n'),
      ['false | It has false.'],
    ],
    'a null is not set': ['require: { encrypted: true }', main('  encrypted = null\n'), []],
    'what is not known stays so': ['forbid: { open: true }', main('  open = var.x\n'), []],
    'forbidden by default': ['forbid: { open: true }', main(''), [`${header} | ${newest}`]],
    'whether it is there': ['require: { open: { exists: true } }', main(''), [`${header} | It has nothing.`]],
    'whether it is absent': ['forbid: { open: null }', main(''), [`${header} | It has nothing.`]],
    'a rule that names absence itself': ['require: { open: { equals: false, orAbsent: true } }', main(''), []],
    'of two names the one that the version has': ['require: { open | public: false }', main('', '"2.9.0"'), []],
    'of two names the newer one': ['forbid: { open | public: true }', main(''), [`${header} | ${newest}`]],
    'in a block that does not say it': [
      'forbid: { net.public: true }',
      main('  net {}\n'),
      ["net | It has true. `public` is not set, and the provider's default is `true`."],
    ],
    'without the block': [
      'require: { net.public: true }',
      main(''),
      [`${header} | It has false. \`public\` is not set, and the provider's default is \`false\`.`],
    ],
    'blocks that are made of nothing': [
      'forbid: { net.public: true }',
      main('  dynamic "net" {\n    for_each = []\n    content {}\n  }\n'),
      [],
    ],
    'each block by itself': [
      'each: { in: net, forbid: { public: true } }',
      main('  net {\n    public = false\n  }\n  net {}\n'),
      ["net | It has true. `public` is not set, and the provider's default is `true`."],
    ],
    'one item of a list is enough to be forbidden': [
      'forbid: { net.ranges: 0.0.0.0/0 }',
      main('  net {}\n'),
      [
        'net | It has ["10.0.0.0/8","0.0.0.0/0"]. `ranges` is not set, and the provider\'s default is `["10.0.0.0/8","0.0.0.0/0"]`.',
      ],
    ],
    'and all are needed where it is required': [
      'require: { net.ranges: { cidrWithin: 10.0.0.0/8 } }',
      main('  net {}\n'),
      [
        'net | It has ["10.0.0.0/8","0.0.0.0/0"]. `ranges` is not set, and the provider\'s default is `["10.0.0.0/8","0.0.0.0/0"]`.',
      ],
    ],
    'a fix writes what was not set': [
      'forbid: { open: true }\nset: { open: false }',
      main(''),
      [`${header} | ${newest}`, `${header} {\n  open = false\n}\n`],
    ],
  };
  for (const [title, [rule, source, expected]] of Object.entries(rows))
    it(title, async () => assert.deepEqual(await judged(rule, source), expected));

  it('allows a version or a newer one', () => {
    const constraints: readonly (readonly [constraint: string, since: string, allowed: boolean])[] = [
      ['4.67.0', '4.0.0', true],
      ['= 3.117.1', '4.0.0', false],
      ['~> 3.0', '4.0.0', false],
      ['~> 4.0', '4.0.0', true],
      ['~> 4.2.1', '4.3.0', false],
      ['~> 4.2.1', '4.2.5', true],
      ['~> 3', '4.0.0', true],
      ['< 4.0.0', '4.0.0', false],
      ['<= 4.0', '4.0.0', true],
      ['>= 3.0, < 5.0.0', '4.0.0', true],
      ['>= 3.0, < 4.0.0-beta1', '4.0.0', false],
      ['> 3.0', '4.0.0', true],
      ['!= 4.0.0', '4.0.0', true],
      ['', '4.0.0', true],
      ['newest', '4.0.0', true],
    ];
    assert.deepEqual(
      constraints.map(([constraint, since]) => [constraint, since, allowsSince(constraint, since)]),
      constraints,
    );
  });

  it('follows an edit of the version, in whichever block it stands', async () => {
    const languages = [terraform(await grammarNamed('hcl'), providerDefaults([table]))];
    const logic = { require: { encrypted: true } };
    const rule: RuleSource = {
      ...{ id: 'r', title: 't', severity: 'low', category: 'encryption', language: 'terraform', default: true },
      ...{ aliases: {}, objectives: [], frameworks: {}, cwe: [], fixable: false, message: 'm', logic },
      subjects: [{ language: 'terraform', types: ['acme_db'] }],
    };
    const rules = ruleSet([rule], toolsOf(emptyCatalogue));
    const project = openProject('/w', languages, { rules, settings: defaultSettings, today: '2026-01-01' });
    const found = (version: string): number => {
      const block = `terraform {\n  required_providers {\n    acme = { version = "${version}" }\n  }\n}\n`;
      project.update(snapshotOf('/w/main.tf', `terraform {}\n${block}${header} {}\n`));
      return project.analyseFile('/w/main.tf')?.findings.length ?? -1;
    };
    assert.deepEqual([found('~> 3.0'), found('~> 4.0'), found('~> 3.0')], [1, 0, 1]);
  });

  it('the table names a type, a path, a default and a source in each row, once', () => {
    const files = [...ruleFolder()].filter(([path]) => path.startsWith('tables/provider-defaults/'));
    const seen = new Set<string>();
    const faults = files.flatMap(([file, text]) => {
      const { providers, licence, defaults } = parse(text) as {
        readonly providers: readonly string[];
        readonly licence: string;
        readonly defaults: readonly (DefaultRow & { readonly source: string })[];
      };
      const prefix = `${providers[0]}_`;
      const whole = providers.length > 0 && licence.length > 0 ? [] : [`${file}: providers and licence`];
      const wrong = defaults.flatMap(({ types, path, source, since, earlier, ...values }) => {
        const keys = types.map((type) => `${type}.${path}`);
        const says = 'default' in values || 'withoutBlock' in values || earlier !== undefined;
        const isRight =
          types.length > 0 &&
          types.every((type) => type.startsWith(prefix)) &&
          /^[a-z0-9_]+(\.[a-z0-9_]+)*$/.test(path) &&
          says &&
          /^https:\/\//.test(source) &&
          (since === undefined ? earlier === undefined && 'default' in values : /^\d+\.\d+\.\d+$/.test(since)) &&
          Object.keys(values).every((key) => key === 'default' || key === 'withoutBlock') &&
          keys.every((key) => !seen.has(key));
        for (const key of keys) seen.add(key);
        return isRight ? [] : [`${file}: ${keys.join(', ')}`];
      });
      return [...whole, ...wrong];
    });
    assert.deepEqual(faults, []);
    assert.ok(seen.size > 50);
  });
});
