// Gemfiles as Bundler reads them, as far as they hold literals.

import assert from 'node:assert/strict';
import { plain } from '../../../server/src/model/value.ts';
import { assertPlaces, read } from './read.ts';

const file = 'Gemfile';
const commit = '2'.repeat(40);

describe('Gemfile', () => {
  describe('dependencies', () => {
    const a = { name: 'a', group: 'default', source: 'registry', pinned: false };
    const git = { name: 'a', group: 'default', source: 'git', url: 'https://g.example/a', pinned: false };
    const unknown = { ...a, version: undefined, pinned: undefined };
    const cases: Record<string, readonly Record<string, unknown>[]> = {
      "gem 'a'": [a],
      'gem "a", "~> 1.2"': [{ ...a, version: '~> 1.2' }],
      'gem("a", "~> 1.2")': [{ ...a, version: '~> 1.2' }],
      'gem "a", "1.2.3"': [{ ...a, version: '1.2.3', pinned: true }],
      'gem "a", "= 1.2.3"': [{ ...a, version: '1.2.3', pinned: true }],
      'gem "a", "~> 1.2", ">= 1.2.1"': [{ ...a, version: '~> 1.2, >= 1.2.1' }],
      'gem "a", ["~> 1.2", ">= 1.2.1"], require: false': [{ ...a, version: '~> 1.2, >= 1.2.1' }],
      'gem "a",\n    "~> 1.2", # why\n    require: false\ngem "b"': [
        { ...a, version: '~> 1.2' },
        { ...a, name: 'b' },
      ],
      'gem "a", VERSION': [unknown],
      'gem "a", "#{major}.2"': [unknown],
      'gem "a", ENV.fetch("A", "1.0")': [unknown],
      'gem name': [{ ...a, name: undefined }],
      'gem "a" if ENV["X"]': [a],
      'gem "a", group: :test': [{ ...a, group: 'test' }],
      'gem "a", :group => [:test, :development]': [{ ...a, group: 'test' }],
      'group :test, :development do\n  gem "a"\nend\ngem "b"': [
        { ...a, group: 'test' },
        { ...a, name: 'b' },
      ],
      'group :test do\n  if x\n    gem "a"\n  end\nend\ngem "b"': [
        { ...a, group: 'test' },
        { ...a, name: 'b' },
      ],
      'gem "a", git: "https://g.example/a"': [git],
      'gem "a", git: "https://g.example/a", branch: "main"': [{ ...git, ref: 'main' }],
      'gem "a", git: "https://g.example/a", tag: tag': [{ ...git, pinned: undefined }],
      [`gem "a", git: "https://g.example/a", ref: "${commit}"`]: [{ ...git, ref: commit, pinned: true }],
      'gem "a", github: "x/a"': [{ ...git, url: 'x/a' }],
      'git "https://g.example/a" do\n  gem "a"\nend': [git],
      'gem "a", path: "../a"': [{ ...a, source: 'file', url: '../a', pinned: true }],
      'path "gems" do\n  gem "a"\nend': [{ ...a, source: 'file', url: 'gems', pinned: true }],
      'source "https://s.example" do\n  gem "a"\nend': [a],
      '# gem "b"\n=begin\ngem "c"\n=end\ngem "a" # gem "d"': [a],
      'group(:test) { gem "a" }': [a],
      'gemspec\neval_gemfile "x"\nplugin "p"\ngem "a"': [a],
    };
    for (const [source, expected] of Object.entries(cases)) {
      it(source, () => {
        const { dependencies, problems } = read(file, source);
        assert.deepEqual(problems, []);
        assert.deepEqual(dependencies, expected);
      });
    }
  });

  describe('places', () => {
    const cases: readonly { readonly source: string; readonly places: readonly string[] }[] = [
      { source: '  «gem "«a»", "«~> 1.2»"» # why', places: ['place', 'header', 'version'] },
      { source: "gem 'a', '= «1.2»'", places: ['version'] },
      { source: 'gem "a", "«~> 1.2",\r\n  ">= 1.2.1»", require: false', places: ['version'] },
      { source: 'gem "a", git: "«https://g.example/a»", ref: "«main»"', places: ['url', 'ref'] },
    ];
    for (const { source, places } of cases) it(source, () => assertPlaces(file, source, places));
  });

  it('has its sources and its Ruby in its manifest', () => {
    const source = 'source "https://rubygems.org"\nruby "3.2.0"\nsource "http://s.example" do\n  gem "a"\nend';
    assert.deepEqual(plain(read(file, source).manifest.body), {
      sources: ['https://rubygems.org', 'http://s.example'],
      ruby: '3.2.0',
      $format: 'Gemfile',
      $ecosystem: 'RubyGems',
    });
  });

  describe('problems', () => {
    const cases: Record<string, readonly string[]> = {
      gem: ['gem: expected the name of a gem'],
      'gem "b': ['"b: this quote is not closed'],
      'gem "b", "~> 1.': ['"~> 1.: this quote is not closed'],
      'gem "b",': [],
      'gem "b", [': [],
      'group :test do': [],
    };
    for (const [text, expected] of Object.entries(cases)) {
      it(text, () => {
        const { dependencies, problems } = read(file, `gem "a", "1.0"\n${text}\ngem "c", "2.0"\n`);
        assert.deepEqual(problems, expected);
        assert.deepEqual([dependencies[0]?.['version'], dependencies.at(-1)?.['version']], ['1.0', '2.0']);
      });
    }
  });
});
