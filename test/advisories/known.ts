// A few advisories for tests and for the examples of rules: facts of packages that everybody knows, made into databases as the program makes them.

import { type Advisory, beginning } from '../../server/src/advisories/advisory.ts';
import { addAdvisory, databaseFile, emptyDraft } from '../../server/src/advisories/build.ts';
import { inMemory } from '../../server/src/advisories/bytes.ts';
import type { Ecosystem } from '../../server/src/advisories/ecosystem.ts';
import { ecosystems } from '../../server/src/advisories/ecosystem.ts';
import { type KnownAdvisories, knownAdvisories } from '../../server/src/advisories/facts.ts';

export type Known = Readonly<Partial<Record<Ecosystem, Readonly<Record<string, readonly Advisory[]>>>>>;

const below = (version: string, from = beginning) => ({ affected: [{ from, below: version }] });
const always = { affected: [{ from: beginning }] };

export const exampleAdvisories: Known = {
  npm: {
    lodash: [
      { id: 'GHSA-35jh-r3h4-6jhm', aliases: ['CVE-2021-23337'], severity: 'high', score: 7.2, ...below('4.17.21') },
      {
        id: 'GHSA-p6mc-m468-83gw',
        aliases: ['CVE-2020-8203'],
        severity: 'high',
        score: 7.4,
        ...below('4.17.19', '3.7.0'),
      },
    ],
    qs: [{ id: 'GHSA-hrpp-h998-j3pp', aliases: ['CVE-2022-24999'], severity: 'high', score: 7.5, ...below('6.5.3') }],
    request: [{ id: 'GHSA-p8p7-x288-28g6', aliases: ['CVE-2023-28155'], severity: 'medium', score: 6.1, ...always }],
    'flatmap-stream': [{ id: 'MAL-2025-20690', kind: 'malicious', ...always }],
  },
  PyPI: {
    jinja2: [
      { id: 'PYSEC-2019-217', aliases: ['CVE-2019-10906', 'GHSA-462w-v97r-4m45'], ...below('2.10.1') },
      { id: 'GHSA-462w-v97r-4m45', aliases: ['CVE-2019-10906'], severity: 'high', score: 8.6, ...below('2.10.1') },
    ],
  },
  Go: {
    'golang.org/x/text': [{ id: 'GO-2022-1059', aliases: ['CVE-2022-32149'], ...below('0.3.8') }],
  },
  'crates.io': {
    ansi_term: [{ id: 'RUSTSEC-2021-0139', kind: 'unmaintained', ...always }],
    lexical: [{ id: 'RUSTSEC-2023-0055', kind: 'unsound', ...always }],
    time: [
      {
        id: 'RUSTSEC-2020-0071',
        aliases: ['CVE-2020-26235'],
        severity: 'medium',
        score: 6.2,
        ...below('0.2.23', '0.1.0'),
      },
    ],
  },
  Maven: {
    'org.apache.logging.log4j:log4j-core': [
      {
        id: 'GHSA-jfh8-c2jp-5v3q',
        aliases: ['CVE-2021-44228'],
        severity: 'critical',
        score: 10,
        affected: [{ from: '2.13.0', below: '2.15.0' }],
      },
    ],
  },
  Packagist: {
    'twig/twig': [
      {
        id: 'GHSA-5pq4-96q6-ww7h',
        aliases: ['CVE-2024-45411'],
        severity: 'high',
        score: 8.6,
        ...below('2.16.1', '2.0.0'),
      },
    ],
  },
};

/** Loaded already, as they are in a server that has answered before. */
export async function loaded(known: Known = exampleAdvisories): Promise<KnownAdvisories> {
  const advisories = knownAdvisories(
    {
      databases: async (ecosystem) => {
        const packages = known[ecosystem];
        return packages ? [{ open: async () => inMemory(await databaseOf(ecosystem, packages)) }] : [];
      },
      exploited: async () => JSON.stringify({ cves: ['CVE-2021-44228'] }),
    },
    (message) => {
      throw new Error(message);
    },
  );
  await advisories.load(ecosystems);
  return advisories;
}

export async function databaseOf(
  ecosystem: Ecosystem,
  packages: Readonly<Record<string, readonly Advisory[]>>,
  newest = '2026-02-20T00:00:00Z',
): Promise<Uint8Array> {
  const draft = emptyDraft();
  for (const [name, advisories] of Object.entries(packages)) {
    for (const advisory of advisories) {
      addAdvisory(draft, name, advisory);
      draft.ledger.set(advisory.id, newest);
    }
  }
  return databaseFile(draft, { ecosystem, built: newest, source: 'the tests' });
}
