// What the lock files of Rust and Python decide for the manifests beside and below them.

import assert from 'node:assert/strict';
import { packages } from '../../../server/src/languages/packages/language.ts';
import { plain } from '../../../server/src/model/value.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

const language = packages();

/** `name: version asked -> version locked` for the dependencies of the first file. */
function told(files: Readonly<Record<string, string>>): readonly string[] {
  const parsed = Object.entries(files).map(([file, text]) => language.parse(snapshotOf(file, text)));
  const dependencies = language
    .evaluate(parsed)
    .resources.filter(({ type }) => type === 'manifest')
    .flatMap(({ parts }) => parts.filter(({ type }) => type === 'dependency'));
  return dependencies.map(({ name, body }) => {
    const facts = plain(body) as Record<string, unknown>;
    const locked = facts['$locked'] as Record<string, unknown> | undefined;
    const now = locked?.['version'] ?? (facts['$outOfStep'] ? `not ${facts['$outOfStep']}` : facts['source']);
    return `${name}: ${facts['version']} -> ${now}`;
  });
}

const crate = (name: string, version: string, source = '', needs: readonly string[] = []): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\n${source && `source = "${source}"\n`}dependencies = [\n${needs
    .map((need) => ` "${need}",\n`)
    .join('')}]\n`;

const cratesIo = 'registry+https://github.com/rust-lang/crates.io-index';

const cargoLock = [
  crate('app', '0.1.0', '', ['serde', 'rand 0.8.5', 'lib']),
  crate('lib', '0.1.0', '', ['serde', 'rand 0.7.3']),
  crate('rand', '0.7.3', cratesIo),
  crate('rand', '0.8.5', cratesIo),
  crate('serde', '1.0.200', cratesIo),
].join('\n');

const cargoRoot = `[package]
name = "app"

[workspace]
members = ["crates/lib"]

[workspace.dependencies]
serde = "1.0"

[dependencies]
serde.workspace = true
r = { package = "rand", version = "0.8" }
lib = { path = "crates/lib" }
`;

describe('locks in TOML', () => {
  const cases: Record<string, { readonly files: Readonly<Record<string, string>>; readonly told: readonly string[] }> =
    {
      'Cargo.lock beside the root of a workspace': {
        files: { '/w/Cargo.toml': cargoRoot, '/w/Cargo.lock': cargoLock },
        told: ['serde: 1.0 -> 1.0.200', 'rand: 0.8 -> 0.8.5', 'lib: undefined -> file'],
      },
      'Cargo.lock above a member': {
        files: {
          '/w/crates/lib/Cargo.toml':
            '[package]\nname = "lib"\n[dependencies]\nserde = { workspace = true }\nrand = "=0.7.3"\n[dev-dependencies]\nserde = "2"\n',
          '/w/Cargo.toml': cargoRoot,
          '/w/Cargo.lock': cargoLock,
        },
        told: ['serde: 1.0 -> 1.0.200', 'rand: 0.7.3 -> 0.7.3', 'serde: 2 -> not 1.0.200'],
      },
      'Cargo.lock above a crate of others': {
        files: {
          '/w/other/Cargo.toml': '[package]\nname = "other"\n[dependencies]\nserde = "1"\n',
          '/w/Cargo.lock': cargoLock,
        },
        told: ['serde: 1 -> registry'],
      },
      'uv.lock above a member': {
        files: {
          '/w/libs/a/pyproject.toml':
            '[project]\nname = "My.Lib"\ndependencies = ["Typing_Extensions>=4", "numpy<2", "absent"]\n',
          '/w/uv.lock': `[[package]]
name = "my-lib"
version = "0.1.0"
source = { editable = "libs/a" }
dependencies = [{ name = "typing-extensions" }, { name = "numpy", version = "1.26.4" }, { name = "numpy", version = "2.1.0" }]

[[package]]
name = "numpy"
version = "1.26.4"

[[package]]
name = "numpy"
version = "2.1.0"

[[package]]
name = "typing-extensions"
version = "4.12.2"
`,
        },
        told: ['Typing_Extensions: >=4 -> 4.12.2', 'numpy: <2 -> 1.26.4', 'absent: undefined -> registry'],
      },
      'poetry.lock beside a project': {
        files: {
          '/w/pyproject.toml': '[tool.poetry.dependencies]\nFlask = "^3.0"\nold = "^2"\npinned = "1.0"\n',
          '/w/poetry.lock':
            '[[package]]\nname = "flask"\nversion = "3.1.0"\n\n[[package]]\nname = "old"\nversion = "1.0"\n\n[[package]]\nname = "pinned"\nversion = "1.0"\n',
        },
        told: ['Flask: ^3.0 -> 3.1.0', 'old: ^2 -> not 1.0', 'pinned: 1.0 -> 1.0'],
      },
      'Pipfile.lock beside a Pipfile, and nothing else': {
        files: {
          '/w/Pipfile': '[packages]\nrequests = "*"\n',
          '/w/requirements.txt': 'requests>=2\n',
          '/w/Pipfile.lock': '{ "default": { "requests": { "version": "==2.32.3" } } }',
        },
        told: ['requests: * -> 2.32.3', 'requests: >=2 -> registry'],
      },
    };
  for (const [name, { files, told: expected }] of Object.entries(cases)) {
    it(name, () => assert.deepEqual(told(files), expected));
  }
});
