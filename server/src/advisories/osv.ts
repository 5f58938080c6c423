// Reads a record of the OSV schema (https://ossf.github.io/osv-schema/) for one ecosystem. Records come from many hands: whatever has not the
// shape of the schema is left out, and the rest is read.

import type { Advisory, Interval } from './advisory.ts';
import { severityOf } from './cvss.ts';
import { canonicalName, type Ecosystem, ecosystemOf } from './ecosystem.ts';
import { type Event, intervalsOf } from './intervals.ts';
import { isAffected } from './match.ts';
import { orders } from './versions/orders.ts';

export interface OsvRecord {
  readonly id: string;
  /** ISO 8601, as it is written. */
  readonly modified: string;
  /** By the name of the package; empty where the record was withdrawn or speaks of other ecosystems. */
  readonly packages: ReadonlyMap<string, Advisory>;
}

/** Undefined where `json` is no record: it has no `id` or no date of `modified`. */
export function readRecord(json: unknown, ecosystem: Ecosystem): OsvRecord | undefined {
  const record = objectOf(json);
  const [id, modified] = [textOf(record['id']), momentOf(record['modified'])];
  if (!id || !modified) return undefined;
  return {
    id,
    modified,
    packages: dateOf(record['withdrawn']) ? new Map() : advisoriesIn(id, record, ecosystem),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** A package may stand in several entries of `affected`; they are one advisory. */
function advisoriesIn(id: string, record: Fields, ecosystem: Ecosystem): Map<string, Advisory> {
  const byName = new Map<string, Fields[]>();
  for (const entry of listOf(record['affected']).map(objectOf)) {
    const { ecosystem: written, name } = objectOf(entry['package']);
    if (typeof written !== 'string' || typeof name !== 'string' || ecosystemOf(written) !== ecosystem) continue;
    const key = canonicalName(ecosystem, name);
    byName.set(key, [...(byName.get(key) ?? []), entry]);
  }
  return new Map([...byName].map(([name, entries]) => [name, advisoryOf(id, record, entries, ecosystem)]));
}

function advisoryOf(id: string, record: Fields, entries: readonly Fields[], ecosystem: Ecosystem): Advisory {
  const aliases = textsOf(record['aliases']);
  const published = dateOf(record['published'])?.slice(0, 10);
  const kind = kindOf(id, textOf(record['summary']) ?? '', entries);
  // Of a malicious package it says no more than the name, a quarter of a million times.
  const summary = kind === 'malicious' ? undefined : textOf(record['summary']);
  const [first = {}] = entries;
  const severity = severityOf(
    [...listOf(record['severity']), ...listOf(first['severity'])].map((one) => textOf(objectOf(one)['score']) ?? ''),
    textOf(objectOf(record['database_specific'])['severity']),
  );
  return {
    id,
    ...(aliases.length > 0 && { aliases }),
    ...(kind && { kind }),
    ...severity,
    ...(summary && { summary }),
    ...(published && { published }),
    ...rangesOf(entries, ecosystem),
  };
}

/**
 * Malicious packages have ids of their own; RustSec says with a word that an advisory is none about a vulnerability. Go's database has no such
 * word, and says so in the summary: of a package of a module that everybody has, such as the `openpgp` of golang.org/x/crypto.
 */
function kindOf(id: string, summary: string, entries: readonly Fields[]): Advisory['kind'] {
  if (id.startsWith('MAL-')) return 'malicious';
  for (const entry of entries) {
    const { categories, informational } = objectOf(entry['database_specific']);
    if (textsOf(categories).includes('malicious')) return 'malicious';
    if (informational === 'unmaintained' || informational === 'unsound' || informational === 'notice')
      return informational;
  }
  if (id.startsWith('GO-') && /\bpackage is unmaintained\b/.test(summary)) return 'unmaintained';
  return undefined;
}

function rangesOf(entries: readonly Fields[], ecosystem: Ecosystem): Pick<Advisory, 'affected' | 'versions' | 'fixes'> {
  const order = orders[ecosystem];
  const affected: Interval[] = [];
  const fixes = new Set<string>();
  for (const range of entries.flatMap((entry) => listOf(entry['ranges'])).map(objectOf)) {
    // Commits are no versions. They may come before the ranges that count.
    if (range['type'] === 'GIT') continue;
    const events = listOf(range['events']).flatMap(eventsOf);
    affected.push(...intervalsOf(events, order));
    for (const { kind, version } of events) if (kind === 'fixed') fixes.add(version);
  }
  for (const { below } of affected) if (below) fixes.delete(below);
  // Most lists repeat what the ranges say.
  const versions = entries
    .flatMap((entry) => textsOf(entry['versions']))
    .filter((version) => !isAffected(version, { affected }, order));
  return {
    affected,
    ...(versions.length > 0 && { versions: [...new Set(versions)] }),
    ...(fixes.size > 0 && { fixes: [...fixes] }),
  };
}

function eventsOf(json: unknown): Event[] {
  return Object.entries(objectOf(json)).flatMap(([key, version]) => {
    if (typeof version !== 'string') return [];
    switch (key) {
      case 'introduced':
      case 'fixed':
      case 'limit':
        return { kind: key, version };
      case 'last_affected':
        return { kind: 'last affected' as const, version };
      default:
        return [];
    }
  });
}

const objectOf = (json: unknown): Fields =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Fields) : {};

const listOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

const textOf = (json: unknown): string | undefined => (typeof json === 'string' && json !== '' ? json : undefined);

const textsOf = (json: unknown): string[] => listOf(json).filter((one): one is string => typeof one === 'string');

const momentOf = (json: unknown): string | undefined =>
  typeof json === 'string' && /^\d{4}-\d\d-\d\dT/.test(json) ? json : undefined;

/** The repositories of Go and PyPI write 0001-01-01 for a date that publishing fills in later. */
function dateOf(json: unknown): string | undefined {
  const moment = momentOf(json);
  return moment?.startsWith('0001-') ? undefined : moment;
}
