// Reads package-lock.json and npm-shrinkwrap.json, lockfileVersion 1 to 3. Versions 2 and 3 list every package by the folder that it is
// installed in (https://docs.npmjs.com/cli/configuring-npm/package-lock-json); version 1 nests them, and does not say what the project
// asks for. A package sees others as Node finds them: in `node_modules` of its own folder, then in those of the folders around.

import type { Problem } from '../../../model/file.ts';
import type { Source } from '../../../model/place.ts';
import { withoutConflicts } from '../../../syntax/conflicts.ts';
import { type Ends, eachMember, endOfValue, isObject, namesIn } from '../../../syntax/json-scan.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { LockFormat, Reading } from '../format.ts';
import { objectIn, withoutObject } from '../json-lock.ts';
import type { Lock } from '../lock.ts';
import { type Draft, type PieceReader, pieceReader } from '../pieces.ts';
import { readInstalled, readNested } from './package-lock-entry.ts';

const fileNames = ['npm-shrinkwrap.json', 'package-lock.json'];

export const packageLock: LockFormat = {
  kind: 'lock',
  name: 'package-lock.json',
  ecosystem: 'npm',
  isNamed: (file) => fileNames.includes(fileNameOf(file)),
  fileNames,
  read,
};

function read(snapshot: Snapshot, _source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text, problems } = withoutConflicts(snapshot.text);
  const start = objectIn(text);
  if (start === undefined) return withoutObject(text, 'a lock file of npm');
  const before = previous?.content?.pieces;
  const version1 = pieceReader({ file: snapshot.file, text }, before, readNested);
  const later = pieceReader({ file: snapshot.file, text }, before, readInstalled);
  const projects = new Map<string, readonly string[]>();
  const begins = beginsPackageIn(text);
  eachMember(text, start, problems, ({ start: key, end }, value) => {
    const name = text.slice(key, end);
    // With a bracket too many the packages behind it stand at the top.
    if (isInstalled(name)) return afterPiece(later, name, key - 1, text, value, begins);
    if (!isObject(text, value)) return endOfValue(text, value);
    if (name === 'packages') return readPackages(text, value, problems, later, projects);
    // Version 2 repeats everything for the npm of version 1.
    if (name !== 'dependencies' || later.drafts.length > 0) return endOfValue(text, value);
    return eachMember(text, value, problems, (inner, at) =>
      afterPiece(version1, text.slice(inner.start, inner.end), inner.start - 1, text, at),
    );
  });
  const pieces = later.drafts.length > 0 || projects.size > 0 ? later : version1;
  const content = lockOf(pieces, projects);
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

const isInstalled = (folder: string): boolean => /(?:^|\/)node_modules\//.test(folder);

/** Reads the entries of `packages`: those of installed packages, and those of the projects, which are few. */
function readPackages(
  text: string,
  open: number,
  problems: Problem[],
  pieces: PieceReader,
  projects: Map<string, readonly string[]>,
): number {
  const begins = beginsPackageIn(text);
  return eachMember(text, open, problems, ({ start, end }, value) => {
    const folder = text.slice(start, end);
    if (isInstalled(folder)) return afterPiece(pieces, folder, start - 1, text, value, begins);
    if (!isObject(text, value)) return endOfValue(text, value);
    const names: string[] = [];
    projects.set(folder, names);
    const add = (group: string, at: number): void => {
      if (groups.includes(group) && isObject(text, at)) names.push(...namesIn(text, at));
    };
    return eachMember(
      text,
      value,
      problems,
      (key, at) => {
        add(text.slice(key.start, key.end), at);
        return endOfValue(text, at, begins);
      },
      begins,
    );
  });
}

const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/** A key is told from a value by what stands before it. */
const beginsPackageIn =
  (text: string): Ends =>
  (quote) => {
    if (!text.startsWith('node_modules/', quote + 1)) return false;
    let before = quote - 1;
    while (text.charCodeAt(before) <= 0x20) before--;
    return text[before] !== ':';
  };

function afterPiece(pieces: PieceReader, key: string, start: number, text: string, value: number, ends?: Ends): number {
  const piece = pieces.again(key, start) ?? pieces.add(key, start, endOfValue(text, value, ends));
  return start + piece.text.length;
}

function lockOf(pieces: PieceReader, projects: ReadonlyMap<string, readonly string[]>): Lock {
  const byFolder = new Map<string, number>();
  for (const [index, { keys }] of pieces.drafts.entries()) for (const key of keys) byFolder.set(key, index);
  const found = (folder: string, name: string): number | undefined => {
    for (let around: string | undefined = folder; around !== undefined; around = folderAround(around)) {
      const index = byFolder.get(around === '' ? `node_modules/${name}` : `${around}/node_modules/${name}`);
      if (index !== undefined) return index;
    }
    return undefined;
  };
  const needsOf = ({ keys: [folder = ''], asks, peers = [] }: Draft): readonly number[] => {
    const needs = new Set(asks.flatMap((name) => found(folder, name) ?? []));
    for (const name of peers) {
      const index = found(folder, name);
      if (index !== undefined && pieces.drafts[index]?.onlyAsPeer) needs.add(index);
    }
    return [...needs];
  };
  const direct = (folder: string, names: readonly string[]): ReadonlyMap<string, number> =>
    new Map(names.flatMap((name) => [[name, found(folder, name)] as const]).filter(isFound));
  // Version 1 does not say what the project asks for, and finds it at the top.
  const topNames = [...byFolder.keys()].flatMap(
    (folder) => /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(folder)?.[1] ?? [],
  );
  const told = projects.size > 0 ? projects : new Map([['', topNames]]);
  return {
    ...pieces.finished(needsOf),
    ...(projects.size === 0 && { asks: 'unknown' }),
    projects: new Map([...told].map(([folder, names]) => [folder, direct(folder, names)])),
  };
}

const isFound = (entry: readonly [string, number | undefined]): entry is readonly [string, number] =>
  entry[1] !== undefined;

/** The next folder in which Node looks; undefined behind the outermost. */
function folderAround(folder: string): string | undefined {
  if (folder === '') return undefined;
  const installed = folder.lastIndexOf('node_modules/');
  const cut = installed >= 0 ? installed - 1 : folder.lastIndexOf('/');
  return folder.slice(0, Math.max(cut, 0));
}
