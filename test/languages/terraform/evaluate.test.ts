// Blocks to resources: addresses, instances, nested and dynamic blocks, files of values, overrides, types, circles.

import assert from 'node:assert/strict';
import { evaluated, shown } from './read.ts';

type Expected = Readonly<Record<string, unknown>>;

const cases: Readonly<Record<string, readonly [files: string | Readonly<Record<string, string>>, expected: Expected]>> =
  {
    'every kind of block': [
      `resource "a" "b" {}
     data "c" "d" {}
     ephemeral "e" "f" {}
     provider "aws" {}
     provider "aws" { alias = "west" }
     module "m" { source = "./m" }
     variable "v" { type = list(string) }
     output "o" { value = 1 }
     locals { l = 1 }
     locals { k = 2 }
     terraform { backend "s3" { bucket = "x" } }
     moved { from = a.x }
     import { to = a.b }
     check "h" {}`,
      {
        'a.b': {},
        'data.c.d': {},
        'ephemeral.e.f': {},
        'provider.aws': {},
        'provider.aws.west': { alias: 'west' },
        'module.m': { source: './m' },
        'var.v': { type: 'list(string)' },
        'output.o': { value: 1 },
        locals: { l: 1 },
        'locals#2': { k: 2 },
        terraform: { backend: [{ bucket: 'x' }] },
      },
    ],
    count: [
      'variable "n" { default = 2 }\nresource "a" "b" {\n  count = var.n\n  i = count.index\n}',
      { 'var.n': { default: 2 }, 'a.b[0]': { count: 2, i: 0 }, 'a.b[1]': { count: 2, i: 1 } },
    ],
    'count of nothing': ['resource "a" "b" {\n  count = 0\n}', {}],
    'count by a condition': [
      'variable "on" { default = false }\nresource "a" "b" {\n  count = var.on ? 1 : 0\n}\nresource "a" "c" {\n  count = var.on ? 0 : 1\n}',
      { 'var.on': { default: false }, 'a.c[0]': { count: 1 } },
    ],
    'a count that is not known': [
      'variable "n" {}\nresource "a" "b" {\n  count = var.n\n  i = count.index\n  c = "x"\n}',
      { 'var.n': {}, 'a.b': { count: '?', i: '?', c: 'x' } },
    ],
    'for_each over a set': [
      'resource "a" "b" {\n  for_each = toset(["y", "x"])\n  n = "${each.key}${each.value}"\n}',
      { 'a.b["x"]': { for_each: ['x', 'y'], n: 'xx' }, 'a.b["y"]': { for_each: ['x', 'y'], n: 'yy' } },
    ],
    'for_each over a map': [
      'resource "a" "b" {\n  for_each = { k = { v = 1 } }\n  n = each.value.v\n}',
      { 'a.b["k"]': { for_each: { k: { v: 1 } }, n: 1 } },
    ],
    'for_each over nothing': ['resource "a" "b" {\n  for_each = {}\n}', {}],
    'a for_each that is not known': [
      'variable "u" {}\nresource "a" "b" {\n  for_each = var.u\n  n = each.value.v\n  m = "x-${each.key}"\n}',
      { 'var.u': {}, 'a.b': { for_each: '?', n: '?', m: 'x-…' } },
    ],
    'nested blocks': [
      'resource "a" "b" {\n  in {\n    p = 1\n  }\n  in {\n    deep {\n      q = 2\n    }\n  }\n}',
      { 'a.b': { in: [{ p: 1 }, { deep: [{ q: 2 }] }] } },
    ],
    'dynamic blocks among others': [
      'resource "a" "b" {\n  in {\n    p = 0\n  }\n  dynamic "in" {\n    for_each = [1, 2]\n    content {\n      p = in.value\n    }\n  }\n  in {\n    p = 3\n  }\n}',
      { 'a.b': { in: [{ p: 0 }, { p: 1 }, { p: 2 }, { p: 3 }] } },
    ],
    'dynamic blocks over nothing': [
      'resource "a" "b" {\n  dynamic "in" {\n    for_each = []\n    content {}\n  }\n}',
      { 'a.b': { in: [] } },
    ],
    'dynamic blocks over what is not known': [
      'variable "u" {}\nresource "a" "b" {\n  dynamic "in" {\n    for_each = var.u\n    content {\n      p = in.value\n      q = 1\n    }\n  }\n}',
      { 'var.u': {}, 'a.b': { in: [{ p: '?', q: 1 }, '…'] } },
    ],
    'dynamic blocks in dynamic blocks': [
      'resource "a" "b" {\n  dynamic "x" {\n    for_each = { k = [1, 2] }\n    content {\n      dynamic "y" {\n        for_each = x.value\n        content {\n          n = "${x.key}${y.value}"\n        }\n      }\n    }\n  }\n}',
      { 'a.b': { x: [{ y: [{ n: 'k1' }, { n: 'k2' }] }] } },
    ],
    'names that are not evaluated': [
      'resource "a" "b" {\n  provider = aws.west\n  depends_on = [module.m]\n  lifecycle {\n    ignore_changes = [tags, x["y"]]\n    prevent_destroy = true\n  }\n}\nresource "a" "c" {\n  lifecycle {\n    ignore_changes = all\n  }\n}',
      {
        'a.b': {
          provider: 'aws.west',
          depends_on: ['module.m'],
          lifecycle: [{ ignore_changes: ['tags', 'x[…]'], prevent_destroy: true }],
        },
        'a.c': { lifecycle: [{ ignore_changes: 'all' }] },
      },
    ],
    'types of variables': [
      `variable "n" {
       type    = number
       default = "3"
     }
     variable "s" {
       type    = set(string)
       default = ["b", "a", "b", 1]
     }
     variable "o" {
       type = object({
         a = optional(string, "x")
         b = optional(object({ c = optional(number, 5) }), {})
         d = optional(bool)
         e = map(string)
       })
       default = { e = { k = 1 }, f = "not in the type" }
     }
     output "o" {
       value = [var.n + 1, var.s, var.o]
     }`,
      {
        'var.n': { type: 'number', default: '3' },
        'var.s': { type: 'set(string)', default: ['b', 'a', 'b', 1] },
        'var.o': {
          type: 'object({a = string, b = object({c = number}), d = bool, e = map(string)})',
          default: { e: { k: 1 }, f: 'not in the type' },
        },
        'output.o': { value: [4, ['1', 'a', 'b'], { a: 'x', b: { c: 5 }, d: null, e: { k: '1' } }] },
      },
    ],
    'files of values without their variable': [
      { 'main.tf': 'output "o" {\n  value = var.x\n}', 'terraform.tfvars': 'x = 1' },
      { 'output.o': { value: '?' } },
    ],
    overrides: [
      {
        'main.tf':
          'resource "a" "b" {\n  x = 1\n  y = 1\n  in {\n    p = 1\n  }\n  out {}\n}\nlocals {\n  l = 1\n  k = 1\n}\nvariable "v" {\n  default = 1\n}\noutput "o" {\n  value = [local.l, local.k, var.v]\n}',
        'override.tf': 'resource "a" "b" {\n  y = 2\n  in {\n    p = 2\n  }\n}\nvariable "v" {\n  default = 2\n}',
        'a_override.tf': 'locals {\n  l = 2\n}\nresource "a" "none" {}',
      },
      {
        'a.b': { x: 1, y: 2, in: [{ p: 2 }], out: [{}] },
        locals: { l: 2, k: 1 },
        'var.v': { default: 2 },
        'output.o': { value: [2, 1, 2] },
      },
    ],
    JSON: [
      {
        'main.tf.json': `{
        "variable": {"v": {"type": "list(string)", "default": ["\${not.a.template}"]}},
        "locals": {"l": "x-\${var.v[0]}"},
        "resource": {"a": {"b": {
          "//": "a comment",
          "name": "\${local.l}",
          "plain": "é\\u00e9\\"",
          "count": 1,
          "in": [{"p": 1}],
          "dynamic": {"out": {"for_each": [1, 2], "content": {"q": "\${out.value}"}}}
        }}},
        "provider": {"aws": [{"region": "x"}, {"alias": "w"}]}
      }`,
      },
      {
        'var.v': { type: 'list(string)', default: ['${not.a.template}'] },
        locals: { l: 'x-${not.a.template}' },
        'a.b[0]': { name: 'x-${not.a.template}', plain: 'éé"', count: 1, in: [{ p: 1 }], out: [{ q: 1 }, { q: 2 }] },
        'provider.aws': { region: 'x' },
        'provider.aws.w': { alias: 'w' },
      },
    ],
    'the tags of a provider': [
      `provider "aws" {
       default_tags {
         tags = { owner = "team", stage = "dev" }
       }
     }
     provider "aws" {
       alias = "bare"
     }
     resource "aws_a" "own" {
       tags = { stage = "prod" }
     }
     resource "aws_a" "none" {}
     resource "aws_a" "bare" {
       provider = aws.bare
     }
     resource "other" "x" {
       v = aws_a.own.tags_all["owner"]
     }`,
      {
        'provider.aws': { default_tags: [{ tags: { owner: 'team', stage: 'dev' } }] },
        'provider.aws.bare': { alias: 'bare' },
        'aws_a.own': { tags: { stage: 'prod' }, $tags: { owner: 'team', stage: 'prod' } },
        'aws_a.none': { $tags: { owner: 'team', stage: 'dev' } },
        'aws_a.bare': { provider: 'aws.bare' },
        'other.x': { v: 'team' },
      },
    ],
    'a block that is written twice': [
      'resource "a" "b" {\n  x = 1\n}\nresource "a" "b" {\n  x = 2\n}',
      { 'a.b': { x: 1 }, 'a.b#2': { x: 2 } },
    ],
    'an argument and a block of one name': ['resource "a" "b" {\n  in = []\n  in {}\n}', { 'a.b': { in: [] } }],
  };

