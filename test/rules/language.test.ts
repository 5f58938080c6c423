// The rule language by itself, over JSON: each row is a condition, a text, and the texts that violate it. What needs more than one
// resource or a whole rule is in unit.test.ts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { noImageFacts } from '../../server/src/checks/image-facts.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import type { MapValue } from '../../server/src/model/value.ts';
import { lazyActions, lazyPackages } from '../../server/src/rules/catalogue.ts';
import { compileCondition } from '../../server/src/rules/condition.ts';
import type { CompileContext } from '../../server/src/rules/context.ts';
import { RuleError } from '../../server/src/rules/errors.ts';
import { scopeOf } from '../../server/src/rules/scope.ts';
import { readJson } from '../../server/src/syntax/json.ts';
import { marked } from '../../server/src/text/marked.ts';

const tables = { colours: ['red', 'blue'] };
const unit = { ofType: () => [], at: () => [], setting: () => undefined, today: '2026-01-01' };

function violated(condition: string, json: string): readonly string[] {
  const { text } = marked(json);
  const source = { file: 'a.json' };
  const body = readJson(text, source).value as MapValue;
  const header = { source, start: 0, end: 1 };
  const subject: Resource = {
    language: 'packages',
    type: 't',
    name: 'n',
    address: 't.n',
    place: body.place,
    header,
    body,
    parts: [],
  };
  const context: CompileContext = {
    tables,
    checks: {},
    images: () => noImageFacts,
    actions: lazyActions(readFileSync(join(__dirname, '../../rules/tables/iam-actions.json'), 'utf8')),
    lifecycleOf: () => undefined,
    packages: lazyPackages(readFileSync(join(__dirname, '../../rules/tables/popular-packages.json'), 'utf8')),
    asks: 'demands',
    where: [],
    compile: compileCondition,
  };
  const scope = scopeOf(subject, unit);
  const { truth, witnesses } = compileCondition(parse(condition), context)(scope);
  const alone = compileCondition(parse(condition), { ...context, wants: 'truth' })(scope);
  assert.equal(alone.truth, truth, 'without witnesses it says something else');
  return truth === 'false' ? witnesses.map(({ place }) => `${place.start}-${place.end}`) : [];
}

const marksOf = (json: string): readonly string[] => marked(json).marks.map(({ start, end }) => `${start}-${end}`);

