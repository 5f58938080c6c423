// Reads pnpm-lock.yaml, lockfileVersion 5 to 9, line by line: pnpm always writes it in one form, and a reader of all YAML takes far longer.
// https://github.com/pnpm/spec/tree/master/lockfile
// Versions 5 and 6 say with each package what it needs; version 9 says it in `snapshots`, once for each choice of peers.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { withoutConflicts } from '../../../syntax/conflicts.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { LockFormat, Reading } from '../format.ts';
import { chosenFor, type Lock, type LockedPackage } from '../lock.ts';
import { type Draft, type PieceReader, pieceReader } from '../pieces.ts';
import { type Block, blocksIn, endOfLine, headOf } from './blocks.ts';
import { asked, keyOf, keysFor, readPackage, withoutPeers } from './pnpm-lock-package.ts';
import { type Pair, pairsIn } from './pnpm-lock-pairs.ts';

export const pnpmLock: LockFormat = {
  kind: 'lock',
  name: 'pnpm-lock.yaml',
  ecosystem: 'npm',
  isNamed: (file) => fileNameOf(file) === 'pnpm-lock.yaml',
  fileNames: ['pnpm-lock.yaml'],
  read,
};

/** What a project or a catalog says of a package, and where; `reference` is what was chosen. */
interface Choice {
  readonly name: string;
  readonly reference: string;
  readonly nameAt: Place;
}

interface Told {
  readonly projects: Map<string, readonly Choice[]>;
  readonly catalogs: Map<string, readonly Choice[]>;
  /** By the key of the package, what it needs. */
  readonly needs: Map<string, readonly string[]>;
}

function read(snapshot: Snapshot, source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text, problems } = withoutConflicts(snapshot.text);
  const pieces = pieceReader({ file: snapshot.file, text }, previous?.content?.pieces, readPackage);
  const told: Told = { projects: new Map(), catalogs: new Map(), needs: new Map() };
  for (const section of blocksIn(text, 0, text.length, 0)) {
    const head = headOf(text, section);
    if (!/^[\w-]+:(?:\s|$)/.test(head) && head !== '---') {
      problems.push({ span: spanOf(section.start, section.start + head.length), message: strangeLine });
    }
    if (head === 'packages:') {
      for (const entry of entriesOf(text, section, problems)) pieces.add(headOf(text, entry), entry.start, entry.end);
    } else readSection(head, section, text, source, told);
  }
  const content = lockOf(pieces, told);
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

const groups = ['dependencies', 'devDependencies', 'optionalDependencies'];

function readSection(head: string, section: Block, text: string, source: Source, told: Told): void {
  const name = head.replace(/:.*$/, '');
  // A lock of one project says what that asks for at the top.
  if (groups.includes(name)) {
    const before = told.projects.get('') ?? [];
    told.projects.set('', [...before, ...choicesIn(text, section, 2, source, [''])]);
  }
  if (!['importers', 'catalogs', 'snapshots'].includes(name)) return;
  for (const entry of entriesOf(text, section, [])) {
    const key = keyOf(headOf(text, entry));
    if (name === 'importers') told.projects.set(key === '.' ? '' : key, choicesIn(text, entry, 6, source, groups));
    else if (name === 'catalogs') told.catalogs.set(key, choicesIn(text, entry, 4, source, ['']));
    else {
      const needed = told.needs.get(withoutPeers(key)) ?? [];
      told.needs.set(withoutPeers(key), [...needed, ...neededIn(text, entry)]);
    }
  }
}

/** The entries of a section. */
function* entriesOf(text: string, section: Block, problems: Problem[]): Generator<Block> {
  const from = endOfLine(text, section.start) + 1;
  for (const entry of blocksIn(text, from, section.end, 2)) {
    const head = headOf(text, entry);
    if (/:(?:\s|$)/.test(head)) yield entry;
    else problems.push({ span: spanOf(entry.start, entry.start + head.length), message: strangeLine });
  }
}

/** Names with their versions: in the line of the name (version 5), or in a field of its own. */
function choicesIn(
  text: string,
  block: Block,
  indentation: number,
  source: Source,
  wanted: readonly string[],
): readonly Choice[] {
  const choices: Choice[] = [];
  let group = '';
  let pair: Pair | undefined;
  const add = (reference: string): void => {
    if (!pair || !wanted.includes(group)) return;
    const { key, keyStart } = pair;
    choices.push({ name: key, reference, nameAt: placeOf(source, keyStart, keyStart + key.length) });
  };
  for (const one of pairsIn(text, endOfLine(text, block.start), block.end)) {
    if (one.indentation === indentation) {
      pair = one;
      if (one.value !== '') add(one.value);
    } else if (one.indentation < indentation) group = one.key;
    else if (one.key === 'version') add(one.value);
  }
  return choices;
}

function neededIn(text: string, entry: Block): readonly string[] {
  const needed: string[] = [];
  let group = '';
  for (const { indentation, key, value } of pairsIn(text, endOfLine(text, entry.start), entry.end)) {
    if (indentation === 4) group = key;
    else if (groups.includes(group)) needed.push(asked(key, value));
  }
  return needed;
}

function lockOf(pieces: PieceReader, { projects, catalogs, needs }: Told): Lock {
  const byKey = new Map<string, number>();
  for (const [index, { keys }] of pieces.drafts.entries()) for (const key of keys) byKey.set(key, index);
  const found = (one: string): number | undefined => {
    for (const key of keysFor(one)) {
      const index = byKey.get(key);
      if (index !== undefined) return index;
    }
    return undefined;
  };
  const needsOf = ({ keys: [key = ''], asks }: Draft): readonly number[] => [
    ...new Set([...asks, ...(needs.get(key) ?? [])].flatMap((one) => found(one) ?? [])),
  ];
  const finished = pieces.finished(needsOf, needs.size > 0);
  const links: LockedPackage[] = [];
  const direct = (choices: readonly Choice[]): readonly (readonly [string, number])[] =>
    choices.flatMap(({ name, reference, nameAt }) => {
      const index = found(asked(name, reference));
      if (index !== undefined) return [[name, index] as const];
      if (!reference.startsWith('link:')) return [];
      links.push({ name, nameAt, version: '', versionAt: nameAt, source: 'workspace', needs: [] });
      return [[name, finished.packages.length + links.length - 1] as const];
    });
  const directs = new Map([...projects].map(([folder, choices]) => [folder, new Map(direct(choices))]));
  const chosen = [...catalogs].flatMap(([catalog, choices]) =>
    direct(choices).map(([name, index]) => [chosenFor(name, `catalog:${catalog}`), index] as const),
  );
  return {
    ...finished,
    packages: [...finished.packages, ...links],
    projects: directs,
    ...(chosen.length > 0 && { chosen: new Map(chosen) }),
  };
}

const strangeLine = 'a key and a colon are expected here';
