// Pipfile: its packages, categories of the user's own, and what is Pipenv's.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertPlaces, read, valueAt } from './read.ts';

const file = 'Pipfile';

describe('Pipfile', () => {
  it('reads packages of all categories', () => {
    const { manifest, dependencies, problems } = read(
      file,
      `[[source]]
url = "https://pypi.org/simple"
verify_ssl = true
name = "pypi"

[packages]
requests = "*"
"flask" = {version = "==3.0.3", extras = ["async"]}
ours = {git = "https://h/ours.git", ref = "main", editable = true}
here = {path = "."}
archive = {file = "https://h/a.zip"}
internal = {version = ">=1", index = "ours"}

[dev-packages]
pytest = "~=8.0"

[docs]
mkdocs = ""

[requires]
python_version = "3.12"

[scripts]
test = "pytest"
`,
    );
    assert.deepEqual(problems, []);
    assert.equal(plain(valueAt(manifest, 'requires.python_version')), '3.12');
    const [p, registry] = ['packages', 'registry'];
    assert.deepEqual(dependencies, [
      { name: 'requests', group: p, source: registry, version: '*', pinned: false },
      { name: 'flask', group: p, source: registry, version: '3.0.3', pinned: true, extras: ['async'] },
      { name: 'ours', group: p, source: 'git', url: 'https://h/ours.git', ref: 'main', pinned: false },
      { name: 'here', group: p, source: 'file', url: '.', pinned: true },
      { name: 'archive', group: p, source: 'url', url: 'https://h/a.zip', pinned: false },
      { name: 'internal', group: p, source: registry, version: '>=1', pinned: false },
      { name: 'pytest', group: 'dev-packages', source: registry, version: '~=8.0', pinned: false },
      { name: 'mkdocs', group: 'docs', source: registry, version: '', pinned: false },
    ]);
  });

  it('places', () => {
    assertPlaces(file, '[packages]\n«"«x»" = {version = "==«1»"}» # c', ['place', 'header', 'version']);
  });

  it('keeps the other packages where a line is broken', () => {
    const { dependencies, problems } = read(file, '[packages]\na = "*\nb = \nc = {version = "==1"\nd = 1\n');
    assert.deepEqual(
      dependencies.map(({ name, version }) => [name, version]),
      [
        ['a', '*'],
        ['c', '1'],
      ],
    );
    assert.deepEqual(problems, [
      '"*: this text is not closed with `"`',
      'b =: a value is expected after `=`',
      '{: this `{` is not closed',
      '1: `d` must be a version or a table',
    ]);
  });
});
