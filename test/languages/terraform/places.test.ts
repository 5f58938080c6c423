// Where values stand, and how they got there. `«…»` marks the expected place; the steps of the trail follow, nearest first, each with
// the text it points to.

import assert from 'node:assert/strict';
import type { Value } from '../../../server/src/model/value.ts';
import { placeInString } from '../../../server/src/model/value.ts';
import { evaluated, type Module, shown } from './read.ts';

interface Case {
  readonly files: string | Readonly<Record<string, string>>;
  readonly at: readonly [address: string, path: string];
  readonly value: unknown;
  readonly trail?: readonly string[];
  readonly references?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a literal': {
    files: 'resource "a" "b" {\n  acl = «"public-read"»\n}',
    at: ['a.b', 'acl'],
    value: 'public-read',
  },
  'the default of a variable': {
    files: 'variable "acl" {\n  default = "public-read"\n}\nresource "a" "b" {\n  acl = «var.acl»\n}',
    at: ['a.b', 'acl'],
    value: 'public-read',
    trail: ['the default of `var.acl` comes from here @ "public-read"'],
  },
  'a file of values': {
    files: {
      'main.tf': 'variable "acl" {\n  default = "private"\n}\nresource "a" "b" {\n  acl = «var.acl»\n}',
      'terraform.tfvars': 'acl = "public-read"',
    },
    at: ['a.b', 'acl'],
    value: 'public-read',
    trail: ['`var.acl` is set in terraform.tfvars here @ terraform.tfvars: "public-read"'],
  },
  'the last file of values': {
    files: {
      'main.tf': 'variable "acl" {\n  type = string\n}\nresource "a" "b" {\n  acl = «var.acl»\n}',
      'terraform.tfvars': 'acl = "private"',
      'b.auto.tfvars.json': '{"acl": "public-read"}',
      'a.auto.tfvars': 'acl = "private"',
      'other.tfvars': 'acl = "log-delivery-write"',
    },
    at: ['a.b', 'acl'],
    value: 'public-read',
    trail: ['`var.acl` is set in b.auto.tfvars.json here @ b.auto.tfvars.json: "public-read"'],
  },
  'a local of a variable': {
    files: 'variable "v" {\n  default = "x"\n}\nlocals {\n  l = var.v\n}\nresource "a" "b" {\n  c = «local.l»\n}',
    at: ['a.b', 'c'],
    value: 'x',
    trail: ['`local.l` is set here @ var.v', 'the default of `var.v` comes from here @ "x"'],
  },
  'the chosen branch, with what chose it': {
    files: 'variable "p" {\n  default = true\n}\nresource "a" "b" {\n  c = var.p ? «"x"» : "y"\n}',
    at: ['a.b', 'c'],
    value: 'x',
    trail: ['the default of `var.p` comes from here @ true'],
  },
  'an element of a chosen list': {
    files: 'variable "p" {\n  default = true\n}\nresource "a" "b" {\n  c = var.p ? [«"x"»] : []\n}',
    at: ['a.b', 'c.0'],
    value: 'x',
    trail: ['the default of `var.p` comes from here @ true'],
  },
  'a part of an object': {
    files: 'locals {\n  o = { a = { b = "x" } }\n}\nresource "a" "b" {\n  c = «local.o.a["b"]»\n}',
    at: ['a.b', 'c'],
    value: 'x',
    trail: ['`local.o` is set here @ "x"'],
  },
  'an element of a list used whole': {
    files: 'locals {\n  l = ["0.0.0.0/0"]\n}\nresource "a" "b" {\n  c = «local.l»\n}',
    at: ['a.b', 'c.0'],
    value: '0.0.0.0/0',
    trail: ['`local.l` is set here @ "0.0.0.0/0"'],
  },
  'an element through two names': {
    files:
      'variable "v" {\n  default = { t = ["x"] }\n}\nlocals {\n  l = var.v\n}\nresource "a" "b" {\n  c = «local.l.t»\n}',
    at: ['a.b', 'c.0'],
    value: 'x',
    trail: ['`local.l` is set here @ var.v', 'the default of `var.v` comes from here @ "x"'],
  },
  'an entry of a merged map': {
    files: 'variable "v" {\n  default = { x = 1 }\n}\nresource "a" "b" {\n  c = merge({ y = 2 }, «var.v»)\n}',
    at: ['a.b', 'c.x'],
    value: 1,
    trail: ['the default of `var.v` comes from here @ 1'],
  },
  'a literal entry of a merged map': {
    files: 'variable "v" {\n  default = { x = 1 }\n}\nresource "a" "b" {\n  c = merge({ y = «2» }, var.v)\n}',
    at: ['a.b', 'c.y'],
    value: 2,
  },
  'a merged map that is a local': {
    files:
      'variable "v" {\n  default = { x = 1 }\n}\nlocals {\n  m = merge({ y = 2 }, var.v)\n}\nresource "a" "b" {\n  c = «local.m»\n}',
    at: ['a.b', 'c.x'],
    value: 1,
    trail: ['`local.m` is set here @ var.v', 'the default of `var.v` comes from here @ 1'],
  },
  'a fallback': {
    files: 'variable "v" {\n  default = null\n}\nresource "a" "b" {\n  c = coalesce(var.v, «"x"»)\n}',
    at: ['a.b', 'c'],
    value: 'x',
  },
  'a value that a function hands on': {
    files: 'variable "v" {\n  default = { k = "x" }\n}\nresource "a" "b" {\n  c = «lookup(var.v, "k", "y")»\n}',
    at: ['a.b', 'c'],
    value: 'x',
    trail: ['the default of `var.v` comes from here @ "x"'],
  },
  'the result of a function': {
    files: 'variable "v" {\n  default = "x"\n}\nresource "a" "b" {\n  c = «upper(var.v)»\n}',
    at: ['a.b', 'c'],
    value: 'X',
    trail: ['the default of `var.v` comes from here @ "x"'],
  },
  'a template': {
    files: 'variable "v" {\n  default = "x"\n}\nresource "a" "b" {\n  c = «"a-${var.v}"»\n}',
    at: ['a.b', 'c'],
    value: 'a-x',
    trail: ['the default of `var.v` comes from here @ "x"'],
  },
  'a wrapped expression': {
    files: 'variable "v" {\n  default = "x"\n}\nresource "a" "b" {\n  c = «"${var.v}"»\n}',
    at: ['a.b', 'c'],
    value: 'x',
    trail: ['the default of `var.v` comes from here @ "x"'],
  },
  'each.value': {
    files: 'resource "a" "b" {\n  for_each = { k = { acl = "x" } }\n  c = «each.value.acl»\n}',
    at: ['a.b["k"]', 'c'],
    value: 'x',
    trail: ['`each.value` comes from here @ "x"'],
  },
  'each.key of a set of a local': {
    files: 'locals {\n  s = toset(["k"])\n}\nresource "a" "b" {\n  for_each = local.s\n  c = «each.key»\n}',
    at: ['a.b["k"]', 'c'],
    value: 'k',
    trail: ['`each.key` comes from here @ local.s', '`local.s` is set here @ "k"'],
  },
  'count.index': {
    files: 'resource "a" "b" {\n  count = 2\n  c = «count.index»\n}',
    at: ['a.b[1]', 'c'],
    value: 1,
    trail: ['`count.index` comes from here @ 2'],
  },
  'a dynamic block': {
    files:
      'variable "r" {\n  default = [{ port = 22 }]\n}\nresource "a" "b" {\n  dynamic "in" {\n    for_each = var.r\n    content {\n      port = «in.value.port»\n    }\n  }\n}',
    at: ['a.b', 'in.0.port'],
    value: 22,
    trail: ['`in.value` comes from here @ var.r', 'the default of `var.r` comes from here @ 22'],
  },
  'a dynamic block with an iterator': {
    files:
      'resource "a" "b" {\n  dynamic "in" {\n    for_each = { x = 1 }\n    iterator = it\n    content {\n      port = «it.key»\n    }\n  }\n}',
    at: ['a.b', 'in.0.port'],
    value: 'x',
    trail: ['`it.key` comes from here @ x'],
  },
  'the variable of a for': {
    files: 'locals {\n  l = ["x"]\n}\nresource "a" "b" {\n  c = [for e in local.l : «e»]\n}',
    at: ['a.b', 'c.0'],
    value: 'x',
    trail: ['`e` comes from here @ local.l', '`local.l` is set here @ "x"'],
  },
  'an attribute of another resource': {
    files: 'resource "a" "b" {\n  name = "x"\n}\nresource "c" "d" {\n  n = «a.b.name»\n}',
    at: ['c.d', 'n'],
    value: 'x',
    trail: ['`a.b.name` is set here @ "x"'],
    references: ['a.b.name'],
  },
  'an attribute known after apply': {
    files: 'resource "a" "b" {\n}\nresource "c" "d" {\n  n = «a.b.id»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b.id'],
  },
  'a reference inside a template': {
    files: 'resource "c" "d" {\n  n = «"${a.b.arn}/*"»\n}',
    at: ['c.d', 'n'],
    value: '…/*',
    references: ['a.b.arn'],
  },
  'a reference through a local': {
    files: 'locals {\n  l = a.b.id\n}\nresource "c" "d" {\n  n = «local.l»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b.id'],
  },
  'a reference to a numbered instance': {
    files: 'resource "a" "b" {\n  count = 2\n}\nresource "c" "d" {\n  n = «a.b[1].id»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b[1].id'],
  },
  'a reference by count.index': {
    files:
      'resource "a" "b" {\n  count = 2\n  name = "n${count.index}"\n}\nresource "c" "d" {\n  count = 2\n  n = «a.b[count.index].name»\n}',
    at: ['c.d[1]', 'n'],
    value: 'n1',
    trail: ['`a.b[1].name` is set here @ "n${count.index}"', '`count.index` comes from here @ 2'],
    references: ['a.b[1].name'],
  },
  'a reference by a key that is not known': {
    files: 'variable "u" {}\nresource "a" "b" {\n  count = 2\n}\nresource "c" "d" {\n  n = «a.b[var.u].id»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b.id'],
  },
  'a reference by key': {
    files: 'resource "a" "b" {\n  for_each = toset(["k"])\n}\nresource "c" "d" {\n  n = «a.b["k"].id»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b["k"].id'],
  },
  'a reference through each': {
    files:
      'resource "a" "b" {\n  for_each = toset(["k"])\n}\nresource "c" "d" {\n  for_each = a.b\n  n = «each.value.id»\n}',
    at: ['c.d["k"]', 'n'],
    value: '?',
    references: ['a.b["k"].id'],
  },
  'a reference through each, of unknown keys': {
    files:
      'variable "u" {}\nresource "a" "b" {\n  for_each = var.u\n}\nresource "c" "d" {\n  for_each = a.b\n  n = «each.value.id»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b.id'],
  },
  'references of a splat': {
    files: 'resource "a" "b" {\n  count = 2\n}\nresource "c" "d" {\n  n = «join(",", a.b[*].id)»\n}',
    at: ['c.d', 'n'],
    value: '…,…',
    references: ['a.b[0].id', 'a.b[1].id'],
  },
  'a splat of a resource without count': {
    files: 'resource "a" "b" {\n}\nresource "c" "d" {\n  n = one(«a.b[*].id»)\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['a.b.id'],
  },
  'an output of a module': {
    files: 'module "m" {\n  source = "./m"\n}\nresource "c" "d" {\n  n = «module.m.out»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['module.m.out'],
  },
  'an attribute of a data source': {
    files: 'resource "c" "d" {\n  n = «data.a.b.id»\n}',
    at: ['c.d', 'n'],
    value: '?',
    references: ['data.a.b.id'],
  },
  'a nested block of another resource': {
    files: 'resource "a" "b" {\n  in {\n    port = 22\n  }\n}\nresource "c" "d" {\n  n = «a.b.in[0].port»\n}',
    at: ['c.d', 'n'],
    value: 22,
    trail: ['`a.b.in` is set here @ 22'],
    references: ['a.b.in'],
  },
  depends_on: {
    files: 'resource "c" "d" {\n  depends_on = [«a.b»]\n}',
    at: ['c.d', 'depends_on.0'],
    value: 'a.b',
    references: ['a.b.'],
  },
  'an override': {
    files: {
      'main.tf': 'resource "a" "b" {\n  acl = "private"\n  n = 1\n}',
      'x_override.tf': 'resource "a" "b" {\n  acl = «"public-read"»\n}',
    },
    at: ['a.b', 'acl'],
    value: 'public-read',
  },
};

