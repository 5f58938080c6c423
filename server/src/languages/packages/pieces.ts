// Large lock files are read piece by piece, a piece for each package or so, each with a source of its own. So what an edit did not touch
// stays the same object, though it has moved, and so do the resources that are made of it and the answers of the rules about them.

import type { Problem } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import { copyOf } from '../../text/copy.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { shifted } from '../../text/span.ts';
import type { Lock, LockedPackage } from './lock.ts';

export interface Pieces {
  readonly byKey: ReadonlyMap<string, Piece>;
  readonly made: ReadonlyMap<Draft, LockedPackage>;
}

export interface Piece {
  readonly text: string;
  readonly source: Source;
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
}

/** A package without what only the rest of the file tells: the numbers of what it needs. */
export interface Draft {
  readonly package: Omit<LockedPackage, 'needs'>;
  /** What others find it by. */
  readonly keys: readonly string[];
  /** What it asks for, in the words of the format. */
  readonly asks: readonly string[];
  /** What it wants to find beside it, and leaves to others to ask for. */
  readonly peers?: readonly string[];
  /** It is there because others have it as a peer, and for no other reason. */
  readonly onlyAsPeer?: boolean;
}

export interface PieceReader {
  /** The piece that was under this key, if it stands whole at the offset again; of formats in which the end of a piece tells itself. */
  again(key: string, start: number): Piece | undefined;
  /** The piece of this key with the text of the span. */
  add(key: string, start: number, end: number): Piece;
  /** All of them in the order of the file. */
  readonly drafts: readonly Draft[];
  readonly problems: readonly Problem[];
  readonly starts: ReadonlyMap<Source, number>;
  /**
   * The packages of the drafts; `needsOf` gives the numbers of the drafts that a draft needs. Unless it goes by `more` than the drafts, it
   * is asked only of what changed, as long as no other package can be found than before.
   */
  finished(needsOf: (draft: Draft) => readonly number[], more?: boolean): Pick<Lock, 'packages' | 'pieces'>;
}

/** Reads one piece; it is given its text alone, and places count from its start. */
export type ReadPiece = (text: string, source: Source, problems: Problem[]) => readonly Draft[];

/** `before` is what the last reading of the file has left. */
export function pieceReader(
  { file, text }: Pick<Snapshot, 'file' | 'text'>,
  before: Pieces | undefined,
  read: ReadPiece,
): PieceReader {
  const byKey = new Map<string, Piece>();
  const starts = new Map<Source, number>();
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  const take = (key: string, start: number, piece: Piece): Piece => {
    byKey.set(key, piece);
    starts.set(piece.source, start);
    for (const draft of piece.drafts) drafts.push(draft);
    for (const { span, message } of piece.problems)
      problems.push({ ...(span && { span: shifted(span, start) }), message });
    return piece;
  };
  const known = (key: string, start: number): Piece | undefined => {
    const piece = before?.byKey.get(key);
    // A source stands in one place only, so of two pieces that are the same the second is read for itself.
    if (!piece || piece.problems.length > 0 || starts.has(piece.source)) return undefined;
    // Compared as wholes, which is several times faster than \`startsWith\`.
    return text.slice(start, start + piece.text.length) === piece.text ? piece : undefined;
  };
  return {
    again(key, start) {
      const piece = known(key, start);
      return piece && take(key, start, piece);
    },
    add(key, start, end) {
      const piece = known(key, start);
      if (piece?.text.length === end - start) return take(key, start, piece);
      const own = copyOf(text, start, end);
      const source: Source = { file };
      const ownProblems: Problem[] = [];
      return take(key, start, { text: own, source, drafts: read(own, source, ownProblems), problems: ownProblems });
    },
    drafts,
    problems,
    starts,
    finished(needsOf, more = false) {
      const isSame = !more && before !== undefined && sameFound(drafts, before);
      const made = new Map<Draft, LockedPackage>();
      const packages = drafts.map((draft) => {
        const last = before?.made.get(draft);
        const one = last && isSame ? last : madeOf(draft, needsOf(draft), last);
        made.set(draft, one);
        return one;
      });
      return { packages, pieces: { byKey, made } };
    },
  };
}

const madeOf = (draft: Draft, needs: readonly number[], last: LockedPackage | undefined): LockedPackage =>
  last && sameItems(last.needs, needs) ? last : { ...draft.package, needs };

/** Are they found by the same keys, with the same numbers? */
function sameFound(drafts: readonly Draft[], before: Pieces): boolean {
  if (drafts.length !== before.made.size) return false;
  let index = 0;
  for (const last of before.made.keys()) {
    const now = drafts[index++];
    if (!now || (now !== last && !(sameItems(now.keys, last.keys) && now.onlyAsPeer === last.onlyAsPeer))) return false;
  }
  return true;
}

const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);
