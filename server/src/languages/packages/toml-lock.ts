// What the lock files that are written in TOML have in common: an array of tables with a package in each, read piece by piece.

import { canonicalName } from '../../advisories/ecosystem.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { readToml } from '../../syntax/toml.ts';
import { copyOf } from '../../text/copy.ts';
import { fileNameOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import type { LockFormat, Reading } from './format.ts';
import type { Lock, LockedPackage } from './lock.ts';
import { type Draft, pieceReader } from './pieces.ts';
import type { DependencySource } from './specifier.ts';
import { textAt, valueAt } from './toml-manifest.ts';

export interface TomlLock extends Pick<LockFormat, 'name' | 'ecosystem' | 'decidesFor'> {
  /** Where other names than that of the format are its, too. */
  readonly isNamed?: LockFormat['isNamed'];
  /** The name of the array of tables. */
  readonly table: string;
  /** Keys with long values that nobody asks for. */
  readonly leftOut?: readonly string[];
  /** What one package says. */
  readonly entryOf: (table: MapValue) => LockEntry;
}

export interface LockEntry {
  readonly source: DependencySource;
  /** Where it comes from. */
  readonly url?: Value | undefined;
  readonly integrity?: Value | undefined;
  /** The names of what it asks for, with a version where the lock has several: `syn 2.0.1`. */
  readonly asks: readonly string[];
}

export function tomlLock(format: TomlLock): LockFormat {
  const { name, ecosystem, decidesFor, isNamed = (file: string) => fileNameOf(file) === name } = format;
  return {
    kind: 'lock',
    name,
    ecosystem,
    isNamed,
    fileNames: [name],
    ...(decidesFor && { decidesFor }),
    read: (snapshot, _source, previous) => readTomlLock(snapshot, previous, format),
  };
}

function readTomlLock(snapshot: Snapshot, previous: Reading<Lock> | undefined, format: TomlLock): Reading<Lock> {
  const leftOut = new Set(format.leftOut);
  const pieces = pieceReader(snapshot, previous?.content?.pieces, (text, source, problems) => {
    const toml = readToml(text, source, leftOut);
    for (const problem of toml.problems) problems.push(problem);
    const list = valueAt(toml.value, format.table);
    const table = list?.kind === 'list' ? list.items[0] : undefined;
    return table?.kind === 'map' ? draftsOf(table, format) : [];
  });
  const uses = new Map<string, number>();
  eachPackage(snapshot.text, format.table, (start, end) => {
    const written = keyOf(snapshot.text, start, end);
    const number = (uses.get(written) ?? 0) + 1;
    uses.set(written, number);
    pieces.add(number === 1 ? written : `${written} #${number}`, start, end);
  });
  const { drafts } = pieces;
  const byKey = new Map<string, number[]>();
  for (const [index, { keys }] of drafts.entries()) {
    for (const key of keys) {
      const indices = byKey.get(key) ?? [];
      if (indices.length < mostOfOne) byKey.set(key, [...indices, index]);
    }
  }
  const needsOf = ({ asks }: Draft): number[] => [...new Set(asks.flatMap((ask) => byKey.get(ask) ?? []))];
  const projects = drafts
    .filter((draft) => draft.package.source === 'workspace')
    .map((draft) => [canonicalName(format.ecosystem, draft.package.name), asked(needsOf(draft), drafts)] as const);
  const content = { ...pieces.finished(needsOf), projects: new Map(projects), projectsBy: 'name' } as const;
  return { content, problems: pieces.problems, comments: [], starts: pieces.starts };
}

// A package is there in some versions, for different platforms; more of one are an attack on the time.
const mostOfOne = 20;

/** Shows each package with the tables in it. Generators write headers at the start of a line, and nothing else that begins with a bracket. */
function eachPackage(text: string, table: string, show: (start: number, end: number) => void): void {
  const [begins, inside] = [`[[${table}]]`, [`[${table}.`, `[[${table}.`]] as const;
  let start = -1;
  for (let at = text.startsWith('[') ? 0 : nextHeader(text, 0); at < text.length; at = nextHeader(text, at)) {
    if (inside.some((header) => text.startsWith(header, at))) continue;
    if (start >= 0) show(start, at);
    start = text.startsWith(begins, at) ? at : -1;
  }
  if (start >= 0) show(start, text.length);
}

function nextHeader(text: string, at: number): number {
  const next = text.indexOf('\n[', at);
  return next < 0 ? text.length : next + 1;
}

/** Name and version, which stand on the first two lines of the table. */
function keyOf(text: string, start: number, end: number): string {
  let at = start;
  for (let lines = 0; lines < 3 && at < end; lines++) at = lineAfter(text, at, end);
  return copyOf(text, start, at);
}

function lineAfter(text: string, at: number, end: number): number {
  const next = text.indexOf('\n', at);
  return next < 0 || next >= end ? end : next + 1;
}

function draftsOf(table: MapValue, { ecosystem, entryOf }: TomlLock): readonly Draft[] {
  const name = textAt(table, 'name');
  if (!name) return [];
  const version = textAt(table, 'version');
  const { source, url, integrity, asks } = entryOf(table);
  const locked: Omit<LockedPackage, 'needs'> = {
    name: name.value,
    nameAt: name.place,
    version: version?.value ?? '',
    versionAt: version?.place ?? name.place,
    source,
    ...(url?.kind === 'string' && { url }),
    ...(integrity?.kind === 'string' && { integrity }),
  };
  const key = canonicalName(ecosystem, name.value);
  return [{ package: locked, keys: [key, `${key} ${locked.version}`], asks }];
}

/** A name that is there twice is told apart by its version. */
function asked(needs: readonly number[], drafts: readonly Draft[]): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const index of needs) {
    const one = drafts[index]?.package;
    if (one) names.set(names.has(one.name) ? `${one.name} ${one.version}` : one.name, index);
  }
  return names;
}