describe('places of Terraform values', () => {
  for (const [title, { files, at, value, trail = [], references = [] }] of Object.entries(cases)) {
    it(title, async () => {
      const { texts, marked } = unmarked(files);
      const module = await evaluated(texts);
      assert.deepEqual(
        module.files.flatMap((file) => file.problems),
        [],
      );
      const found = module.value(...at);
      assert.equal(shown(found), value);
      assert.equal(module.textAt(found.place), marked);
      assert.deepEqual(trailOf(found, module), trail);
      assert.deepEqual(
        (found.references ?? []).map(({ address, attribute }) => `${address}.${attribute}`),
        references,
      );
    });
  }

  it('of headers, insides, keys and entries', async () => {
    const module = await evaluated(
      'resource "a" "b" {\n  tags = { x = 1 }\n  in "l" {\n    port = 1\n  }\n  dynamic "out" {\n    for_each = [1]\n    content { p = 2 }\n  }\n}',
    );
    const { header, place, body } = module.resource('a.b');
    assert.equal(module.textAt(header), 'resource "a" "b"');
    assert.ok(module.textAt(place).endsWith('  }\n}'));
    assert.ok(body.header && body.inner);
    assert.equal(module.textAt(body.header), 'resource "a" "b"');
    const tags = module.value('a.b', 'tags');
    assert.ok(tags.kind === 'map' && tags.header && tags.inner);
    assert.equal(module.textAt(tags.header), 'tags');
    assert.equal(module.textAt(tags.inner), ' x = 1 ');
    assert.equal(module.textAt(body.entries.get('tags')!.place), 'tags = { x = 1 }');
    assert.equal(module.textAt(tags.entries.get('x')!.key), 'x');
    const inner = module.value('a.b', 'in.0');
    assert.ok(inner.kind === 'map' && inner.header && inner.inner);
    assert.equal(module.textAt(inner.header), 'in "l"');
    assert.equal(module.textAt(inner.inner), '\n    port = 1\n  ');
    assert.deepEqual(shown(module.value('a.b', 'in.0.$labels')), ['l']);
    assert.equal(module.textAt(body.entries.get('in')!.place), 'in "l" {\n    port = 1\n  }');
    const out = module.value('a.b', 'out.0');
    assert.ok(out.kind === 'map' && out.header && out.inner);
    assert.equal(module.textAt(out.header), 'dynamic "out"');
    assert.equal(module.textAt(out.inner), ' p = 2 ');
  });

  const strings: Readonly<Record<string, readonly [text: string, part: string, expected: string]>> = {
    'a plain string': ['"a*b"', '*', '*'],
    'behind escapes': ['"\\"x\\" \\u00e9 *😀"', '*', '*'],
    'an escaped quote': ['"{\\"a\\": 1}"', '"a"', '\\"a\\"'],
    'an escaped interpolation': ['"x $${y} z"', '${y}', '$${y}'],
    'a heredoc': ['<<EOT\n{\n  "Action": "*"\n}\nEOT', '"*"', '"*"'],
    'an indented heredoc': ['<<-EOT\n    {\n      "Action": "*"\n    }\n  EOT', '"*"', '"*"'],
    'over two lines of an indented heredoc': ['<<-EOT\n    a\n    b\n  EOT', 'a\nb', 'a\n    b'],
    'a heredoc with an interpolation': ['<<EOT\n${var.x} é\r\n*\nEOT', '*', '*'],
    'a template': ['"😀${var.x}*"', '*', '*'],
  };
  for (const [title, [text, part, expected]] of Object.entries(strings)) {
    it(`inside ${title}`, async () => {
      const module = await evaluated(`# é😀\nresource "a" "b" {\n  p = ${text}\n}\n`);
      const value = module.value('a.b', 'p');
      assert.ok(value.kind === 'string');
      const start = value.value.indexOf(part);
      assert.equal(module.textAt(placeInString(value, start, start + part.length)), expected);
    });
  }
});

function trailOf(value: Value, module: Module): string[] {
  return (value.trail ?? []).map(({ message, place }) => `${message} @ ${module.textAt(place)}`);
}

/** Takes the marks out of the texts; `marked` is what stood between them, in the form of `textAt`. */
function unmarked(files: Case['files']): { readonly texts: Readonly<Record<string, string>>; readonly marked: string } {
  const texts: Record<string, string> = {};
  let marked = '';
  for (const [file, text] of Object.entries(typeof files === 'string' ? { 'main.tf': files } : files)) {
    const inside = /«([^»]*)»/.exec(text)?.[1];
    if (inside !== undefined) marked = file === 'main.tf' ? inside : `${file}: ${inside}`;
    texts[file] = text.replace(/[«»]/g, '');
  }
  return { texts, marked };
}
