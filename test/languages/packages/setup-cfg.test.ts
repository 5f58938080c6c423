// setup.cfg: the lists of requirements in it, and what else stands there.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertMarks, assertPlaces, read, valueAt } from './read.ts';

const file = 'setup.cfg';

describe('setup.cfg', () => {
  it('reads the lists of requirements', () => {
    const { manifest, dependencies, problems } = read(
      file,
      `[metadata]
name = app
version = attr: app.version

[options]
python_requires = >=3.9
packages = find:
install_requires =
    requests>=2.31,<3
    # a comment
    flask[async]==3.0.3; python_version >= "3.9"  # why
setup_requires = setuptools

[options.extras_require]
test =
    pytest
doc: sphinx~=7.0

[flake8]
max-line-length = 120
`,
    );
    assert.deepEqual(problems, []);
    assert.equal(manifest.name, 'app');
    assert.equal(plain(valueAt(manifest, 'options.python_requires')), '>=3.9');
    assert.deepEqual(
      dependencies.map(({ name, version, group, marker }) => [name, version, group, marker]),
      [
        ['requests', '>=2.31,<3', 'install_requires', undefined],
        ['flask', '3.0.3', 'install_requires', 'python_version >= "3.9"'],
        ['setuptools', undefined, 'setup_requires', undefined],
        ['pytest', undefined, 'extras_require.test', undefined],
        ['sphinx', '~=7.0', 'extras_require.doc', undefined],
      ],
    );
  });

  it('places', () => {
    const source = '[options]\r\ninstall_requires =\r\n\t««x»[«a»]==«1»; «m == 1»» # c\r\n';
    assertPlaces(file, source, ['place', 'name', 'extras.0', 'version', 'marker']);
    assertMarks('[metadata]\nname = «app»', [read(file, '[metadata]\nname = app').manifest.header]);
    assertMarks('# c\n[a]\n«b» = 1', [read(file, '# c\n[a]\nb = 1').manifest.header]);
  });

  it('keeps the other requirements where one is broken', () => {
    const { dependencies, problems, comments } = read(
      file,
      '[options\ninstall_requires =\n  a=1\n  b>=2\n; c\n  [\nnonsense\n  d\n',
    );
    assert.deepEqual(
      dependencies.map(({ name, version }) => [name, version]),
      [
        ['a', undefined],
        ['b', '>=2'],
      ],
    );
    assert.deepEqual(problems, [
      '=1: `=` is not an operator of versions; `==` is',
      '[: expected the name of a package, a URL or a path',
    ]);
    assert.deepEqual(comments, ['; c: c']);
    assert.deepEqual(read(file, '').manifest.parts, []);
  });
});
