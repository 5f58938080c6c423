// Repairs of JSON, written out before and after: package.json, and Terraform in its JSON form.

import { type Case, packagesReader, type Read, terraformReader, testRepairs } from './repairing.ts';

const manifests: readonly Case[] = [
  {
    it: 'sets a version',
    before: '{\n  "dependencies": {\n    "a": "latest",\n    "b": "*"\n  }\n}\n',
    change: { set: 'dependencies.a', to: '^1.0.0' },
    after: '{\n  "dependencies": {\n    "a": "^1.0.0",\n    "b": "*"\n  }\n}\n',
  },
  {
    it: 'sets an object on lines',
    before: '{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n',
    change: { set: 'a.b', to: { c: ['x', 'y"z'], d: {}, e: [{ f: 1 }] } },
    after:
      '{\n\t"a": {\n\t\t"b": {\n\t\t\t"c": ["x", "y\\"z"],\n\t\t\t"d": {},\n\t\t\t"e": [\n\t\t\t\t{\n\t\t\t\t\t"f": 1\n\t\t\t\t}\n\t\t\t]\n\t\t}\n\t}\n}\n',
  },
  {
    it: 'adds an entry behind the last one',
    before: '{\n  "a": 1,\n  "b": 2\n}\n',
    change: { add: '', to: 'engines.node', is: '>=20' },
    after: '{\n  "a": 1,\n  "b": 2,\n  "engines": {\n    "node": ">=20"\n  }\n}\n',
  },
  {
    it: 'adds an entry and keeps a comma and comments',
    before: '{\n    "a": 1, // one\n    "b": 2, // two\n}\n',
    change: { add: '', to: 'c', is: [] },
    after: '{\n    "a": 1, // one\n    "b": 2, // two\n    "c": [],\n}\n',
  },
  {
    it: 'adds an entry where the bracket closes on its line',
    before: '{\n  "a": 1 }\n',
    change: { add: '', to: 'c', is: true },
    after: '{\n  "a": 1,\n  "c": true }\n',
  },
  {
    it: 'adds to an empty object',
    before: '{\n    "x": {},\n    "a": {}\n}\n',
    change: { add: 'a', to: 'b', is: false },
    after: '{\n    "x": {},\n    "a": {\n        "b": false\n    }\n}\n',
  },
  {
    it: 'adds on one line where all is on one',
    before: '{"a":{"b":1},"c":{}}',
    change: [
      { add: 'a', to: 'd.e', is: 1 },
      { add: 'c', to: 'f', is: 2 },
    ],
    after: '{"a":{"b":1, "d": {"e": 1}},"c":{"f": 2}}',
  },
  {
    it: 'appends to a list on one line and to one on lines',
    before: '{\n  "a": ["x"],\n  "b": [\n    "y"\n  ],\n  "c": []\n}\n',
    change: [
      { append: 'a', is: 'z' },
      { append: 'b', is: 'z' },
      { append: 'c', is: 'z' },
    ],
    after: '{\n  "a": ["x", "z"],\n  "b": [\n    "y",\n    "z"\n  ],\n  "c": ["z"]\n}\n',
  },
  {
    it: 'removes an entry in the middle',
    before: '{\n  "a": 1,\n  "b": { "c": 2 },\n  "d": 3\n}\n',
    change: { remove: 'b' },
    after: '{\n  "a": 1,\n  "d": 3\n}\n',
  },
  {
    it: 'removes the last entry with the comma before it',
    before: '{\n  "a": 1, // one, and\n  "b": 2\n}\n',
    change: { remove: 'b' },
    after: '{\n  "a": 1 // one, and\n}\n',
  },
  {
    it: 'removes all entries',
    before: '{\n  "scripts": {\n    "a": 1\n  }\n}\n',
    change: { remove: 'scripts.a' },
    after: '{\n  "scripts": {}\n}\n',
  },
  {
    it: 'removes entries and items of one line',
    before: '{"a": 1, "b": [1, 2, 3], "c": {"d": 4}}\n',
    change: [{ remove: 'a' }, { remove: 'b.2' }, { remove: 'c.d' }],
    after: '{"b": [1, 2], "c": {}}\n',
  },
  {
    it: 'has no companions',
    before: '{"a": 1}\n',
    change: { companion: '{}' },
    after: undefined,
  },
];

const resources: readonly Case[] = [
  {
    it: 'sets an argument, whose text is a template',
    before: '{"resource": {"aws_s3_bucket": {"b": {"acl": "public-read"}}}}\n',
    change: { set: 'acl', to: '${private}' },
    after: '{"resource": {"aws_s3_bucket": {"b": {"acl": "$${private}"}}}}\n',
  },
  {
    it: 'adds nested objects',
    before:
      '{\n  "resource": {\n    "aws_s3_bucket": {\n      "b": {\n        "acl": "private"\n      }\n    }\n  }\n}\n',
    change: { add: '', to: 'versioning.enabled', is: true },
    after:
      '{\n  "resource": {\n    "aws_s3_bucket": {\n      "b": {\n        "acl": "private",\n        "versioning": {\n          "enabled": true\n        }\n      }\n    }\n  }\n}\n',
  },
];

describe('repairs of package.json', () => testRepairs(manifests, () => packagesReader('package.json')));

describe('repairs of Terraform in JSON', () => {
  let read: Read;
  before(async () => {
    read = await terraformReader('main.tf.json');
  });
  testRepairs(resources, () => read);
});
