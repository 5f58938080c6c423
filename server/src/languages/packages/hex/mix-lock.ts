// Reads mix.lock (hex: lib/hex/utils.ex): a map with a package a line, `"name": {:hex, :name, "1.2.3", "checksum", …}` or `{:git, "url", "commit", …}`.

import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { stringAt } from '../../../model/virtual.ts';
import { fileNameOf } from '../../../text/path.ts';
import { lineText, type Snapshot } from '../../../text/snapshot.ts';
import type { LockFormat, Reading } from '../format.ts';
import type { Lock, LockedPackage } from '../lock.ts';

export const mixLock: LockFormat = {
  kind: 'lock',
  name: 'mix.lock',
  ecosystem: 'Hex',
  isNamed: (file) => fileNameOf(file) === 'mix.lock',
  fileNames: ['mix.lock'],
  read,
};

interface Draft {
  readonly locked: Omit<LockedPackage, 'needs'>;
  readonly key: string;
  readonly asks: readonly string[];
}

function read(snapshot: Snapshot, source: Source): Reading<Lock> {
  const drafts = snapshot.lines.flatMap((start, number) => packageIn(lineText(snapshot, number), start, source) ?? []);
  const byKey = new Map(drafts.map(({ key }, index) => [key, index] as const));
  const packages = drafts.map(({ locked, asks }) => ({
    ...locked,
    needs: asks.flatMap((name) => byKey.get(name) ?? []),
  }));
  return { content: { packages, projects: new Map() }, problems: [], comments: [] };
}

const hex = /^\s*"([^"]+)":\s*\{:hex,\s*:(?:"[^"]*"|\w+),\s*"([^"]+)"(?:,\s*"([^"]*)")?/d;
const git = /^\s*"([^"]+)":\s*\{:git,\s*"([^"]+)",\s*"([^"]+)"/d;

function packageIn(line: string, start: number, source: Source): Draft | undefined {
  const released = hex.exec(line);
  const match = released ?? git.exec(line);
  if (!match) return undefined;
  const place = (group: number): Place => {
    const [from, to] = match.indices?.[group] ?? [0, 0];
    return placeOf(source, start + from, start + to);
  };
  const [, key = '', second = '', third] = match;
  const named = { name: key, nameAt: place(1) };
  if (!released) {
    const locked = {
      ...named,
      version: '',
      versionAt: place(3),
      source: 'git' as const,
      url: stringAt(second, place(2)),
    };
    return { key, locked, asks: [] };
  }
  const integrity = third === undefined ? undefined : stringAt(third, place(3));
  const locked = { ...named, version: second, versionAt: place(2), source: 'registry' as const, integrity };
  return { key, locked, asks: [...line.matchAll(/\{:(\w+),\s*"[^"]*",\s*\[hex:/g)].flatMap(([, name]) => name ?? []) };
}