describe('rule language', () => {
  // A mark at the first brace stands for the header of the whole.
  const rows: readonly (readonly [condition: string, json: string])[] = [
    ['require: { a: true }', '{"a": true}'],
    ['require: { a: true }', '{"a": «false»}'],
    ['require: { a: true }', '«{»"b": 1}'],
    ['require: { a: true }', '{"a": "true"}'],
    ['require: { a.b: 1 }', '{«"a"»: {"c": 1}}'],
    ['require: { a.b: 1 }', '{"a": [{"b": 1}, {"b": «2»}]}'],
    ['require: { a: { gte: 365, orAbsent: true } }', '{}'],
    ['require: { a: { gte: 365 } }', '{"a": «30»}'],
    ['require: { a: { gte: 365 } }', '{"a": "400"}'],
    ['require: { a: null }', '{"a": «1»}'],
    ['require: { a: { exists: true } }', '{"a": null, "b": 1}'.replace('{"a": null', '{"a": «null»')],
    ['forbid: { a: { in: [x, y] } }', '{"a": «"y"»}'],
    ['forbid: { a: { in: [x, y] } }', '{"b": 1}'],
    ['forbid: { a: { inTable: colours } }', '{"a": ["green", «"red"»]}'],
    ['forbid: { a: { folderOf: b } }', '{"a": «"/srv/app"», "b": "/srv/app/key.json"}'],
    ['forbid: { a: { folderOf: b } }', '{"a": [«"srv/"», "/srv/ap", "/", "."], "b": "./srv/app/key.json"}'],
    ['forbid: { a: { folderOf: b } }', '{"a": "/srv", "b": "/srv"}'],
    ['forbid: { a: { folderOf: b } }', '{"a": "/srv"}'],
    [
      'forbid: { a: { matchesBeginning: "^http://[^/]+(/|$)" } }',
      '{"a": [«"http://a.b"», «"http://a.b/c"», "https://a.b"]}',
    ],
    ['forbid: { a: x, b: y }', '{"a": "x", "b": «"y"»}'],
    ['forbid: { a: x, b: y }', '{"a": "x", "b": "z"}'],
    ['forbid: { a: x, b: y, at: a }', '{"a": «"x"», "b": "y"}'],
    ['forbid: { a: { not: { in: [x] } } }', '{"a": «"y"»}'],
    ['forbid: { a: { matches: "^b+$" } }', '{"a": «"bb"»}'],
    ['forbid: { a: { startsWith: ab } }', '{"a": «"abc"»}'],
    ['forbid: { a: { endsWith: bc } }', '{"a": «"abc"»}'],
    ['forbid: { a: { contains: b } }', '{"a": «["a", "b"]»}'],
    ['forbid: { a: { equals: ALLOW, ignoreCase: true } }', '{"a": «"Allow"»}'],
    ['require: { a: { containsAll: [x, y] } }', '{"a": «["x"]»}'],
    ['require: { a: { length: { gte: 2 } } }', '{"a": «["x"]»}'],
    ['require: { a: { empty: false } }', '{"a": «[]»}'],
    ['forbid: { a: { before: 2026-01-01 } }', '{"a": «"2025-12-31"»}'],
    ['forbid: { a: { versionLt: "1.29" } }', '{"a": «"1.9"»}'],
    ['forbid: { a: { cidrPublic: true } }', '{"a": ["10.0.0.0/8", «"0.0.0.0/0"», «"::/0"»]}'],
    ['require: { a: { cidrWithin: 10.0.0.0/8 } }', '{"a": ["10.1.0.0/16", «"11.0.0.0/16"»]}'],
    ['forbid: { a: { isSecret: literal } }', '{"a": «"hunter2"»}'],
    ['forbid: { a: { isSecret: literal } }', '{"a": "<password>"}'],
    ['forbid: { a: { startsWith: a key, base64: true } }', '{"a": [«"YSBrZXk="», "ay1leQ==", «"a key"»]}'],
    ['forbid: { "a | b": 1 }', '{"b": «1»}'],
    ['forbid: { "a.\\"b.c/d\\"": 1 }', '{"a": {"b.c/d": «1»}}'],
    ['forbid: { "a.*.b": 1 }', '{"a": {"x": {"b": «1»}, "y": {"b": 2}}}'],
    ['forbid: { a.1: x }', '{"a": ["x", «"x"»]}'],
    ['forbid: { any: [{ a: 1 }, { b: 1 }] }', '{"b": «1»}'],
    ['forbid: { any: [{ a: 1 }, { b: 1 }] }', '{"a": «1», "b": «1»}'],
    ['forbid: { any: [{ a: 1 }, { b: 1 }], at: c }', '{"a": 1, "b": 1, "c": «2»}'],
    ['{ require: { a: 1 }, forbid: { b: 1 } }', '{"a": «2», "b": «1»}'],
    ['all: [{ forbid: { a: 1 } }, { forbid: { b: 1 } }]', '{"a": «1», "b": «1»}'],
    ['require: { any: [{ a: 1 }, { b: 1 }] }', '«{»"c": 1}'],
    ['require: { all: [{ a: 1 }, { b: 1 }] }', '{"a": 1, "b": «2»}'],
    ['require: { a: 1, b: 1 }', '{"a": «2», "b": 2}'],
    ['{ when: { a: 1 }, require: { b: 1 } }', '{"a": 1, "b": «2»}'],
    ['{ when: { a: 1 }, require: { b: 1 } }', '{"a": 2, "b": 2}'],
    ['each: { in: a, forbid: { b: 1 } }', '{"a": [{"b": «1»}, {"b": 2}, {"b": «1»}]}'],
    ['each: { in: [a, b], forbid: { . : x } }', '{"a": [«"x"», "y"], "b": «"x"»}'],
    ['forbid: { some: { in: [a, b], where: { . : x } } }', '{"b": [«"x"»]}'],
    ['forbid: { count: { in: [a, b], gte: 2 } }', '{"a": [1], "b": [«2»]}'],
    ['each: { in: a, where: { c: 1 }, forbid: { b: 1 } }', '{"a": [{"b": 1}, {"b": «1», "c": 1}]}'],
    ['each: { in: a, when: { "^.d": 1 }, forbid: { b: 1 } }', '{"d": 1, "a": [{"b": «1»}]}'],
    ['last: { in: a, require: { b: 1 } }', '{"a": [{"b": 2}, {"b": «2»}]}'],
    ['first: { in: a, require: { b: 1 } }', '{"a": [{"b": «2»}, {"b": 2}]}'],
    ['forbid: { first: { in: a, where: { b: 1 }, c: 1 } }', '{"a": [{"b": 2}, {"b": 1, "c": «1»}]}'],
    ['forbid: { first: { in: a, where: { b: 1 }, c: 1 } }', '{"a": [{"b": 2}]}'],
    ['first: { in: a, where: { b: 1 }, require: { c: 1 } }', '{"a": [{"b": 2}]}'],
    ['require: { some: { in: a, where: { b: 1 } } }', '«{»"a": [{"b": 2}]}'],
    ['forbid: { some: { in: a, where: { . : x } } }', '{"a": ["y", «"x"»]}'],
    ['require: { none: { in: a, where: { b: 1 } } }', '{"a": [«{"b": 1}»]}'],
    ['forbid: { count: { in: a, gte: 2 } }', '{"a": [1, «2»]}'],
    ['lookup: { in: a, where: { n: ssl }, require: { v: 1 } }', '{"a": [{"n": "ssl", "v": «0»}]}'],
    ['lookup: { in: a, where: { n: ssl }, require: { v: 1 } }', '«{»"b": 1}'],
    [
      'json: { in: a, forbid: { b.c: 1 } }',
      '{"a": "{\\"b\\": {\\"c\\": 1}}"}'.replace('"{', '«"{').replace('}}"', '}}"»'),
    ],
    ['forbid: { sequence: { in: a, of: [{ . : x }, { . : y }] } }', '{"a": ["x", "z", «"y"»]}'],
    ['forbid: { sequence: { in: a, of: [{ . : x }, { . : y }] } }', '{"a": ["y", "x"]}'],
    ['forbid: { p: { includesPort: 22 } }', '{"p": ["80", «"20-30"», «"*"», «22», "tcp"]}'],
    ['forbid: { p: { includesPort: [22, 3389] } }', '{"p": «"80,3000-4000"»}'],
    ['forbid: { "@type": t, a: 1 }', '{"a": «1»}'],
    ['each: { in: a.*, forbid: { "@key": { matches: "word$" }, . : x } }', '{"a": {"password": «"x"», "name": "x"}}'],
    ['forbid: { a: { grants: iam:PassRole } }', '{"a": ["s3:*", «"iam:pass*"», «"*"», "iam:ListRoles", "iam:*Roles"]}'],
    ['forbid: { a: { grants: { level: write } } }', '{"a": ["s3:Get*", «"s3:Put?bject"», "nothing:*", "s3:Created"]}'],
    ['forbid: { a: { grants: { risk: [credentials, data], limitable: true } } }', '{"a": ["ecr:GetA*", «"s3:G*t"»]}'],
    ['forbid: { a: { leaves: [iam:PassRole, s3:GetObject] } }', '{"a": «["iam:*"]»}'],
    ['nameSlip: { in: ., forbid: { popular: lodash } }', '{"name": «"lodahs"», "$ecosystem": "npm"}'],
    ['nameSlip: { in: ., forbid: { popular: lodash } }', '{"name": "expres", "$ecosystem": "npm"}'],
    ['nameSlip: { in: a, forbid: { name: { exists: true } } }', '{"a": [{"name": "lodahs"}, "lodahs", {"name": 1}]}'],
    ['each: { in: a, forbid: { n: { lt: "^.m" } } }', '{"m": 5, "a": [{"n": «4»}, {"n": 5}, {"n": "x"}]}'],
    ['forbid: { a: { gte: b } }', '{"a": 5}'],
    ['forbid: { a: { leaves: { risk: escalation } } }', '{"a": ["iam:*", "kms:*", "glue:*", "codestar:*", "ec2-*"]}'],
    ['require: { a: { duration: { lte: 90d } } }', '{"a": ["7776000s", "P90D", «"2161h"», «"90"»]}'],
  ];
  for (const [condition, json] of rows) {
    it(`${condition} of ${json}`, () => assert.deepEqual(violated(condition, json), marksOf(json)));
  }

  const mistakes: readonly (readonly [condition: string, path: string, message: string])[] = [
    ['forbid: { a: { is: 1 } }', 'forbid.a.is', '"is" is no test; did you mean "in"?'],
    ['forbid: { a: { somewhere: 1 } }', 'forbid.a.somewhere', '"somewhere" is no test; there are equals, in, '],
    ['each: { forbid: { a: 1 } }', 'each', 'say `in`: the path of the elements, or a list of paths'],
    ['require: { some: { in: a, b: 1 } }', 'require.some.b', '"b" is no key of `some`; did you mean "in"?'],
    ['related: { by: a }', 'related', 'say `type`: which resources are meant'],
    [
      'related: { type: b, forbid: { a: 1 } }',
      'related.forbid',
      '`forbid` is not asked of other resources: ask the rule of their type, and say with `about` what it is about',
    ],
    ['forbid: { a: [1] }', 'forbid.a', 'a list is no test: write { in: […] } or { containsAll: […] }'],
    ['forbid: { a..b: 1 }', 'forbid.a..b', '"a..b" is not a path: keys stand between single dots'],
    ['forbid: {}', 'forbid', 'an empty condition holds for everything: give a path and a test'],
    ['{ when: { a: 1 } }', '', '`when` alone asks nothing: add `require` or `forbid`'],
    [
      'forbid: { a: { duration: { lte: long } } }',
      'forbid.a.duration.lte',
      'compare with a length of time: { lte: 90d }, { gt: 12h }',
    ],
    ['forbid: { a: { grants: PassRole } }', 'forbid.a.grants', '"PassRole" is no action: write iam:PassRole'],
    [
      'forbid: { a: { grants: { risk: high } } }',
      'forbid.a.grants.risk',
      '"high" is none of credentials, data, escalation, exposure',
    ],
    ['forbid: { a: { leaves: { levels: write } } }', 'forbid.a.leaves.levels', '"levels" is no key of `grants`'],
    ['forbid: { check: nothing }', 'forbid.check', 'there is no check "nothing"; there are '],
    ['forbid: { a: { matches: "(" } }', 'forbid.a.matches', 'Invalid regular expression: /(/: Unterminated group'],
    ['forbid: { a: { inTable: shapes } }', 'forbid.a.inTable', 'there is no table "shapes" in rules/tables'],
  ];
  for (const [condition, path, message] of mistakes) {
    it(`refuses ${condition}`, () => {
      assert.throws(
        () => violated(condition, '{}'),
        (error: unknown) =>
          error instanceof RuleError && error.path.join('.') === path && error.message.startsWith(message),
      );
    });
  }
});
