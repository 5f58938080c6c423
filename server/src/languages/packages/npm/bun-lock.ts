// Reads bun.lock, lockfileVersion 0 and 1 (https://bun.com/docs/pm/lockfile, and the comments of Bun's own writer, bun.lock.zig). Each package
// is a line with a path of names for its key: `a/b` is the `b` that `a` sees, and what nobody sees apart from the others is just `b`.

import type { Source } from '../../../model/place.ts';
import { withoutConflicts } from '../../../syntax/conflicts.ts';
import { type Ends, eachMember, endOfValue, isObject, namesIn } from '../../../syntax/json-scan.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { LockFormat, Reading } from '../format.ts';
import { objectIn, withoutObject } from '../json-lock.ts';
import type { Lock } from '../lock.ts';
import { type Draft, type PieceReader, pieceReader } from '../pieces.ts';
import { readBunEntry } from './bun-lock-entry.ts';

export const bunLock: LockFormat = {
  kind: 'lock',
  name: 'bun.lock',
  ecosystem: 'npm',
  isNamed: (file) => fileNameOf(file) === 'bun.lock',
  fileNames: ['bun.lock'],
  read,
};

/** What a project is called, and the names of what it asks for. */
interface Project {
  readonly name: string;
  readonly asks: readonly string[];
}

function read(snapshot: Snapshot, _source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text, problems } = withoutConflicts(snapshot.text);
  const start = objectIn(text);
  if (start === undefined) return withoutObject(text, 'bun.lock');
  const pieces = pieceReader({ file: snapshot.file, text }, previous?.content?.pieces, readBunEntry);
  const projects = new Map<string, Project>();
  const begins = beginsEntryIn(text);
  eachMember(text, start, problems, ({ start: key, end }, value) => {
    const section = text.slice(key, end);
    if (!isObject(text, value) || (section !== 'packages' && section !== 'workspaces')) return endOfValue(text, value);
    return eachMember(text, value, problems, (own, at) => {
      const name = text.slice(own.start, own.end);
      const after = withoutSpace(text, begins(at) ? at : endOfValue(text, at, begins));
      if (section === 'workspaces') projects.set(name, projectAt(text, at, begins));
      else pieces.add(name, own.start - 1, after);
      return after;
    });
  });
  const content = lockOf(pieces, projects);
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

/** What is not closed ends with its last character, not where the next entry begins. */
function withoutSpace(text: string, end: number): number {
  let at = end;
  while (text.charCodeAt(at - 1) <= 0x20) at--;
  return at;
}

/** Bun indents the keys of both sections by four spaces, and nothing else. */
const beginsEntryIn =
  (text: string): Ends =>
  (quote) =>
    text.startsWith('\n    ', quote - 5);

const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

function projectAt(text: string, open: number, ends: Ends): Project {
  let name = '';
  const asks: string[] = [];
  if (isObject(text, open)) {
    eachMember(
      text,
      open,
      [],
      (key, at) => {
        const member = text.slice(key.start, key.end);
        const end = endOfValue(text, at, ends);
        if (member === 'name') name = text.slice(at + 1, end - 1);
        else if (groups.includes(member) && isObject(text, at)) asks.push(...namesIn(text, at));
        return end;
      },
      ends,
    );
  }
  return { name, asks };
}

function lockOf(pieces: PieceReader, projects: ReadonlyMap<string, Project>): Lock {
  const byPath = new Map<string, number>();
  for (const [index, { keys }] of pieces.drafts.entries()) for (const key of keys) byPath.set(key, index);
  const found = (from: string, name: string): number | undefined => {
    for (let path = from; path !== ''; path = pathAround(path)) {
      const index = byPath.get(`${path}/${name}`);
      if (index !== undefined) return index;
    }
    return byPath.get(name);
  };
  const foundAll = (from: string, names: readonly string[]): readonly number[] =>
    names.flatMap((name) => found(from, name) ?? []);
  const directs = [...projects].map(([folder, { name, asks }]): [string, ReadonlyMap<string, number>] => [
    folder,
    new Map(asks.flatMap((one) => foundAll(folder === '' ? '' : name, [one]).map((index) => [one, index] as const))),
  ]);
  // Bun does not mark what is there only because others have it as a peer.
  const asked = new Set([
    ...directs.flatMap(([, direct]) => [...direct.values()]),
    ...pieces.drafts.flatMap(({ keys: [path = ''], asks }) => foundAll(path, asks)),
  ]);
  const needsOf = ({ keys: [path = ''], asks, peers = [] }: Draft): readonly number[] => [
    ...new Set([...foundAll(path, asks), ...foundAll(path, peers).filter((index) => !asked.has(index))]),
  ];
  return { ...pieces.finished(needsOf, true), projects: new Map(directs) };
}

/** Without its last name, which may have a scope. */
function pathAround(path: string): string {
  const last = path.lastIndexOf('/');
  const scope = path.lastIndexOf('/', last - 1) + 1;
  return path.slice(0, Math.max(path[scope] === '@' ? scope - 1 : last, 0));
}