describe('Terraform modules', () => {
  for (const [title, [files, expected]] of Object.entries(cases)) {
    it(title, async () => {
      const { unit, files: parsed } = await evaluated(files);
      assert.deepEqual(
        parsed.flatMap((file) => file.problems),
        [],
      );
      assert.deepEqual(Object.fromEntries(unit.resources.map(({ address, body }) => [address, shown(body)])), expected);
    });
  }

  it('types', async () => {
    const { unit } = await evaluated(
      'resource "a" "b" {}\ndata "c" "d" {}\nprovider "p" {}\nmodule "m" {}\nvariable "v" {}',
    );
    assert.deepEqual(
      unit.resources.map(({ type, name }) => `${type} ${name}`),
      ['a b', 'data.c d', 'provider.p p', 'module m', 'variable v'],
    );
  });

  const circles: Readonly<Record<string, readonly [text: string, problems: readonly string[]]>> = {
    'two locals': [
      'locals {\n  a = local.b\n  b = local.a\n  c = local.a\n}',
      [
        'a: `local.a` depends on itself, so its value is not known',
        'b: `local.b` depends on itself, so its value is not known',
      ],
    ],
    'a resource and itself': [
      'resource "a" "b" {\n  x = a.b.x\n}',
      ['resource "a" "b": `a.b.x` depends on itself, so its value is not known'],
    ],
    'its own instances': [
      'resource "a" "b" {\n  for_each = a.b\n}',
      ['resource "a" "b": `a.b` depends on itself, so its value is not known'],
    ],
    'two resources that need each other only in part': [
      'resource "a" "b" {\n  x = a.c.y\n  y = 1\n}\nresource "a" "c" {\n  x = a.b.y\n  y = 2\n}',
      [],
    ],
  };
  for (const [title, [text, expected]] of Object.entries(circles)) {
    it(`circles: ${title}`, async () => {
      const { unit } = await evaluated(text);
      const problems = unit.problems.map(({ span, message }) => `${text.slice(span?.start, span?.end)}: ${message}`);
      assert.deepEqual(problems, expected);
    });
  }

  it('a long chain of locals ends', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `  l${index} = local.l${index + 1}`);
    const { unit } = await evaluated(`locals {\n${lines.join('\n')}\n}`);
    assert.equal(unit.resources.length, 1);
  });

  it('sensitive values', async () => {
    const module = await evaluated(
      'variable "p" {\n  default = { a = "x" }\n  sensitive = true\n}\noutput "o" {\n  value = ["${var.p.a}-y", var.p.a, "z"]\n}',
    );
    const items = [0, 1, 2].map((index) => module.value('output.o', `value.${index}`).sensitive ?? false);
    assert.deepEqual(items, [true, true, false]);
  });
});
