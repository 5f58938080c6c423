// Gemfile.lock: which gems it has, where they stand, and who asks for whom.

import assert from 'node:assert/strict';
import { assertLockPlaces, readLock } from './read-lock.ts';

const file = 'app/Gemfile.lock';

const lock = `GIT
  remote: «https://git.example.com/ours.git»
  revision: 2222222222222222222222222222222222222222
  branch: main
  specs:
    «ours» («0.1.0»)
      rack (>= 2)

PATH
  remote: «../local»
  specs:
    «local» («1.0»)

GEM
  remote: «https://rubygems.org/»
  specs:
    «rack» («2.2.4»)
    «nokogiri» («1.13.9»-x86_64-linux)
      racc (~> 1.4)
    «nokogiri» («1.13.9»)
      mini_portile2 (~> 2.8.0)
      racc (~> 1.4)
    «racc» («1.6.0»)

PLATFORMS
  x86_64-linux

DEPENDENCIES
  local!
  nokogiri (~> 1.13)
  ours!

RUBY VERSION
   ruby 3.2.0p0

BUNDLED WITH
   2.3.7
`;

describe('Gemfile.lock', () => {
  it('lists gems and what they ask for', () => {
    const { packages, projects, problems } = readLock(file, lock);
    assert.deepEqual(problems, []);
    assert.deepEqual(packages, [
      'ours@0.1.0 git https://git.example.com/ours.git -> rack@2.2.4',
      'local@1.0 file ../local',
      'rack@2.2.4 registry https://rubygems.org/',
      'nokogiri@1.13.9 registry https://rubygems.org/ -> racc@1.6.0',
      'nokogiri@1.13.9 registry https://rubygems.org/ -> racc@1.6.0',
      'racc@1.6.0 registry https://rubygems.org/',
    ]);
    assert.deepEqual(projects, { '': ['local: local@1.0', 'nokogiri: nokogiri@1.13.9', 'ours: ours@0.1.0'] });
  });

  it('reads other ends of lines', () => {
    assert.deepEqual(readLock(file, lock.replaceAll('\n', '\r\n')).packages, readLock(file, lock).packages);
  });

  it('keeps of broken text what is not broken', () => {
    const { packages, projects } = readLock(
      file,
      'GEM\n  specs:\n    rack (2.2\n    broken\n    racc (1.6.0)\n      rack\n<<<<<<<\n',
    );
    assert.deepEqual(packages, ['rack@2.2 registry', 'racc@1.6.0 registry -> rack@2.2']);
    assert.deepEqual(projects, {});
  });
});

describe('places of Gemfile.lock', () => {
  it('are told', () => {
    // An address stands once for all gems of its section.
    const { lock: read } = readLock(file, lock);
    const urls = read.lock.content?.packages.map(({ url }) => url?.place.start);
    assert.equal(new Set(urls).size, 3);
    assertLockPlaces(file, 'GEM\n  specs:\n    «rack» («2.2.4»)\n    «nokogiri» («1.13.9»-x86_64-linux)\n');
  });
});
