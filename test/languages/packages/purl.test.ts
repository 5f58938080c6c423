// Package URLs as other programs write them.

import assert from 'node:assert/strict';
import type { Ecosystem } from '../../../server/src/advisories/ecosystem.ts';
import { purlOf } from '../../../server/src/languages/packages/purl.ts';

const cases: readonly (readonly [Ecosystem, string, string | undefined, string])[] = [
  ['npm', 'lodash', '4.17.21', 'pkg:npm/lodash@4.17.21'],
  ['npm', '@angular/core', '1.0.0-rc.1+b', 'pkg:npm/%40angular/core@1.0.0-rc.1%2Bb'],
  ['npm', 'lodash', undefined, 'pkg:npm/lodash'],
  ['PyPI', 'Django_Rest.Framework', '3.15', 'pkg:pypi/django-rest-framework@3.15'],
  ['Go', 'golang.org/x/text', 'v0.3.0', 'pkg:golang/golang.org/x/text@v0.3.0'],
  ['crates.io', 'serde_json', '1.0.0', 'pkg:cargo/serde_json@1.0.0'],
  ['Maven', 'org.apache.logging.log4j:log4j-core', '2.14.1', 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1'],
  ['RubyGems', 'rails', '7.0.0', 'pkg:gem/rails@7.0.0'],
  ['Packagist', 'Symfony/HTTP-Kernel', 'v6.0.0', 'pkg:composer/symfony/http-kernel@v6.0.0'],
  ['NuGet', 'Newtonsoft.Json', '13.0.1', 'pkg:nuget/Newtonsoft.Json@13.0.1'],
  ['Pub', 'http', '1.0.0', 'pkg:pub/http@1.0.0'],
  ['Hex', 'phoenix', '1.7.0', 'pkg:hex/phoenix@1.7.0'],
  ['npm', "it's", '1!0', 'pkg:npm/it%27s@1%210'],
];

describe('package URLs', () => {
  for (const [ecosystem, name, version, purl] of cases) {
    it(purl, () => assert.equal(purlOf(ecosystem, name, version), purl));
  }
});
