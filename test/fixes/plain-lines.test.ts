// Repairs of requirements.txt and go.mod, written out before and after.

import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { editsFor } from '../../server/src/fixes/edits.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import { locate } from '../../server/src/model/file.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';

/** Repairs the dependency of that name. */
function repaired(
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

const version = (dependency: Resource, literal: string): Repair => {
  const value = dependency.body.entries.get('version')?.value;
  assert.ok(value);
  return { kind: 'set', value, literal };
};

describe('repairs of files of lines', () => {
  it('set a version in requirements.txt', () => {
    const text = 'flask==1.0 # web\nrequests\n';
    assert.equal(
      repaired('requirements.txt', text, 'flask', (dependency) => version(dependency, '3.0.3')),
      'flask==3.0.3 # web\nrequests\n',
    );
  });

  it('take a requirement away', () => {
    const text = 'flask==1.0\nrequests\n';
    const change = ({ place }: Resource): Repair => ({ kind: 'text', place, text: '' });
    assert.equal(repaired('requirements.txt', text, 'flask', change), 'requests\n');
  });

  it('set a version in go.mod', () => {
    const text = 'module m\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n)\n';
    const after = 'module m\n\nrequire (\n\tgolang.org/x/net v0.2.0 // indirect\n)\n';
    assert.equal(
      repaired('go.mod', text, 'golang.org/x/net', (dependency) => version(dependency, 'v0.2.0')),
      after,
    );
  });

  it('do not add by name', () => {
    const change = ({ body }: Resource): Repair => ({ kind: 'add', map: body, keys: ['marker'], literal: 'x' });
    assert.equal(repaired('requirements.txt', 'flask==1.0\n', 'flask', change), undefined);
  });
});
