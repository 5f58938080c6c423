// Reads yarn.lock of all versions. Each block is a package: a line with what was asked for (`a@^1.0.0, a@^1.2.0:`), then what was chosen.
// Yarn 1 writes a form of its own and says nothing of projects; later ones write regular YAML in which projects are blocks, too.
// https://classic.yarnpkg.com/lang/en/docs/yarn-lock, https://yarnpkg.com/advanced/lexicon#descriptor

import type { Source } from '../../../model/place.ts';
import { withoutConflicts } from '../../../syntax/conflicts.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { LockFormat, Reading } from '../format.ts';
import type { Lock } from '../lock.ts';
import { type Draft, type PieceReader, pieceReader } from '../pieces.ts';
import { blocksIn, headOf } from './blocks.ts';
import { nameEnd, projectIn, readBlock } from './yarn-lock-block.ts';

export const yarnLock: LockFormat = {
  kind: 'lock',
  name: 'yarn.lock',
  ecosystem: 'npm',
  isNamed: (file) => fileNameOf(file) === 'yarn.lock',
  fileNames: ['yarn.lock'],
  read,
};

function read(snapshot: Snapshot, _source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text, problems } = withoutConflicts(snapshot.text);
  const pieces = pieceReader({ file: snapshot.file, text }, previous?.content?.pieces, readBlock);
  for (const block of blocksIn(text, 0, text.length, 0)) {
    const { start, end } = block;
    const header = headOf(text, block);
    if (header.startsWith('__metadata')) continue;
    if (!/:\s*$/.test(header)) {
      const span = spanOf(start, start + header.length);
      problems.push({ span, message: 'a package is expected here, and a colon behind it' });
      continue;
    }
    pieces.add(header, start, end);
  }
  const content = lockOf(pieces);
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

function lockOf(pieces: PieceReader): Lock {
  const chosen = new Map<string, number>();
  const byName = new Map<string, number | 'several'>();
  for (const [index, { keys }] of pieces.drafts.entries()) {
    for (const key of keys) chosen.set(key, index);
    const name = keys[0]?.slice(0, nameEnd(keys[0])) ?? '';
    byName.set(name, byName.has(name) ? 'several' : index);
  }
  const found = (asked: string): number | undefined => {
    const end = nameEnd(asked);
    const exact = chosen.get(asked) ?? chosen.get(`${asked.slice(0, end)}@npm:${asked.slice(end + 1)}`);
    if (exact !== undefined) return exact;
    // Resolutions ask for something else than the package does.
    const alone = byName.get(asked.slice(0, end));
    return typeof alone === 'number' ? alone : undefined;
  };
  const needsOf = ({ asks }: Draft): readonly number[] => [...new Set(asks.flatMap((asked) => found(asked) ?? []))];
  const projects = new Map<string, ReadonlyMap<string, number>>();
  for (const draft of pieces.drafts) {
    const folder = projectIn(draft);
    if (folder === undefined) continue;
    const direct = draft.asks.flatMap((asked) => {
      const index = found(asked);
      return index === undefined ? [] : [[asked.slice(0, nameEnd(asked)), index] as const];
    });
    projects.set(folder, new Map(direct));
  }
  return { ...pieces.finished((draft) => (projectIn(draft) === undefined ? needsOf(draft) : [])), projects, chosen };
}
