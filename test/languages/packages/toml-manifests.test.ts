// Which files written in TOML are manifests and locks, and that any text is read.

import assert from 'node:assert/strict';
import { packages } from '../../../server/src/languages/packages/language.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

const language = packages();

describe('manifests in TOML', () => {
  const names: Record<string, boolean> = {
    'a/Cargo.toml': true,
    'pyproject.toml': true,
    Pipfile: true,
    'a/config.toml': false,
    'cargo.toml': false,
    'setup.cfg': true,
    'a/Cargo.lock': true,
    'uv.lock': true,
    'poetry.lock': true,
    'pdm.lock': true,
    'pylock.toml': true,
    'pylock.dev.toml': true,
    'Pipfile.lock': true,
  };
  for (const [file, expected] of Object.entries(names)) {
    it(`${expected ? 'recognises' : 'leaves'} ${file}`, () => assert.equal(language.recognises(file, ''), expected));
  }

  describe('take any text', () => {
    const long = 500_000;
    const texts: Record<string, string> = {
      nothing: '',
      'a binary': '\0\x01\x7fELF\uFFFD'.repeat(1000),
      'one line of letters': 'a'.repeat(long),
      'one line of dots': 'a.'.repeat(long / 2),
      'one line of equals signs': 'a='.repeat(long / 2),
      'one line of quotes': '"\''.repeat(long / 2),
      'backslashes without end': `a = "${'\\'.repeat(long)}`,
      'arrays without end': `[project]\ndependencies = ${'['.repeat(long)}`,
      'tables without end': `[dependencies]\na = ${'{ b = '.repeat(long / 6)}`,
      'lines of open arrays': 'a = [\n'.repeat(long / 10),
      'lines of open texts': 'a = """\n'.repeat(long / 10),
      'comments in an array': `a = [${'# c\n'.repeat(long / 4)}`,
      'the same header': '[[dependencies]]\n'.repeat(long / 20),
      'the same package': '[[package]]\nname = "a"\nversion = "1"\n'.repeat(long / 40),
      'the same key': '[dependencies]\n'.concat('a = "1"\n'.repeat(long / 20)),
      'many crates': '[dependencies]\n'.concat(...Array.from({ length: 20_000 }, (_, index) => `a${index} = "1"\n`)),
    };
    for (const [name, text] of Object.entries(texts)) {
      for (const file of [
        'Cargo.toml',
        'pyproject.toml',
        'Pipfile',
        'setup.cfg',
        'Cargo.lock',
        'uv.lock',
        'Pipfile.lock',
      ]) {
        it(`${name} as ${file}`, () => assert.equal(language.parse(snapshotOf(file, text)).language, 'packages'));
      }
    }
  });
});
