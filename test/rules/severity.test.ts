// Rules that take the severity and the names of their findings from the data: what counts where the data say nothing, and what users decide by these names.

import assert from 'node:assert/strict';
import { defaultSettings, type Settings } from '../../server/src/engine/settings.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import { packRules } from '../../server/src/rules/pack.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';

const rule = (severity: string): string => `title: Bad
severity: ${severity}
names: ids
category: configuration
packages: manifest
forbid: { bad: true }
message: "{names}"
why: Because.
help: Do not.
examples:
  - bad: '{ "bad": «true» }'
  - good: '{}'
`;

const packed = (severity: string) => packRules(new Map([['a/bad.yaml', rule(severity)]]), 'rules/');

function found(json: string, settings: Settings['rules']): readonly string[] {
  const project = openProject('/w', [packages()], {
    rules: rulesOf(packed('{ from: level, otherwise: low }').catalogue),
    settings: { ...defaultSettings, rules: settings },
    today: '2026-03-01',
  });
  project.update(snapshotOf('/w/package.json', json));
  return (project.analyseFile('/w/package.json')?.findings ?? []).map(({ severity, names }) =>
    [severity, ...(names ?? [])].join(' '),
  );
}

describe('severity and names from the data', () => {
  const rows: readonly (readonly [json: string, settings: Settings['rules'], ...expected: string[]])[] = [
    ['{"bad": true, "level": "high", "ids": ["CVE-1", "GHSA-1"]}', {}, 'high CVE-1 GHSA-1'],
    ['{"bad": true, "level": "unknown"}', {}, 'low'],
    ['{"bad": true}', {}, 'low'],
    ['{"bad": true, "level": ["critical"]}', {}, 'critical'],
    ['{"bad": true, "level": "high", "ids": ["CVE-1"]}', { 'a/bad': 'info' }, 'info CVE-1'],
    ['{"bad": true, "level": "high", "ids": ["CVE-1"]}', { 'a/*': 'on' }, 'high CVE-1'],
    ['{"bad": true, "ids": ["CVE-1", "GHSA-1"]}', { 'GHSA-1': 'off', 'a/bad': 'high' }],
    ['{"bad": true, "ids": ["CVE-1"]}', { 'CVE-2': 'off' }, 'low CVE-1'],
  ];
  for (const [json, settings, ...expected] of rows) {
    it(`${json} with ${JSON.stringify(settings)}`, () => assert.deepEqual(found(json, settings), expected));
  }

  const mistakes: readonly (readonly [severity: string, ...expected: string[]])[] = [
    ['{ from: level, otherwise: low }'],
    ['{ from: level }', '`otherwise` is one of info, low, medium, high, critical'],
    ['{ from: 3, otherwise: low }', '`from` is the path of a severity'],
    ['{ from: "a..b", otherwise: low }', '"a..b" is not a path: keys stand between single dots'],
    ['fatal', '`severity` is one of info, low, medium, high, critical'],
  ];
  for (const [severity, ...expected] of mistakes) {
    it(`severity: ${severity}`, () => {
      assert.deepEqual(
        packed(severity).problems.map(({ message }) => message),
        expected,
      );
    });
  }
});
