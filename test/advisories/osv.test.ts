// Reading records and matching versions against them: each trap of the real data once.

import assert from 'node:assert/strict';
import { aliasGroups } from '../../server/src/advisories/alias-groups.ts';
import { baseScore, severityOf } from '../../server/src/advisories/cvss.ts';
import type { Ecosystem } from '../../server/src/advisories/ecosystem.ts';
import { advisoriesOn, bestFixOfMajor, lowestCleanFix } from '../../server/src/advisories/match.ts';
import { readRecord } from '../../server/src/advisories/osv.ts';
import { orders } from '../../server/src/advisories/versions/orders.ts';
import { affects, type Events, record } from './records.ts';

const only = (json: unknown, ecosystem: Ecosystem = 'npm') => {
  const read = readRecord(json, ecosystem);
  assert.ok(read);
  return [...read.packages.values()];
};

const ranged = (...events: readonly Events[]) => only(record('A-1', [affects('npm', 'a', ...events)]));

/** Which of the versions are affected. */
const affected = (advisories: ReturnType<typeof only>, versions: string, ecosystem: Ecosystem = 'npm'): string =>
  versions
    .split(' ')
    .filter((version) => advisoriesOn(version, advisories, orders[ecosystem]).length > 0)
    .join(' ');

describe('records', () => {
  it('tells what is none', () => {
    for (const json of [undefined, null, [], 'text', {}, { id: 'A-1' }, { id: 1, modified: '2026-01-01T00:00:00Z' }])
      assert.equal(readRecord(json, 'npm'), undefined);
  });

  it('leaves out what was withdrawn, but knows of it', () => {
    const read = readRecord(
      record('A-1', [affects('npm', 'a', { introduced: '0' })], { withdrawn: '2026-01-03T00:00:00Z' }),
      'npm',
    );
    assert.deepEqual([read?.id, read?.packages.size], ['A-1', 0]);
  });

  it('takes the packages of its ecosystem, under the names that it compares', () => {
    const json = record('A-1', [
      affects('PyPI', 'Zope.Interface', { introduced: '0' }),
      affects('npm', 'zope', { introduced: '0' }),
      affects('PyPI:https://example.com', 'other', { introduced: '0' }),
    ]);
    assert.deepEqual([...(readRecord(json, 'PyPI')?.packages.keys() ?? [])], ['zope-interface', 'other']);
  });

  it('makes one advisory of several entries for a package', () => {
    const advisories = only(
      record('A-1', [
        affects('npm', 'a', { introduced: '1.0.0' }, { fixed: '1.2.0' }),
        affects('npm', 'a', { introduced: '2.0.0' }, { fixed: '2.2.0' }),
      ]),
    );
    assert.equal(advisories.length, 1);
    assert.equal(affected(advisories, '0.9.0 1.1.0 1.2.0 2.1.0 2.2.0'), '1.1.0 2.1.0');
  });

  it('keeps facts, and a title', () => {
    const json = record('A-1', [affects('npm', 'a', { introduced: '0' }, { fixed: '1.0.0' })], {
      aliases: ['CVE-1'],
      summary: 'Wrong',
      details: 'Very wrong',
      published: '2026-01-01T00:00:00Z',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    });
    assert.deepEqual(only(json), [
      {
        id: 'A-1',
        aliases: ['CVE-1'],
        severity: 'critical',
        score: 9.8,
        summary: 'Wrong',
        published: '2026-01-01',
        affected: [{ from: '0', below: '1.0.0' }],
      },
    ]);
  });

  it('knows malicious packages and what is no vulnerability', () => {
    const informational = (value: string | null) =>
      only(
        record('RUSTSEC-1', [
          { ...affects('npm', 'a', { introduced: '0' }), database_specific: { informational: value } },
        ]),
      );
    const ofGo = (id: string, summary: string) => [
      ...(readRecord({ ...record(id, [affects('Go', 'a', { introduced: '0' })]), summary }, 'Go')?.packages.values() ??
        []),
    ];
    const kinds = [
      ...only(record('MAL-1', [affects('npm', 'a', { introduced: '0' })])),
      ...informational('unmaintained'),
      ...informational(null),
      ...ofGo('GO-1', 'The a/b package is unmaintained, and unsafe'),
      ...ofGo('GO-2', 'Uses of an unmaintained protocol in a'),
      ...ofGo('GHSA-1', 'The a/b package is unmaintained'),
    ];
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['malicious', 'unmaintained', undefined, 'unmaintained', undefined, undefined],
    );
  });
});

