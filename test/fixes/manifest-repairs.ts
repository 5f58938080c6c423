// Repairs one dependency of a manifest, for the tests of syntaxes that manifests are written in.

import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { editsFor } from '../../server/src/fixes/edits.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import { locate } from '../../server/src/model/file.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

/** Repairs the dependency of that name. */
export function repairedManifest(
  file: string,
  text: string,
  name: string,
  repair: (dependency: Resource) => Repair,
): string | undefined {
  const language = packages();
  const parsed = language.parse(snapshotOf(file, text));
  const dependency = language.evaluate([parsed]).resources[0]?.parts.find((part) => part.name === name);
  assert.ok(dependency, `there is ${name}`);
  const edits = editsFor([repair(dependency)], {
    language: 'packages',
    snapshot: parsed.snapshot,
    locate: (place) => locate(place, () => parsed),
  });
  return edits && applyEdits(text, edits);
}

export const setVersion =
  (literal: string) =>
  (dependency: Resource): Repair => {
    const value = dependency.body.entries.get('version')?.value;
    assert.ok(value);
    return { kind: 'set', value, literal };
  };

export const remove = ({ place }: Resource): Repair => ({ kind: 'text', place, text: '' });
