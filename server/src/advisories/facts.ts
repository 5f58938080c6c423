// What is known of packages while files are analysed: databases that were loaded before anybody asks, so that an answer waits for nothing. A database
// that is needed is loaded once; a new generation takes its place when it is told of one.

import { messageOf } from '../text/thrown.ts';
import type { Advisory } from './advisory.ts';
import { type Asked, type Assessment, assess } from './assess.ts';
import type { ByteSource } from './bytes.ts';
import type { Ecosystem } from './ecosystem.ts';
import { type Database, openDatabase } from './open.ts';
import { orders } from './versions/orders.ts';

export interface AdvisoryFacts {
  /** Every advisory on the package, whatever its version. Undefined where nothing is known of the ecosystem. */
  of(ecosystem: Ecosystem, name: string): readonly Advisory[] | undefined;
  /** What they mean for what is asked for; remembered, since the same is asked at every keystroke. */
  assess(ecosystem: Ecosystem, name: string, asked: Asked): Assessment;
  /** Was it looked for already, whether it was found or not? */
  isLoaded(ecosystem: Ecosystem): boolean;
  /** The day of what is known of the ecosystem: when its source was last asked, or the youngest record of a snapshot. */
  asOf(ecosystem: Ecosystem): string | undefined;
  /** Is it what came with Lintel? That holds a part of all advisories, those whose sources let them be handed on. */
  isSnapshot(ecosystem: Ecosystem): boolean;
  /** Is the CVE known to be used by attackers? */
  isExploited(cve: string): boolean;
}

export interface AdvisorySource {
  /** The files that hold what is known of the ecosystem, the one that counts first; those after it are for when it is damaged. */
  databases(ecosystem: Ecosystem): Promise<readonly DatabaseFile[]>;
  /** The text of advisories/known-exploited.json. */
  exploited(): Promise<string>;
}

export interface DatabaseFile {
  /** When its source was last asked, ISO 8601; absent for a snapshot. */
  readonly checked?: string;
  open(): Promise<ByteSource>;
}

export interface KnownAdvisories {
  /** Another object after every change. */
  now(): AdvisoryFacts;
  /** Never rejects: what cannot be read is logged, and counts as not there. */
  load(ecosystems: readonly Ecosystem[]): Promise<void>;
  /** Reads anew what was loaded. */
  renew(): Promise<void>;
}

export const nothingKnown: AdvisoryFacts = {
  of: () => undefined,
  assess: () => ({ version: undefined, issues: [] }),
  isLoaded: () => true,
  asOf: () => undefined,
  isSnapshot: () => false,
  isExploited: () => false,
};

export const noAdvisories: KnownAdvisories = { now: () => nothingKnown, load: async () => {}, renew: async () => {} };

/** `changed` is called after each change. */
export function knownAdvisories(
  source: AdvisorySource,
  warn: (message: string) => void,
  changed: () => void = () => {},
): KnownAdvisories {
  const loading = new Map<Ecosystem, Promise<void>>();
  const databases = new Map<Ecosystem, Loaded | undefined>();
  let exploited: Promise<ReadonlySet<string>> | undefined;
  let current: AdvisoryFacts = factsIn(new Map(), new Set(), warn);

  const loadOne = async (ecosystem: Ecosystem): Promise<void> => {
    exploited ??= source.exploited().then(readExploited);
    const [database, cves] = await Promise.all([
      databaseOf(ecosystem, source, warn),
      exploited.catch(() => new Set<string>()),
    ]);
    databases.set(ecosystem, database);
    current = factsIn(new Map(databases), cves, warn);
    changed();
  };
  const load = async (ecosystems: readonly Ecosystem[]): Promise<void> => {
    for (const ecosystem of ecosystems) if (!loading.has(ecosystem)) loading.set(ecosystem, loadOne(ecosystem));
    await Promise.all(ecosystems.map((ecosystem) => loading.get(ecosystem)));
  };
  return {
    now: () => current,
    load,
    async renew() {
      const known = [...loading.keys()];
      // What is being read may be what is to be replaced.
      await Promise.all(loading.values());
      loading.clear();
      await load(known);
    },
  };
}

interface Loaded {
  readonly database: Database;
  readonly asOf: string;
  readonly isSnapshot: boolean;
}

async function databaseOf(
  ecosystem: Ecosystem,
  source: AdvisorySource,
  warn: (message: string) => void,
): Promise<Loaded | undefined> {
  const files = await source.databases(ecosystem).catch(() => []);
  for (const { checked, open } of files) {
    try {
      const database = await openDatabase(await open());
      return { database, asOf: (checked ?? database.about.newest).slice(0, 10), isSnapshot: checked === undefined };
    } catch (error) {
      warn(`a database of advisories on ${ecosystem} is not read: ${messageOf(error)}`);
    }
  }
  return undefined;
}

const readExploited = (text: string): ReadonlySet<string> =>
  new Set((JSON.parse(text) as { readonly cves: readonly string[] }).cves);

/** Only the front of a file was checked when it was opened. What is damaged behind it costs the package that it is about. */
function lookup(name: string, database: Database, warn: (message: string) => void): readonly Advisory[] {
  try {
    return database.lookup(name);
  } catch (error) {
    warn(`the advisories on ${name} are not read: ${messageOf(error)}`);
    return [];
  }
}

/** More packages than any workspace names. */
const mostRemembered = 50_000;

function factsIn(
  databases: ReadonlyMap<Ecosystem, Loaded | undefined>,
  exploited: ReadonlySet<string>,
  warn: (message: string) => void,
): AdvisoryFacts {
  const found = new Map<string, readonly Advisory[]>();
  const assessed = new Map<string, Assessment>();
  const of = (ecosystem: Ecosystem, name: string): readonly Advisory[] | undefined => {
    const database = databases.get(ecosystem)?.database;
    return database && remembered(found, `${ecosystem} ${name}`, () => lookup(name, database, warn));
  };
  return {
    of,
    assess: (ecosystem, name, asked) =>
      remembered(assessed, `${ecosystem} ${name} ${JSON.stringify(asked)}`, () =>
        assess(asked, of(ecosystem, name) ?? [], orders[ecosystem]),
      ),
    isLoaded: (ecosystem) => databases.has(ecosystem),
    asOf: (ecosystem) => databases.get(ecosystem)?.asOf,
    isSnapshot: (ecosystem) => databases.get(ecosystem)?.isSnapshot === true,
    isExploited: (cve) => exploited.has(cve),
  };
}

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostRemembered) known.clear();
  const answer = find();
  known.set(key, answer);
  return answer;
}
