// Repairs that meet in one map, contradict each other or lie elsewhere.

import assert from 'node:assert/strict';
import { editsFor } from '../../server/src/fixes/edits.ts';
import type { Place } from '../../server/src/model/place.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import type { MapValue, Value } from '../../server/src/model/value.ts';
import { readJson } from '../../server/src/syntax/json.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

const file = 'package.json';
const text = '{\n  "a": "x",\n  "b": {"c": 1}\n}\n';
const root = readJson(text, { file }).value as MapValue;
const valueAt = (key: string): Value => root.entries.get(key)?.value ?? root;

const edits = (repairs: readonly Repair[], locatedIn = file) =>
  editsFor(repairs, {
    language: 'packages',
    snapshot: snapshotOf(file, text),
    locate: ({ start, end }: Place) => ({ file: locatedIn, span: { start, end } }),
  });

describe('edits for repairs', () => {
  const rows: readonly { it: string; repairs: readonly Repair[]; gives: readonly string[] | undefined }[] = [
    {
      it: 'are sorted, and the same one stands once',
      repairs: [
        { kind: 'set', value: valueAt('b'), literal: 1 },
        { kind: 'set', value: valueAt('a'), literal: 'y' },
        { kind: 'set', value: valueAt('a'), literal: 'y' },
      ],
      gives: ['9-12 "y"', '21-29 1'],
    },
    {
      it: 'leave out what changes nothing',
      repairs: [{ kind: 'set', value: valueAt('a'), literal: 'x' }],
      gives: [],
    },
    {
      it: 'are none where two overlap',
      repairs: [
        { kind: 'set', value: valueAt('b'), literal: 1 },
        { kind: 'add', map: valueAt('b') as MapValue, keys: ['d'], literal: 1 },
      ],
      gives: undefined,
    },
    {
      it: 'are none where two add different values',
      repairs: [
        { kind: 'add', map: root, keys: ['d'], literal: 1 },
        { kind: 'add', map: root, keys: ['d'], literal: 2 },
      ],
      gives: undefined,
    },
    {
      it: 'are none where the key is there already',
      repairs: [{ kind: 'add', map: root, keys: ['a'], literal: 1 }],
      gives: undefined,
    },
    {
      it: 'go into a map that is there',
      repairs: [{ kind: 'add', map: root, keys: ['b', 'd'], literal: 1 }],
      gives: ['28-28 , "d": 1'],
    },
  ];
  for (const { it: title, repairs, gives } of rows) {
    it(title, () =>
      assert.deepEqual(
        edits(repairs)?.map(({ span, text }) => `${span.start}-${span.end} ${text}`),
        gives,
      ),
    );
  }

  it('are none for another file, and none for a place that is gone', () => {
    const repair: Repair = { kind: 'set', value: valueAt('a'), literal: 'y' };
    assert.equal(edits([repair], 'other.json'), undefined);
    assert.equal(
      editsFor([repair], { language: 'packages', snapshot: snapshotOf(file, text), locate: () => undefined }),
      undefined,
    );
  });
});
