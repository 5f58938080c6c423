// mix.exs of Elixir, as far as it holds literals, and mix.lock.

import assert from 'node:assert/strict';
import { assertPlaces, read } from './read.ts';
import { assertLockPlaces, readLock } from './read-lock.ts';

const commit = '2'.repeat(40);
const deps = (...tuples: readonly string[]): string =>
  `defmodule App.MixProject do\n  def project, do: [app: :app, deps: deps()]\n  defp deps do\n    [\n${tuples.map((one) => `      ${one}`).join(',\n')}\n    ]\n  end\n  defp aliases, do: [{:not, "1.0"}]\nend\n`;

describe('mix.exs', () => {
  const file = 'mix.exs';

  describe('dependencies', () => {
    const a = { name: 'a', group: 'deps', source: 'registry', version: '~> 1.0', pinned: false };
    const other = { name: 'a', group: 'deps', pinned: false };
    const cases: Record<string, Record<string, unknown>> = {
      '{:a, "~> 1.0"}': a,
      '{:a, "1.2.3"}': { ...a, version: '1.2.3', pinned: true },
      '{:a, "== 1.2.3"}': { ...a, version: '1.2.3', pinned: true },
      '{:a, ">= 1.0.0 and < 2.0.0", only: :test, runtime: false}': {
        ...a,
        group: 'test',
        version: '>= 1.0.0 and < 2.0.0',
      },
      '{:a, "~> 1.0", only: [:dev, :test]}': a,
      '{:a, "~> 1.0", hex: :b}': { ...a, name: 'b', $alias: 'a' },
      '{:a, "~> 1.0", organization: "o"}': { ...a, version: undefined, pinned: undefined },
      '{:a, "~> #{v}"}': { ...a, version: undefined, pinned: undefined },
      '{:a, @version}': { ...a, version: undefined, pinned: undefined },
      '{:a, path: "../a"}': { ...other, source: 'file', url: '../a', pinned: true },
      '{:a, in_umbrella: true}': { ...other, source: 'file', pinned: true },
      '{:a, git: "https://g.example/a", tag: "v1"}': { ...other, source: 'git', url: 'https://g.example/a', ref: 'v1' },
      [`{:a, github: "o/a", ref: "${commit}"}`]: { ...other, source: 'git', url: 'o/a', ref: commit, pinned: true },
    };
    for (const [tuple, expected] of Object.entries(cases)) {
      it(tuple, () => {
        const { dependencies, problems } = read(file, deps(tuple));
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, [expected]);
      });
    }
  });

  it('knows where they stand', () => {
    assertPlaces(file, deps('«{:«a», "«~> 1.0»", only: :test}»', '{:b, "1.0"}'), ['place', 'header', 'version']);
  });

  it('keeps the others where one is half typed', () => {
    for (const half of ['{:b', '{:b, "1.', '{:b, "~> 1.0", only: ', '{']) {
      const { dependencies } = read(file, deps('{:a, "~> 1.0"}', half, '{:c, "~> 2.0"}'));
      const names = dependencies.map(({ name }) => name);
      assert.deepEqual([names[0], names.at(-1)], ['a', 'c'], half);
    }
  });
});

describe('mix.lock', () => {
  const file = 'app/mix.lock';
  const lock = `%{
  "«a»": {:hex, :a, "«1.0.1»", "«aabb»", [:mix], [{:b, "~> 1.0 or ~> 2.0", [hex: :b, repo: "hexpm", optional: false]}, {:z, "~> 1.0", [hex: :z, repo: "hexpm", optional: true]}], "hexpm", "ccdd"},
  "«b»": {:hex, :b, "«2.0.0»", "«eeff»", [:rebar3], [], "hexpm", "0011"},
  "half": {:hex, :half
}
`;

  it('lists packages and what they ask for', () => {
    const { packages, problems } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, ['a@1.0.1 registry aabb -> b@2.0.0', 'b@2.0.0 registry eeff']);
  });

  it('knows where they stand', () => assertLockPlaces(file, lock));

  it('has repositories', () => {
    const { packages } = readLock(file, '%{ }\n  "a": {:git, "https://g.example/a", "0123", [tag: "v1"]},\n');
    assert.deepEqual(packages, ['a@ git https://g.example/a']);
  });
});
