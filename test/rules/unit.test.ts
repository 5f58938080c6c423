// Rules that look at more than one resource, over JSON: `type.name` to the body, "@type.name" points at one of them, and `parts` are views.

import assert from 'node:assert/strict';
import { parse } from 'yaml';
import type { Predicate } from '../../server/src/checks/checks.ts';
import { noIamActions } from '../../server/src/checks/iam-actions.ts';
import { noImageFacts } from '../../server/src/checks/image-facts.ts';
import { noPopularPackages } from '../../server/src/checks/name-slip.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import type { Resource, UnitView } from '../../server/src/model/resource.ts';
import type { Entry, MapValue, Value } from '../../server/src/model/value.ts';
import { compileRule } from '../../server/src/rules/compile.ts';
import type { FixSource, RuleSource } from '../../server/src/rules/rule.ts';
import { readJson } from '../../server/src/syntax/json.ts';
import { marked } from '../../server/src/text/marked.ts';

/** Holds of the value at `c` where there is one. */
const hasC: Predicate = (value) => {
  const c = value.kind === 'map' ? value.entries.get('c') : undefined;
  return c ? [c.value.place] : [];
};

interface Said {
  readonly mark: string;
  /** The address of the resource, the message, and what the fix does. */
  readonly text: string;
}

/** The rule is YAML: `of` is the type that it is asked of. */
function said(rule: string, json: string): readonly Said[] {
  const { of, about, fix, message = '{resource}', ...logic } = parse(rule);
  const source: RuleSource = {
    ...{ id: 'a/b', title: 't', severity: 'low', category: 'exposure', language: 'terraform', default: true },
    ...{ aliases: {}, objectives: [], frameworks: {}, cwe: [], fixable: fix !== undefined },
    subjects: [{ language: 'terraform', types: [of].flat() }],
    ...(about && { about }),
    logic,
    message,
    ...(fix && { fix: Array.isArray(fix) ? fix.map(fixOf) : fixOf(fix) }),
  };
  const compiled = compileRule(source, {
    tables: {},
    checks: { 'has-c': hasC },
    images: () => noImageFacts,
    lifecycleOf: () => undefined,
    packages: () => noPopularPackages,
    actions: () => noIamActions,
    replacements: {},
  });
  const { all, unit } = unitOf(json);
  return all
    .flatMap((resource) => compiled.check(resource, unit))
    .map(({ place, resource, message: text, fix: offered }) => ({
      mark: `${place.start}-${place.end}`,
      text: [resource.address, text, ...(offered?.repairs() ?? []).map(shown)].join(' | '),
    }));
}

const fixOf = (recipe: FixSource['recipe']): FixSource => ({ title: 'f', safe: false, recipe });

function shown(repair: Repair): string {
  switch (repair.kind) {
    case 'set':
      return `set ${repair.literal}`;
    case 'add':
      return `add ${repair.keys.join('.')}`;
    case 'text':
      return `text ${repair.text}`;
    case 'companion':
      return `companion ${repair.text}`;
    default:
      return repair.kind;
  }
}

function unitOf(json: string): { readonly all: readonly Resource[]; readonly unit: UnitView } {
  const root = readJson(marked(json).text, { file: 'a.json' }).value as MapValue;
  const top = resourcesIn(root);
  const all = top.flatMap((resource) => [resource, ...resource.parts]);
  return {
    all,
    unit: {
      ofType: (type) => all.filter((resource) => resource.type === type),
      at: (address) => top.filter((resource) => resource.address === address),
      setting: () => undefined,
      today: '2026-01-01',
    },
  };
}

const resourcesIn = (map: MapValue, within?: () => Resource): readonly Resource[] =>
  [...map.entries].map(([address, { key, value }]) => resourceOf(address, key, value as MapValue, within));

function resourceOf(address: string, header: Entry['key'], value: MapValue, within?: () => Resource): Resource {
  const [type = '', name = ''] = address.split('.');
  const { place, ...body } = pointing(value) as MapValue;
  const parts = body.entries.get('parts')?.value;
  const resource: Resource = {
    ...{ language: 'terraform', type, name, address, place, header, body: { ...body, place, header } },
    parts: parts?.kind === 'map' ? resourcesIn(parts, () => resource) : [],
    ...(within && { within }),
  };
  return resource;
}

