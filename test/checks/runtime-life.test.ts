// Runtimes that manifests and version files name, and what is known of them on the first of August 2026.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageFacts } from '../../server/src/checks/image-facts.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import { plain } from '../../server/src/model/value.ts';
import { runtimeLifecycleOf } from '../../server/src/rules/runtime-end-of-life.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

const facts = JSON.parse(
  readFileSync(join(__dirname, '../../rules/tables/image-lifecycles.json'), 'utf8'),
) as ImageFacts;

/** A line for each runtime: `oldest .. newest`, `!` before what is overdue, `open` where newer ones than are known are admitted. */
function told(file: string, text: string): readonly string[] {
  const parsed = packages().parse(snapshotOf(file, text));
  assert.ok(parsed.kind === 'manifest' && parsed.manifest);
  return parsed.manifest.parts.filter(({ type }) => type === 'runtime').map(lifeOf);
}

interface Told {
  readonly name: string;
  readonly overdue: boolean;
}

function lifeOf({ body }: Resource): string {
  const known = runtimeLifecycleOf(body, facts, '2026-08-01');
  if (!known) return 'unknown';
  const { oldest, newest } = plain(known) as { readonly oldest: Told; readonly newest?: Told };
  const shown = ({ name, overdue }: Told): string => `${overdue ? '!' : ''}${name}`;
  return `${shown(oldest)} .. ${newest ? shown(newest) : 'open'}`;
}

const engines = (node: string): string => JSON.stringify({ engines: { node } });

const cases: readonly (readonly [file: string, text: string, ...told: string[]])[] = [
  ['package.json', engines('16.x'), '!Node.js 16 .. !Node.js 16'],
  ['package.json', engines('>=16 <19'), '!Node.js 16 .. !Node.js 18'],
  ['package.json', engines('>=18.12.0'), '!Node.js 18 .. open'],
  ['package.json', engines('^14 || ^16 || ^22'), '!Node.js 14 .. Node.js 22'],
  ['package.json', engines('22'), 'Node.js 22 .. Node.js 22'],
  ['package.json', engines('<18'), '!Node.js 1 .. !Node.js 17'],
  ['package.json', engines('*'), '!Node.js 1 .. open'],
  ['package.json', engines('>=99'), 'unknown'],
  ['package.json', engines('lts')],
  ['package.json', engines(''), '!Node.js 1 .. open'],
  ['package.json', JSON.stringify({ engines: { node: 18, npm: '>=6' } })],
  ['package.json', JSON.stringify({ volta: { node: '14.17.0' } }), '!Node.js 14 .. !Node.js 14'],
  ['go.mod', 'module a\ngo 1.19\ntoolchain go1.22.1\n', '!Go 1.19 .. open', '!Go 1.22 .. !Go 1.22'],
  ['go.mod', 'module a\ngo 1.26rc1\n'],
  ['.nvmrc', '18', '!Node.js 18 .. !Node.js 18'],
  ['.nvmrc', 'v22.1.0\n', 'Node.js 22 .. Node.js 22'],
  ['.nvmrc', 'lts/Hydrogen', '!Node.js 18 .. !Node.js 18'],
  ['.nvmrc', 'lts/*'],
  ['.nvmrc', '# old\n\n14\n', '!Node.js 14 .. !Node.js 14'],
  ['.nvmrc', ''],
  ['.node-version', '20.1', '!Node.js 20 .. !Node.js 20'],
  ['.python-version', '3.8.19\n3.12\n', '!Python 3.8 .. !Python 3.8'],
  ['.python-version', '3', '!Python 3.0 .. open'],
  ['.python-version', 'system'],
  ['runtime.txt', 'python-3.7.9', '!Python 3.7 .. !Python 3.7'],
  ['.ruby-version', 'ruby-2.7.8', '!Ruby 2.7 .. !Ruby 2.7'],
  ['.go-version', '1.17.1', '!Go 1.17 .. !Go 1.17'],
  [
    '.tool-versions',
    'nodejs 16.20 18\n# python 2.7\npython 3.12.1 # new\njava 8\n',
    '!Node.js 16 .. !Node.js 16',
    'Python 3.12 .. Python 3.12',
  ],
  ['global.json', '{ "sdk": { "version": "6.0.100" } }', '!Microsoft .NET 6 .. !Microsoft .NET 6'],
  ['global.json', '{ "sdk"'],
];

describe('runtimes', () => {
  for (const [file, text, ...expected] of cases) {
    it(`${file} ${JSON.stringify(text)}`, () => assert.deepEqual(told(file, text), expected));
  }
});
