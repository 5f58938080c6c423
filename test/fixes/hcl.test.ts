// Repairs of HCL, written out before and after.

import { type Case, type Read, terraformReader, testRepairs } from './repairing.ts';

/** The lines of a bucket's body. */
const bucket = (...lines: string[]): string =>
  `resource "aws_s3_bucket" "b" {\n${lines.map((line) => line && `  ${line}`).join('\n')}\n}\n`;

const cases: readonly Case[] = [
  {
    it: 'sets a boolean and leaves the comment behind it',
    before: bucket('acl = "x"', 'public = true # why'),
    change: { set: 'public', to: false },
    after: bucket('acl = "x"', 'public = false # why'),
  },
  {
    it: 'sets a string with its escapes',
    before: bucket('acl = "x"'),
    change: { set: 'acl', to: 'a "b" ${c} %{d} \\ $e' },
    after: bucket('acl = "a \\"b\\" $${c} %%{d} \\\\ $e"'),
  },
  {
    it: 'sets a reference, a call and a condition',
    before: bucket('a = var.x', 'b = lower("X")', 'c = var.x ? 1 : 2'),
    change: [
      { set: 'a', to: 'y' },
      { set: 'b', to: 1 },
      { set: 'c', to: true },
    ],
    after: bucket('a = "y"', 'b = 1', 'c = true'),
  },
  {
    it: 'sets a list and an object',
    before: bucket('a = ["x", "y"]', 'b = {', '  c = 1', '}'),
    change: [
      { set: 'a', to: ['z', 1] },
      { set: 'b', to: { d: 1, 'e.f': ['g'] } },
    ],
    after: bucket('a = ["z", 1]', 'b = {', '  d     = 1', '  "e.f" = ["g"]', '}'),
  },
  {
    it: 'sets a heredoc',
    before: bucket('a = <<-EOT', '  one', '  EOT', 'b = 1'),
    change: { set: 'a', to: 'x' },
    after: bucket('a = "x"', 'b = 1'),
  },
  {
    it: 'sets a block by its body',
    before: bucket('versioning {', '  enabled = false', '}'),
    change: { set: 'versioning.0', to: { enabled: true } },
    after: bucket('versioning {', '  enabled = true', '}'),
  },
  {
    it: 'does not set blocks to a word',
    before: bucket('versioning {', '  enabled = false', '}'),
    change: { set: 'versioning', to: true },
    after: undefined,
  },
  {
    it: 'adds to a block on one line',
    before: 'resource "x" "y" {}\n',
    change: { add: '', to: 'encrypted', is: true },
    after: 'resource "x" "y" {\n  encrypted = true\n}\n',
  },
  {
    it: 'adds to a block of one argument on its line',
    before: bucket('versioning { enabled = false }'),
    change: { add: 'versioning.0', to: 'mfa_delete', is: true },
    after: bucket('versioning {', '  enabled    = false', '  mfa_delete = true', '}'),
  },
  {
    it: 'adds to an empty block on lines, with a comment in it',
    before: 'resource "x" "y" {\n    # nothing\n}\nresource "x" "z" {\n    a = 1\n}\n',
    change: { add: '', to: 'encrypted', is: true },
    after: 'resource "x" "y" {\n    # nothing\n    encrypted = true\n}\nresource "x" "z" {\n    a = 1\n}\n',
  },
  {
    it: 'adds with tabs',
    before: 'resource "x" "y" {\n\ta {\n\t\tb = 1\n\t}\n}\n',
    change: { add: 'a.0', to: 'c.d', is: true },
    after: 'resource "x" "y" {\n\ta {\n\t\tb = 1\n\n\t\tc {\n\t\t\td = true\n\t\t}\n\t}\n}\n',
  },
  {
    it: 'aligns a shorter name with its neighbours',
    before: bucket('# names', 'bucket        = "x"', 'force_destroy = true # why'),
    change: { add: '', to: 'acl', is: 'private' },
    after: bucket('# names', 'bucket        = "x"', 'force_destroy = true # why', 'acl           = "private"'),
  },
  {
    it: 'aligns the neighbours with a longer name',
    before: bucket('a = 1', '', 'bucket        = "x"', 'force_destroy = true'),
    change: { add: '', to: 'object_lock_enabled', is: true },
    after: bucket('a = 1', '', 'bucket              = "x"', 'force_destroy       = true', 'object_lock_enabled = true'),
  },
  {
    it: 'leaves neighbours alone that are not aligned',
    before: bucket('bucket = "x"', 'force_destroy = true'),
    change: { add: '', to: 'object_lock_enabled', is: true },
    after: bucket('bucket = "x"', 'force_destroy = true', 'object_lock_enabled = true'),
  },
  {
    it: 'aligns the neighbours that are left',
    before: bucket(
      'bucket              = "x"',
      'object_lock_enabled = true',
      'tags                = {',
      '  a = 1',
      '}',
    ),
    change: { remove: 'object_lock_enabled' },
    after: bucket('bucket = "x"', 'tags                = {', '  a = 1', '}'),
  },
  {
    it: 'adds a block behind an empty line',
    before: bucket('bucket = "x"'),
    change: { add: '', to: 'versioning.enabled', is: true },
    after: bucket('bucket = "x"', '', 'versioning {', '  enabled = true', '}'),
  },
  {
    it: 'adds blocks in blocks',
    before: bucket('bucket = "x"', '', 'logging {}'),
    change: { add: '', to: 'sse.rule', is: { apply: { sse_algorithm: 'aws:kms', ids: ['a'] }, key: true } },
    after: bucket(
      'bucket = "x"',
      '',
      'logging {}',
      '',
      'sse {',
      '  rule {',
      '    key = true',
      '',
      '    apply {',
      '      sse_algorithm = "aws:kms"',
      '      ids           = ["a"]',
      '    }',
      '  }',
      '}',
    ),
  },
  {
    it: 'adds an argument behind a nested block',
    before: bucket('logging {', '  a = 1', '}'),
    change: { add: '', to: 'acl', is: 'private' },
    after: bucket('logging {', '  a = 1', '}', '', 'acl = "private"'),
  },
  {
    it: 'adds several entries at once, arguments first',
    before: bucket('bucket = "x"'),
    change: [
      { add: '', to: 'versioning.enabled', is: true },
      { add: '', to: 'force_destroy', is: false },
      { add: '', to: 'versioning.mfa_delete', is: true },
    ],
    after: bucket(
      'bucket        = "x"',
      'force_destroy = false',
      '',
      'versioning {',
      '  enabled    = true',
      '  mfa_delete = true',
      '}',
    ),
  },
  {
    it: 'adds a map whose keys are no names as an object',
    before: bucket('bucket = "x"'),
    change: { add: '', to: 'tags', is: { 'a.b': 'c' } },
    after: bucket('bucket = "x"', 'tags = {', '  "a.b" = "c"', '}'),
  },
  {
    it: 'adds blocks for a list of maps',
    before: bucket('bucket = "x"'),
    change: { add: '', to: 'rule', is: [{ a: 1 }, { a: 2 }] },
    after: bucket('bucket = "x"', '', 'rule {', '  a = 1', '}', '', 'rule {', '  a = 2', '}'),
  },
  {
    it: 'adds in the place of null',
    before: bucket('acl = null # none'),
    change: { add: '', to: 'acl', is: 'private' },
    after: bucket('acl = "private" # none'),
  },
  {
    it: 'adds to a block that is there',
    before: bucket('versioning {', '  enabled = true', '}'),
    change: { add: 'versioning.0', to: 'mfa_delete', is: true },
    after: bucket('versioning {', '  enabled    = true', '  mfa_delete = true', '}'),
  },
  {
    it: 'adds to an object on one line',
    before: bucket('tags = { a = 1 }', 'labels = {}'),
    change: [
      { add: 'tags', to: 'b', is: 'x' },
      { add: 'labels', to: 'b', is: 'x' },
    ],
    after: bucket('tags = { a = 1, b = "x" }', 'labels = { b = "x" }'),
  },
  {
    it: 'adds to an object on lines',
    before: bucket('tags = {', '  a   = 1', '  bcd = 2 # two', '}'),
    change: { add: 'tags', to: 'ef', is: 'x' },
    after: bucket('tags = {', '  a   = 1', '  bcd = 2 # two', '  ef  = "x"', '}'),
  },
  {
    it: 'adds to an object with quoted keys, colons and commas',
    before: bucket('tags = {', '  "a": 1,', '  "b": 2', '}'),
    change: { add: 'tags', to: 'c', is: 'x' },
    after: bucket('tags = {', '  "a": 1,', '  "b": 2,', '  "c": "x"', '}'),
  },
  {
    it: 'adds to JSON that a call encodes',
    before: bucket('policy = jsonencode({', '  Statement = [{', '    Effect = "Allow"', '  }]', '})'),
    change: { add: 'policy.Statement.0', to: 'Condition.Bool', is: { 'aws:SecureTransport': 'true' } },
    after: bucket(
      'policy = jsonencode({',
      '  Statement = [{',
      '    Effect = "Allow"',
      '    Condition = {',
      '      Bool = {',
      '        "aws:SecureTransport" = "true"',
      '      }',
      '    }',
      '  }]',
      '})',
    ),
  },
  {
    it: 'sets and adds in the JSON of a heredoc',
    before: bucket('policy = <<EOF', '{', '  "a": "*",', '  "b": {}', '}', 'EOF'),
    change: [
      { set: 'policy.a', to: ['x'] },
      { add: 'policy.b', to: 'c', is: { d: true } },
    ],
    after: bucket(
      'policy = <<EOF',
      '{',
      '  "a": ["x"],',
      '  "b": {',
      '    "c": {',
      '      "d": true',
      '    }',
      '  }',
      '}',
      'EOF',
    ),
  },
  {
    it: 'sets in the JSON of a string',
    before: bucket('policy = "{\\"a\\": \\"*\\", \\"b\\": {}}"'),
    change: { set: 'policy.a', to: 'x' },
    after: bucket('policy = "{\\"a\\": \\"x\\", \\"b\\": {}}"'),
  },
  {
    it: 'does not add in the JSON of a string',
    before: bucket('policy = "{\\"a\\": \\"*\\", \\"b\\": {}}"'),
    change: { add: 'policy.b', to: 'c', is: 1 },
    after: undefined,
  },
  {
    it: 'appends to lists',
    before: bucket('a = ["x"]', 'b = []', 'c = [', '  "x", # one', ']', 'd = [', '  "x"', ']'),
    change: ['a', 'b', 'c', 'd'].map((append) => ({ append, is: 'y' })),
    after: bucket(
      'a = ["x", "y"]',
      'b = ["y"]',
      'c = [',
      '  "x", # one',
      '  "y",',
      ']',
      'd = [',
      '  "x",',
      '  "y"',
      ']',
    ),
  },
  {
    it: 'appends a block to blocks',
    before: bucket('rule {', '  a = 1', '}', 'rule {', '  a = 2', '}', 'acl = "x"'),
    change: { append: 'rule', is: { a: 3 } },
    after: bucket('rule {', '  a = 1', '}', 'rule {', '  a = 2', '}', '', 'rule {', '  a = 3', '}', 'acl = "x"'),
  },
  {
    it: 'does not append to a list that is computed',
    before: bucket('a = [for x in ["y"] : x]'),
    change: { append: 'a', is: 'z' },
    after: undefined,
  },
  {
    it: 'removes an argument with its comment, not that of a neighbour',
    before: bucket('# about a', 'a = 1', '# about b', 'b = 2 # two', '# about c', 'c = 3'),
    change: { remove: 'b' },
    after: bucket('# about a', 'a = 1', '# about b', '# about c', 'c = 3'),
  },
  {
    it: 'removes a block and the empty line before it',
    before: bucket('a = 1', '', 'versioning {', '  enabled = true', '}'),
    change: { remove: 'versioning' },
    after: bucket('a = 1'),
  },
  {
    it: 'removes all blocks of a kind',
    before: bucket('a = 1', '', 'rule {', '  a = 1', '}', '', 'rule {', '  a = 2', '}', '', 'z {}'),
    change: { remove: 'rule' },
    after: bucket('a = 1', '', 'z {}'),
  },
  {
    it: 'removes one block of several',
    before: bucket('rule {', '  a = 1', '}', '', 'rule {', '  a = 2', '}', '', 'rule {', '  a = 3', '}'),
    change: { remove: 'rule.1' },
    after: bucket('rule {', '  a = 1', '}', '', 'rule {', '  a = 3', '}'),
  },
  {
    it: 'removes the only argument of a block',
    before: bucket('versioning {', '  enabled = true', '}'),
    change: { remove: 'versioning.0.enabled' },
    after: bucket('versioning {}'),
  },
  {
    it: 'removes the only argument of a block on one line',
    before: bucket('versioning { enabled = true }'),
    change: { remove: 'versioning.0.enabled' },
    after: bucket('versioning {}'),
  },
  {
    it: 'removes entries of objects and items of lists',
    before: bucket('a = { b = 1, c = 2 }', 'd = ["x", "y", "z"]', 'e = [', '  "x",', '  "y" # last', ']'),
    change: [{ remove: 'a.b' }, { remove: 'd.2' }, { remove: 'e.1' }],
    after: bucket('a = { c = 2 }', 'd = ["x", "y"]', 'e = [', '  "x"', ']'),
  },
  {
    it: 'removes and adds in one block',
    before: bucket('a = 1', 'b = 2'),
    change: [{ remove: 'b' }, { add: '', to: 'long', is: 3 }],
    after: bucket('a    = 1', 'long = 3'),
  },
  {
    it: 'writes lines above and below',
    before: bucket('a = 1', 'b = 2'),
    change: [
      { lines: 'before', at: 'b', text: '# one\n# two' },
      { lines: 'after', at: 'b', text: '# three' },
    ],
    after: bucket('a = 1', '# one', '# two', 'b = 2', '# three'),
  },
  {
    it: 'writes a resource behind another',
    before: bucket('a = 1'),
    change: { companion: 'resource "x" "y" {\n  b = 1\n}\n' },
    after: `${bucket('a = 1')}\nresource "x" "y" {\n  b = 1\n}\n`,
  },
  {
    it: 'writes a resource between two',
    before: `${bucket('a = 1')}\n${bucket('c = 1')}`,
    change: { companion: 'resource "x" "y" {}' },
    after: `${bucket('a = 1')}\nresource "x" "y" {}\n\n${bucket('c = 1')}`,
  },
  {
    it: 'writes a resource between two that stand close, and behind one without a last line break',
    before: 'resource "a" "b" {}\nresource "c" "d" {}',
    change: { companion: 'resource "x" "y" {}' },
    after: 'resource "a" "b" {}\n\nresource "x" "y" {}\n\nresource "c" "d" {}',
  },
  {
    it: 'takes a whole block away',
    before: `${bucket('a = 1')}\nresource "c" "d" {}\n`,
    change: { replace: '', by: '' },
    after: 'resource "c" "d" {}\n',
  },
  {
    it: 'does not touch what a variable says elsewhere',
    before: `${bucket('tags = local.tags')}\nlocals {\n  tags = { a = 1 }\n}\n`,
    change: { add: 'tags', to: 'b', is: 1 },
    after: undefined,
  },
];

describe('repairs of HCL', () => {
  let read: Read;
  before(async () => {
    read = await terraformReader('main.tf');
  });
  testRepairs(cases, () => read);
});