/** With the texts that point at resources in the place of their attributes, which are not known. */
function pointing(value: Value): Value {
  if (value.kind === 'list') return { ...value, items: value.items.map(pointing) };
  if (value.kind === 'map') {
    const entries = [...value.entries].map(
      ([key, entry]) => [key, { ...entry, value: pointing(entry.value) }] as const,
    );
    return { ...value, entries: new Map(entries) };
  }
  if (value.kind !== 'string' || !/^[@?]/.test(value.value)) return value;
  const address = value.value.slice(1);
  const references = value.value.startsWith('@') ? [{ address, attribute: 'id' }] : [];
  return { kind: 'unknown', reason: 'not known', place: value.place, references };
}

describe('rule language over several resources', () => {
  const rows: readonly (readonly [rule: string, json: string, ...expected: string[]])[] = [
    // There is one that points here.
    ['{ of: a, require: { related: { type: b, by: a } } }', '{"a.x": {}, "b.y": {"a": "@a.x"}}'],
    ['{ of: a, require: { related: { type: b, by: a } } }', '{«"a.x"»: {}, "b.y": {"a": "@a.z"}}', 'a.x | a.x'],
    ['{ of: a, require: { related: { type: b, by: a } } }', '{"a.x": {}, "b.y": {"a": "?"}}'],
    ['{ of: a, forbid: { related: { type: b, by: a } } }', '{«"a.x"»: {}, "b.y": {"a": "@a.x"}}', 'a.x | a.x'],
    ['{ of: a, require: { related: { type: b, by: a, exists: false } } }', '{"a.x": {}, "b.y": {}}'],
    ['{ of: a, require: { related: { type: b, by: [c, a] } } }', '{"a.x": {}, "b.y": {"a": ["@a.x"]}}'],
    ['{ of: a, require: { related: { type: b, by: a, to: n } } }', '{"a.x": {"n": "one"}, "b.y": {"a": "one"}}'],
    [
      '{ of: a, require: { related: { type: b, by: a, to: n } } }',
      '{«"a.x"»: {"n": "one"}, "b.y": {"a": "two"}}',
      'a.x | a.x',
    ],
    // A setting for all, this one points at another, and only some.
    ['{ of: a, require: { related: { type: b, where: { on: true } } } }', '{"a.x": {}, "b.y": {"on": true}}'],
    [
      '{ of: a, require: { related: { type: b, where: { on: true } } } }',
      '{«"a.x"»: {}, "b.y": {"on": false}}',
      'a.x | a.x',
    ],
    ['{ of: a, require: { related: { type: b, by: b, direction: out } } }', '{"a.x": {"b": "@b.y"}, "b.y": {}}'],
    [
      '{ of: a, require: { related: { type: b, by: b, to: n, direction: out } } }',
      '{"a.x": {"b": "one"}, «"a.z"»: {"b": "two"}, "b.y": {"n": "one"}}',
      'a.z | a.z',
    ],
    // What is required of the other lies there and is about this one.
    [
      '{ of: a, related: { type: b, by: a, require: { on: true } } }',
      '{"a.x": {}, "b.y": {"a": "@a.x", "on": «false»}}',
      'a.x | a.x',
    ],
    [
      '{ of: a, related: { type: b, by: a, require: { on: true } } }',
      '{"a.x": {}, "b.y": {"a": "@a.x", "on": false}, "b.z": {"a": "@a.x", "on": true}}',
    ],
    [
      '{ of: a, related: { type: b, by: a, require: { on: true } }, fix: { set: { on: true }, missing: { companion: "b for {name}" } } }',
      '{"a.x": {}, "b.y": {"a": "@a.x", "on": «false»}, «"a.z"»: {}}',
      'a.x | a.x | set true',
      'a.z | a.z | companion b for z',
    ],
    // A rule that is asked of one and about another.
    [
      '{ of: b, about: { type: a, by: a }, require: { on: true }, message: "{resource} {name} {type} {value}" }',
      '{"a.x": {}, "b.y": {"a": "@a.x", "on": «false»}, «"b.z"»: {"a": "@a.z"}}',
      'a.x | a.x x a false',
      'b.z | b.z z b nothing',
    ],
    [
      '{ of: [a, b], about: { type: a, by: a, to: a }, forbid: { on: false } }',
      '{"a.x": {"a": "n", "on": «false»}, "b.y": {"a": "n", "on": «false»}, "a.z": {"a": "n"}}',
      'a.x | a.x',
      'a.x | a.x',
    ],
    [
      '{ of: b, about: { type: a, by: a }, when: { not: { related: { type: c, by: a } } }, forbid: { on: false } }',
      '{"a.x": {}, "b.y": {"a": "@a.x", "on": false}, "c.z": {"a": "@a.x"}}',
    ],
    // Views and what is around them.
    [
      '{ of: p, when: { "@top.@type": a, "@top.on": true }, forbid: { b: 1 }, message: "{@top.@name} {b}" }',
      '{"a.x": {"on": true, "parts": {"p.q": {"b": «1»}}}, "c.x": {"on": true, "parts": {"p.q": {"b": 1}}}}',
      'p.q | x 1',
    ],
    [
      '{ of: a, each: { in: "@parts.p", forbid: { b: 1 } }, message: "{resource}" }',
      '{"a.x": {"parts": {"p.q": {"b": «1»}, "p.r": {"b": 2}}}}',
      'a.x | p.q',
    ],
    // Predicates, and fixes that fit some findings only.
    ['{ of: a, forbid: { check: has-c } }', '{"a.x": {"b": 1, "c": «2»}, "a.y": {}}', 'a.x | a.x'],
    [
      '{ of: a, require: { b: 1 }, fix: { when: { c: 1 }, set: { b: 1 } } }',
      '{"a.x": {"b": «2», "c": 1}, "a.y": {"b": «2»}, «"a.z"»: {"c": 1}}',
      'a.x | a.x | set 1',
      'a.y | a.y',
      'a.z | a.z | add b',
    ],
    [
      '{ of: a, forbid: { b: { exists: true } }, fix: { array: b } }',
      '{"a.v": {"b": «"node server.js --port=80"»}, "a.w": {"b": «"exec node  ./x"»}, "a.x": {"b": «"node $A"»}, "a.y": {"b": «"A=1 node"»}, "a.z": {"b": «""»}}',
      'a.v | a.v | text ["node", "server.js", "--port=80"]',
      'a.w | a.w | text ["node", "./x"]',
      'a.x | a.x',
      'a.y | a.y',
      'a.z | a.z',
    ],
    [
      '{ of: a, require: { b: 1 }, fix: [{ when: { c: 1 }, set: { b: 1 } }, { when: { c: 2 }, remove: b }, { set: { b: 3 } }] }',
      '{"a.x": {"b": «2», "c": 1}, "a.y": {"b": «2», "c": 2}, "a.z": {"b": «2»}}',
      'a.x | a.x | set 1',
      'a.y | a.y | removeEntry',
      'a.z | a.z | set 3',
    ],
    [
      '{ of: a, lookup: { in: l, where: { n: ssl }, require: { v: 1 } }, fix: { set: { v: 1 }, missing: { append: { l: { n: ssl, v: 1 } } } } }',
      '{"a.x": {"l": [{"n": "ssl", "v": «0»}]}, «"a.y"»: {}}',
      'a.x | a.x | set 1',
      'a.y | a.y | add l',
    ],
  ];
  for (const [rule, json, ...expected] of rows) {
    it(`${rule} of ${json}`, () => {
      const found = said(rule, json);
      const marks = marked(json).marks.map(({ start, end }) => `${start}-${end}`);
      assert.deepEqual(found.map(({ mark }) => mark).sort(), marks.sort());
      assert.deepEqual(
        found.map(({ text }) => text),
        expected,
      );
    });
  }

  const mistakes: readonly (readonly [rule: string, message: string])[] = [
    ['{ of: a, about: { type: b }, forbid: { c: 1 } }', 'say `by`: the path of the value that points at it'],
    ['{ of: a, forbid: { b: 1 }, fix: { change: 1 } }', '"change" is no word of a fix; there are '],
    ['{ of: a, forbid: { b: 1 }, fix: [{ remove: b }, { change: 1 }] }', '"change" is no word of a fix; there are '],
    ['{ of: a, forbid: { b: 1 }, fix: { replace: { at: b } } }', 'say `by`: the text that takes the place'],
    ['{ of: a, forbid: { b: 1 }, fix: { insert: { after: b } } }', 'say the `text` that is inserted'],
  ];
  for (const [rule, message] of mistakes)
    it(`refuses ${rule}`, () => assert.throws(() => said(rule, '{}'), { message: new RegExp(`^${escaped(message)}`) }));
});

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