describe('ranges', () => {
  it('0 is before pre-releases', () =>
    assert.equal(affected(ranged({ introduced: '0' }, { fixed: '1.0.0' }), '0.0.0-a 0.0.0 1.0.0'), '0.0.0-a 0.0.0'));
  it('pre-releases lie in their order', () =>
    assert.equal(
      affected(ranged({ introduced: '1.0.0' }, { fixed: '2.0.0' }), '1.0.0-a 1.5.0-a 2.0.0-a 2.0.0'),
      '1.5.0-a 2.0.0-a',
    ));
  it('events may be in any order', () =>
    assert.equal(
      affected(
        ranged({ fixed: '1.2.0' }, { introduced: '2.0.0' }, { fixed: '2.2.0' }, { introduced: '1.0.0' }),
        '0.1.0 1.1.0 1.3.0 2.1.0 2.3.0',
      ),
      '1.1.0 2.1.0',
    ));
  it('the last affected is affected', () =>
    assert.equal(affected(ranged({ introduced: '0' }, { last_affected: '1.5.0' }), '1.5.0 1.5.1'), '1.5.0'));
  it('without an end all later ones are', () =>
    assert.equal(affected(ranged({ introduced: '1.0.0' }), '0.1.0 1.0.0 9.0.0'), '1.0.0 9.0.0'));
  it('what cannot be ordered says nothing', () =>
    assert.equal(affected(ranged({ introduced: '0' }, { fixed: '2004d' }), '1.0.0'), ''));
  it('what is no version is none of them', () => assert.equal(affected(ranged({ introduced: '0' }), 'latest'), ''));

  it('commits may come first', () => {
    const json = record('A-1', [
      {
        package: { ecosystem: 'PyPI', name: 'a' },
        ranges: [
          { type: 'GIT', repo: 'https://example.com', events: [{ introduced: '0' }, { fixed: 'abcdef' }] },
          { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.0' }] },
        ],
      },
    ]);
    assert.equal(affected(only(json, 'PyPI'), '1.0 2.0 3.0', 'PyPI'), '1.0');
  });

  it('a list of versions is compared by their order, and the rest by its letters', () => {
    const json = record('A-1', [{ package: { ecosystem: 'PyPI', name: 'a' }, versions: ['3.2', '0.9-beast'] }]);
    assert.equal(affected(only(json, 'PyPI'), '3.2.0 3.2.1 0.9-beast 0.9-BEAST', 'PyPI'), '3.2.0 0.9-beast');
  });
});

describe('fixes', () => {
  const order = orders.npm;
  const two = [
    ...only(
      record('A-1', [
        affects('npm', 'a', { introduced: '0' }, { fixed: '1.2.0' }, { introduced: '2.0.0' }, { fixed: '2.1.0' }),
      ]),
    ),
    ...only(record('A-2', [affects('npm', 'a', { introduced: '1.1.0' }, { fixed: '2.0.0' })])),
  ];
  for (const [version, fix] of [
    ['1.0.0', '2.1.0'],
    ['2.0.0', '2.1.0'],
    ['2.1.0', undefined],
    ['latest', undefined],
  ] as const)
    it(`${version} -> ${fix}`, () => assert.equal(lowestCleanFix(version, two, order), fix));

  it('offers no pre-release', () =>
    assert.equal(lowestCleanFix('1.0.0', ranged({ introduced: '0' }, { fixed: '1.1.0-rc.1' }), order), undefined));

  it('offers the second repair of a range', () =>
    assert.equal(
      lowestCleanFix(
        '1.0.0',
        [
          ...ranged({ introduced: '0' }, { fixed: '1.1.0' }, { fixed: '1.3.0' }),
          ...ranged({ introduced: '1.1.0' }, { last_affected: '1.2.0' }),
        ],
        order,
      ),
      '1.3.0',
    ));

  it('tells the best of the same major version', () => {
    const best = bestFixOfMajor('1.1.0', two, order);
    assert.deepEqual([best?.version, best?.cleared.map(({ id }) => id)], ['1.2.0', ['A-1']]);
  });
});

describe('severity', () => {
  // The examples of FIRST, https://www.first.org/cvss/v3.1/examples
  for (const [vector, score] of [
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:N', 5.4],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1],
    ['CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1],
    ['CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', 0],
    ['CVSS:3.1/AV:N/AC:L', undefined],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', undefined],
  ] as const)
    it(`${vector} ${score}`, () => assert.equal(baseScore(vector), score));

  it('takes the word where there is no score', () =>
    assert.deepEqual(severityOf([], 'MODERATE'), { severity: 'medium' }));
  it('is unknown without both', () => assert.deepEqual(severityOf(['CVSS:4.0/AV:N'], undefined), {}));
});

describe('names of one mistake', () => {
  it('are brought together over several steps', () => {
    const advisory = (id: string, ...aliases: readonly string[]) => ({ id, aliases, affected: [] });
    const groups = aliasGroups([
      advisory('GHSA-1', 'CVE-1'),
      advisory('GO-2'),
      advisory('PYSEC-3', 'CVE-3'),
      advisory('GHSA-4', 'CVE-1', 'CVE-3'),
    ]);
    assert.deepEqual(
      groups.map((group) => group.map(({ id }) => id)),
      [['GHSA-1', 'PYSEC-3', 'GHSA-4'], ['GO-2']],
    );
  });
});
