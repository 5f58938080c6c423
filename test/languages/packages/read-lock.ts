// Reads one lock file with marks, for the tests of this folder.

import assert from 'node:assert/strict';
import type { LockFile } from '../../../server/src/languages/packages/file.ts';
import { packages } from '../../../server/src/languages/packages/language.ts';
import type { LockedPackage } from '../../../server/src/languages/packages/lock.ts';
import type { Place } from '../../../server/src/model/place.ts';
import { plain } from '../../../server/src/model/value.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { edited, snapshotOf } from '../../../server/src/text/snapshot.ts';

export interface ReadLock {
  readonly lock: LockFile;
  /** `name@version source -> names of what it needs`, with what else the lock says of it. */
  readonly packages: readonly string[];
  /** For each project by its folder: `own name: name@version`. */
  readonly projects: Readonly<Record<string, readonly string[]>>;
  /** `span text: message` of each problem. */
  readonly problems: readonly string[];
}

export function readLock(file: string, source: string, previous?: LockFile): ReadLock {
  const { text } = marked(source);
  const snapshot = previous
    ? edited(previous.snapshot, [{ span: { start: 0, end: previous.snapshot.text.length }, text }], 1)
    : snapshotOf(file, text);
  const lock = packages().parse(snapshot, previous);
  assert.ok(lock.kind === 'lock', 'a lock was read');
  const found = lock.lock.content?.packages ?? [];
  const idOf = (index: number): string => `${found[index]?.name}@${found[index]?.version}`;
  const factsOf = ({ source: from, needs, url, integrity, runsScripts }: LockedPackage, index: number): string =>
    [
      `${idOf(index)} ${from}`,
      ...(url ? [url.value] : []),
      ...(integrity ? [integrity.value] : []),
      ...(runsScripts && plain(runsScripts) === true ? ['runs scripts'] : []),
      ...(needs.length > 0 ? [`-> ${needs.map(idOf).join(' ')}`] : []),
    ].join(' ');
  const projects = [...(lock.lock.content?.projects ?? [])].map(([folder, names]) => [
    folder,
    [...names].map(([name, index]) => `${name}: ${idOf(index)}`),
  ]);
  return {
    lock,
    packages: found.map(factsOf),
    projects: Object.fromEntries(projects),
    problems: lock.problems.map(({ span, message }) => `${text.slice(span?.start, span?.end)}: ${message}`),
  };
}

/** The marks of the source are the names and versions of its packages, in turn, and where they are marked their addresses and checksums. */
export function assertLockPlaces(file: string, source: string): void {
  const { text, marks } = marked(source);
  const { lock } = readLock(file, source);
  const places = (lock.lock.content?.packages ?? []).flatMap(({ nameAt, versionAt, url, integrity }) => [
    nameAt,
    versionAt,
    ...(url ? [url.place] : []),
    ...(integrity ? [integrity.place] : []),
  ]);
  const inFile = ({ source: of, start, end }: Place) => {
    const offset = lock.sources.get(of) ?? assert.fail('the source is in the file');
    return { start: start + offset, end: end + offset };
  };
  const held = ({ start, end }: { start: number; end: number }) => `${start}-${end} ${text.slice(start, end)}`;
  const byStart = (a: { start: number; end: number }, b: { start: number; end: number }) =>
    a.start - b.start || b.end - a.end;
  assert.deepEqual(places.map(inFile).sort(byStart).map(held), [...marks].sort(byStart).map(held));
}
