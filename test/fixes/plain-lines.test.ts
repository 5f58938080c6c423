// Repairs of requirements.txt and go.mod, written out before and after.

import assert from 'node:assert/strict';
import type { Repair } from '../../server/src/model/repair.ts';
import type { Resource } from '../../server/src/model/resource.ts';
import { remove, repairedManifest, setVersion } from './manifest-repairs.ts';

describe('repairs of files of lines', () => {
  it('set a version in requirements.txt', () => {
    const text = 'flask==1.0 # web\nrequests\n';
    assert.equal(
      repairedManifest('requirements.txt', text, 'flask', setVersion('3.0.3')),
      'flask==3.0.3 # web\nrequests\n',
    );
  });

  it('take a requirement away', () => {
    assert.equal(repairedManifest('requirements.txt', 'flask==1.0\nrequests\n', 'flask', remove), 'requests\n');
  });

  it('set a version in go.mod', () => {
    const text = 'module m\n\nrequire (\n\tgolang.org/x/net v0.1.0 // indirect\n)\n';
    const after = 'module m\n\nrequire (\n\tgolang.org/x/net v0.2.0 // indirect\n)\n';
    assert.equal(repairedManifest('go.mod', text, 'golang.org/x/net', setVersion('v0.2.0')), after);
  });

  it('do not add by name', () => {
    const change = ({ body }: Resource): Repair => ({ kind: 'add', map: body, keys: ['marker'], literal: 'x' });
    assert.equal(repairedManifest('requirements.txt', 'flask==1.0\n', 'flask', change), undefined);
  });
});
