// The orders of versions, held to every line of ../shared/osv/version-order (google/osv-scalibr, semantic/testdata).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VersionOrder } from '../../server/src/advisories/versions/order.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';

const folder = join(__dirname, '../../../shared/osv/version-order');

const files: Readonly<Record<string, { readonly order: VersionOrder; readonly lines: number }>> = {
  'semver-versions.txt': { order: orders.npm, lines: 86 },
  'pub-versions.txt': { order: orders.Pub, lines: 100 },
  'nuget-versions.txt': { order: orders.NuGet, lines: 35 },
  'rubygems-versions.txt': { order: orders.RubyGems, lines: 25 },
  'rubygems-versions-generated.txt': { order: orders.RubyGems, lines: 4098 },
  'packagist-versions.txt': { order: orders.Packagist, lines: 95 },
  'packagist-versions-generated.txt': { order: orders.Packagist, lines: 10630 },
  'pypi-versions.txt': { order: orders.PyPI, lines: 37 },
  'pypi-versions-generated.txt': { order: orders.PyPI, lines: 12375 },
  'maven-versions.txt': { order: orders.Maven, lines: 102 },
  'maven-versions-generated.txt': { order: orders.Maven, lines: 14752 },
};

/**
 * Lines that are wrong, with the answer that is right. Those of Maven hold `.qualifier < -qualifier`, which Maven up to 3.8 did and calls a mistake: since
 * 3.9.0 and 4.0.0 both separators are the same before a qualifier, so 1.0.0.RC1 < 1.0.0-RC2 (https://github.com/apache/maven/issues/8808,
 * MNG-7644, and the specification on https://maven.apache.org/pom.html). The words then decide, in lexical order, or the numbers behind them;
 * and zeros before either mean nothing.
 */
const wrong: Readonly<Record<string, string>> = {
  '3.6.2.FL.20090615 < 3.6.2-FL-2009-05-11': '3.6.2.FL.20090615 > 3.6.2-FL-2009-05-11',
  '6.1.12.rc5 < 6.1.12rc1': '6.1.12.rc5 > 6.1.12rc1',
  '1.1.31.sec10 < 1.1.31_noneautotype': '1.1.31.sec10 > 1.1.31_noneautotype',
  '1.1.34.sec10 < 1.1.34_noneautotype': '1.1.34.sec10 > 1.1.34_noneautotype',
  '1.1.46.sec10 < 1.1.46_noneautotype': '1.1.46.sec10 > 1.1.46_noneautotype',
  '1.2.8.sec10_noneautotype < 1.2.8_noneautotype': '1.2.8.sec10_noneautotype > 1.2.8_noneautotype',
  '1.2.31.sec10 < 1.2.31_noneautotype': '1.2.31.sec10 > 1.2.31_noneautotype',
  '1.2.48.sec10 < 1.2.48_noneautotype': '1.2.48.sec10 > 1.2.48_noneautotype',
  '1.2.50.sec10 < 1.2.50_noneautotype': '1.2.50.sec10 > 1.2.50_noneautotype',
  '1.2.54.sec10 < 1.2.54_noneautotype': '1.2.54.sec10 > 1.2.54_noneautotype',
  '1.2.57.sec10 < 1.2.57_noneautotype': '1.2.57.sec10 > 1.2.57_noneautotype',
  '1.2.60.sec10 < 1.2.60_noneautotype': '1.2.60.sec10 > 1.2.60_noneautotype',
  '1.2.67.sec10 < 1.2.67_noneautotype': '1.2.67.sec10 > 1.2.67_noneautotype',
  '1.5.9.RC1 < 1.5.9-RC0': '1.5.9.RC1 > 1.5.9-RC0',
  '1.0.0-RC16 < 1.0.0.RC8-beta': '1.0.0-RC16 > 1.0.0.RC8-beta',
  '1.0.0-gradle-rework-beta3 < 1.0.0.RC7-3': '1.0.0-gradle-rework-beta3 > 1.0.0.RC7-3',
  '2.9.0-1 < 2.9.0.RC1': '2.9.0-1 > 2.9.0.RC1',
  '1.0.0rc0 < 1.0.beta8': '1.0.0rc0 > 1.0.beta8',
  '3.5.0-CR-2 < 3.5.0.Beta-1': '3.5.0-CR-2 > 3.5.0.Beta-1',
  '1.1.0-01-glassfish < 1.1.0.Beta1': '1.1.0-01-glassfish > 1.1.0.Beta1',
  // PHP alone says so; Composer fills every version up to four numbers before it compares (composer/semver, VersionParser::normalize).
  '1.0.0 > 1.0': '1.0.0 = 1.0',
  'v3.0 < v3.0.0-beta': 'v3.0 > v3.0.0-beta',
  'v3.4 < v3.4.0-alpha': 'v3.4 > v3.4.0-alpha',
  'v4-beta4 < v4.0-alpha': 'v4-beta4 > v4.0-alpha',
  'v4.4 < v4.4.0-beta': 'v4.4 > v4.4.0-beta',
  'v6.5 < v6.5.0-beta-0': 'v6.5 > v6.5.0-beta-0',
  'v6.6 < v6.6.0-beta': 'v6.6 > v6.6.0-beta',
  // `#` is how PHP names any number in its own list; it is part of no version.
  '1.2.3.# = 1.2.3.1': '1.2.3.# < 1.2.3.1',
};

describe('version order', () => {
  for (const [file, { order, lines }] of Object.entries(files)) {
    it(file, () => {
      const expected = comparisonsIn(file);
      const told = expected.map((line) => answerTo(line, order));
      assert.deepEqual(
        told.filter((answer, index) => answer !== (wrong[expected[index]!] ?? expected[index])),
        [],
      );
      assert.equal(expected.length, lines);
    });
  }
});

function comparisonsIn(file: string): string[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//') && !line.startsWith('#'));
}

function answerTo(line: string, order: VersionOrder): string {
  const [a = '', , b = ''] = line.split(' ');
  const difference = order.compare(a, b);
  const sign = difference === undefined ? '?' : difference < 0 ? '<' : difference > 0 ? '>' : '=';
  return `${a} ${sign} ${b}`;
}
