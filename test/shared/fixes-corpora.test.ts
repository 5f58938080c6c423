// Repairs of the files of the corpora: what a repair says it changes is changed when the text is read again, and nothing else is.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { editsFor } from '../../server/src/fixes/edits.ts';
import { locate } from '../../server/src/model/file.ts';
import type { Place } from '../../server/src/model/place.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import { type MapValue, plain, type Value } from '../../server/src/model/value.ts';
import { type Read, type Reading, terraformReader, yamlReader } from '../fixes/repairing.ts';

const corpora = join(__dirname, '../../../shared/corpora');

describe('repairs of the corpora', () => {
  let folder: string;
  let files: readonly string[];
  before(() => {
    assert.ok(existsSync(corpora), `${corpora} is missing: this test needs the shared folder beside the checkout`);
    folder = mkdtempSync(join(tmpdir(), 'repairs-'));
    for (const archive of readdirSync(corpora)) execFileSync('tar', ['-xzf', join(corpora, archive), '-C', folder]);
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  });
  after(() => rmSync(folder, { recursive: true }));

  it('in YAML', () => {
    // What a template fills in is not the text's to say.
    check(
      texts(/\.ya?ml$/, (text) => !text.includes('{{')),
      yamlReader('a.yaml'),
      { nested: { zz: ['x'] }, least: 4000 },
    );
  }).timeout(120_000);

  it('in Terraform', async () => {
    check(
      texts(/\.tf$/, (text) => /^resource /m.test(text)),
      await terraformReader('main.tf'),
      { nested: { zz: 'x' }, least: 500 },
    );
  }).timeout(120_000);

  function* texts(name: RegExp, wanted: (text: string) => boolean): Iterable<{ file: string; text: string }> {
    for (const file of files) {
      if (!name.test(file) || !statSync(join(folder, file)).isFile()) continue;
      const text = readFileSync(join(folder, file), 'utf8');
      if (text.length < 20_000 && wanted(text)) yield { file, text };
    }
  }
});

interface Expected {
  /** What is added under a new key: a block in Terraform, a mapping in YAML. */
  readonly nested: { readonly zz: unknown };
  /** So many repairs at least must be possible. */
  readonly least: number;
}

function check(texts: Iterable<{ file: string; text: string }>, read: Read, { nested, least }: Expected): void {
  let done = 0;
  let refused = 0;
  for (const { file, text } of texts) {
    const reading = read(text);
    if (reading.file.problems.length > 0) continue;
    const said = plainOf(reading);
    for (const { map, body, path } of maps(reading)) {
      for (const { repair, change } of repairsOf(map, nested)) {
        const after = repaired(reading, repair);
        if (after === undefined) {
          refused++;
          continue;
        }
        const expected = structuredClone(said[body]);
        change(
          path.reduce(
            (at: Record<string, unknown>, key) => at[key] as Record<string, unknown>,
            expected as Record<string, unknown>,
          ),
        );
        const again = read(after);
        const is = `${file}, ${repair.kind} at ${path.join('.')}`;
        assert.deepEqual(again.file.problems, [], is);
        assert.ok(isDeepStrictEqual(simple(plainOf(again)[body]), simple(expected)), is);
        done++;
      }
    }
  }
  assert.ok(done >= least && refused < done / 20, `${done} repairs, ${refused} refused`);
}

function repaired({ file, language }: Reading, repair: Repair): string | undefined {
  const located = (place: Place) => locate(place, () => file);
  const edits = editsFor([repair], { language, snapshot: file.snapshot, locate: located });
  return edits && applyEdits(file.snapshot.text, edits);
}

/** Some of the maps of the text, resources first; expressions of Terraform that compute a map are none. */
function* maps({
  bodies,
  places,
  file,
  language,
}: Reading): Iterable<{ map: MapValue; body: number; path: readonly string[] }> {
  for (const [body, value] of bodies.entries()) {
    const start = places[body]?.start ?? 0;
    const offset = file.sources.get(places[body]?.source ?? { file: '' }) ?? 0;
    if (language === 'terraform' && !file.snapshot.text.startsWith('resource', offset + start)) continue;
    const found = [...mapsIn(value, [])];
    const step = Math.ceil(found.length / 3);
    for (const [index, one] of found.entries()) if (index % step === 0) yield { ...one, body };
  }
}

function* mapsIn(value: Value, path: readonly string[]): Iterable<{ map: MapValue; path: readonly string[] }> {
  if (path.length > 8 || value.trail) return;
  if (value.kind === 'map') {
    yield { map: value, path };
    for (const [key, entry] of value.entries) if (!key.startsWith('$')) yield* mapsIn(entry.value, [...path, key]);
  }
  if (value.kind === 'list')
    for (const [index, item] of value.items.slice(0, 2).entries()) yield* mapsIn(item, [...path, String(index)]);
}

interface Tried {
  readonly repair: Repair;
  readonly change: (map: Record<string, unknown>) => void;
}

function* repairsOf(map: MapValue, nested: Expected['nested']): Iterable<Tried> {
  yield {
    repair: { kind: 'add', map, keys: ['zzz', 'zz'], literal: nested.zz as string },
    change: (plainMap) => (plainMap['zzz'] = nested),
  };
  // How many there are of a block decides what else is there.
  const entries = [...map.entries].filter(([key]) => !key.startsWith('$') && !['count', 'for_each'].includes(key));
  for (const [key, entry] of entries.slice(0, 2)) {
    const { value } = entry;
    yield { repair: { kind: 'removeEntry', entry }, change: (plainMap) => delete plainMap[key] };
    if (value.kind === 'string')
      yield { repair: { kind: 'set', value, literal: 'a: #b' }, change: (plainMap) => (plainMap[key] = 'a: #b') };
    if (value.kind !== 'list' || value.open || value.trail || value.items.some(({ kind }) => kind !== 'string'))
      continue;
    const items = (plainMap: Record<string, unknown>) => plainMap[key] as unknown[];
    yield { repair: { kind: 'append', list: value, literal: 'zz' }, change: (plainMap) => items(plainMap).push('zz') };
    const [first] = value.items;
    if (first)
      yield { repair: { kind: 'removeItem', list: value, item: first }, change: (plainMap) => items(plainMap).shift() };
  }
}

const plainOf = ({ bodies }: Reading): unknown[] =>
  JSON.parse(JSON.stringify(bodies.map((body) => plain(body) ?? null)));

/** Facts of the language are none of the text; a single block is a map as well as a list of one. */
const simple = (said: unknown): unknown =>
  JSON.parse(
    JSON.stringify(said, (key, value) => {
      if (key.startsWith('$')) return undefined;
      return Array.isArray(value) && value.length === 1 && typeof value[0] === 'object' ? value[0] : value;
    }),
  );
