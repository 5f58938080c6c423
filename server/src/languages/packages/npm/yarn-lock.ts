// Reads yarn.lock of all versions. Each block is a package: a line with what was asked for (`a@^1.0.0, a@^1.2.0:`), then what was chosen.
// Yarn 1 writes a form of its own and says nothing of projects; later ones write regular YAML in which projects are blocks, too.
// https://classic.yarnpkg.com/lang/en/docs/yarn-lock, https://yarnpkg.com/advanced/lexicon#descriptor

import type { Problem } from '../../../model/file.ts';
import type { Source } from '../../../model/place.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { LockFormat, Reading } from '../format.ts';
import type { Lock } from '../lock.ts';
import { type Draft, type PieceReader, pieceReader } from '../pieces.ts';
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
  const { text } = snapshot;
  const problems: Problem[] = [];
  const pieces = pieceReader(snapshot, previous?.content?.pieces, readBlock);
  for (const { start, end } of blocksIn(text)) {
    const lineEnd = endOfLine(text, start);
    const header = text.slice(start, Math.min(lineEnd, end));
    if (header.startsWith('__metadata')) continue;
    if (!/:\s*$/.test(header)) {
      const isConflict = /^(?:<{7}|={7}|>{7}|\|{7})/.test(header);
      const message = isConflict
        ? 'this is the mark of a merge conflict'
        : 'a package is expected here, and a colon behind it';
      problems.push({ span: spanOf(start, start + header.length), message });
      continue;
    }
    pieces.add(header, start, end);
  }
  const content = lockOf(pieces);
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

/** From one line that is not indented up to the next, without empty lines at the end and comments. */
function* blocksIn(text: string): Generator<{ readonly start: number; readonly end: number }> {
  let start: number | undefined;
  let contentEnd = 0;
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at);
    const first = text.charCodeAt(at);
    const isBlank = end === at || (first === 0x0d && end === at + 1);
    const isHead = !isBlank && first !== 0x20 && first !== 0x09;
    if (isHead) {
      if (start !== undefined) yield { start, end: contentEnd };
      start = first === 0x23 ? undefined : at;
    }
    if (!isBlank) contentEnd = text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
    at = end + 1;
  }
  if (start !== undefined) yield { start, end: contentEnd };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
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
