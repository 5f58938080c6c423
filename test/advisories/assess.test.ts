// What advisories mean for a version or a range. Each row: what is asked for, the advisories, and the answer in short: the version that is judged, each
// mistake with its certainty and its fix, and the upgrade.

import assert from 'node:assert/strict';
import type { Advisory } from '../../server/src/advisories/advisory.ts';
import { type Asked, assess } from '../../server/src/advisories/assess.ts';
import { rangeOf } from '../../server/src/advisories/ranges/ranges.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';

const between = (id: string, from: string, below: string, more: Partial<Advisory> = {}): Advisory => ({
  id,
  affected: [{ from, below }],
  ...more,
});
const always = (id: string, more: Partial<Advisory> = {}): Advisory => ({ id, affected: [{ from: '0' }], ...more });

function assessed(asked: string, advisories: readonly Advisory[]): readonly string[] {
  const range = /^\d/.test(asked) ? undefined : rangeOf('npm', asked);
  const what: Asked = range ? { kind: 'range', range } : { kind: 'version', version: asked };
  const { version, issues, upgrade } = assess(what, advisories, orders.npm);
  return [
    ...(issues.length > 0 ? [version ?? 'no version'] : []),
    ...issues.map(({ ids, kind, severity, certainty, fixedIn, isCleared }) =>
      [ids.join('='), kind, severity, certainty, fixedIn, isCleared ? 'cleared' : 'stays'].join(' '),
    ),
    ...(upgrade ? [`${upgrade.version} clears ${upgrade.clears} of ${upgrade.of}`] : []),
  ];
}

describe('what advisories mean', () => {
  const rows: readonly [what: string, asked: string, readonly Advisory[], readonly string[]][] = [
    ['nothing known', '1.0.0', [], []],
    ['not affected', '2.0.0', [between('A', '0', '2.0.0')], []],
    [
      'affected',
      '1.0.0',
      [between('A', '0', '1.0.1', { severity: 'high' })],
      ['1.0.0', 'A vulnerability high exact 1.0.1 cleared', '1.0.1 clears 1 of 1'],
    ],
    [
      'two databases know one mistake',
      '1.0.0',
      [
        between('PYSEC-1', '0', '1.0.1', { aliases: ['CVE-1'] }),
        between('GHSA-1', '0', '1.0.1', { aliases: ['CVE-1'], severity: 'low' }),
      ],
      ['1.0.0', 'GHSA-1=PYSEC-1=CVE-1 vulnerability low exact 1.0.1 cleared', '1.0.1 clears 1 of 1'],
    ],
    [
      'a database that nobody knows by its ids',
      '1.0.0',
      [between('RETIREJS-1', '0', '1.0.1', { aliases: ['CVE-1'] })],
      ['1.0.0', 'CVE-1=RETIREJS-1 vulnerability  exact 1.0.1 cleared', '1.0.1 clears 1 of 1'],
    ],
    [
      'a fix that nobody will ever release',
      '1.0.0',
      [between('A', '0', '1.999.0')],
      ['1.0.0', 'A vulnerability  exact  stays'],
    ],
    [
      'the worst first, and the fix of all',
      '1.0.0',
      [between('A', '0', '1.0.1', { severity: 'low' }), between('B', '0', '1.2.0', { severity: 'critical' })],
      [
        '1.0.0',
        'B vulnerability critical exact 1.2.0 cleared',
        'A vulnerability low exact 1.0.1 cleared',
        '1.2.0 clears 2 of 2',
      ],
    ],
    [
      'one that nothing fixes',
      '1.0.0',
      [between('A', '0', '1.0.1'), always('B')],
      ['1.0.0', 'A vulnerability  exact 1.0.1 cleared', 'B vulnerability  exact  stays', '1.0.1 clears 1 of 2'],
    ],
    ['nothing fixes it', '1.0.0', [always('B')], ['1.0.0', 'B vulnerability  exact  stays']],
    [
      'nobody maintains it, and that keeps no fix away',
      '1.0.0',
      [between('A', '0', '1.0.1'), always('U', { kind: 'unmaintained' })],
      ['1.0.0', 'A vulnerability  exact 1.0.1 cleared', 'U unmaintained  exact  stays', '1.0.1 clears 1 of 1'],
    ],
    [
      'a malicious package is not upgraded',
      '1.0.0',
      [always('M', { kind: 'malicious' }), between('A', '0', '1.0.1')],
      ['1.0.0', 'M malicious  exact  stays', 'A vulnerability  exact 1.0.1 stays'],
    ],
    ['a range with clean versions, the lowest too', '^1.1.0', [between('A', '0', '1.0.1')], []],
    [
      'a range whose lowest version is affected',
      '^1.0.0',
      [between('A', '0', '1.0.1')],
      ['1.0.0', 'A vulnerability  lowest 1.0.1 cleared', '1.0.1 clears 1 of 1'],
    ],
    [
      'a range without a clean version',
      '^1.0.0',
      [between('A', '0', '2.0.0')],
      ['1.0.0', 'A vulnerability  every 2.0.0 cleared', '2.0.0 clears 1 of 1'],
    ],
    [
      'a range that several advisories cover together',
      '^1.0.0',
      [between('A', '0', '1.5.0'), between('B', '1.4.0', '2.0.0')],
      ['1.0.0', 'A vulnerability  none clean 1.5.0 cleared', '2.0.0 clears 1 of 1'],
    ],
    ['a range without a lowest version', '*', [between('A', '0', '1.5.0')], []],
    ['all of a range without a lowest version', '*', [always('A')], ['no version', 'A vulnerability  every  stays']],
    [
      'a pre-release of the fix',
      '1.0.1-beta.1',
      [between('A', '0', '1.0.1')],
      ['1.0.1-beta.1', 'A vulnerability  exact 1.0.1 cleared', '1.0.1 clears 1 of 1'],
    ],
  ];
  for (const [what, asked, advisories, expected] of rows) {
    it(`${what}: ${asked}`, () => assert.deepEqual(assessed(asked, advisories), expected));
  }
});
