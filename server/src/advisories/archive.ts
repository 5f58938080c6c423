// Reads a whole archive of records into a draft of a database.

import { addRecord, type Draft, emptyDraft } from './build.ts';
import type { ByteSource } from './bytes.ts';
import type { Ecosystem } from './ecosystem.ts';
import { readRecord } from './osv.ts';
import { type Codec, filesIn } from './zip.ts';
import { ArchiveError, type Limits } from './zip-directory.ts';

export interface ArchiveReading {
  readonly draft: Draft;
  /** How many entries are no records. A few are the source's own mistakes. */
  readonly unread: number;
}

/** Throws ArchiveError where the archive is damaged, holds no records, or holds too much else. */
export function draftFrom(archive: ByteSource, ecosystem: Ecosystem, codec: Codec, limits?: Limits): ArchiveReading {
  const draft = emptyDraft();
  const decoder = new TextDecoder();
  let unread = 0;
  for (const { bytes } of filesIn(archive, codec, limits)) {
    const record = readRecord(jsonOf(decoder.decode(bytes)), ecosystem);
    if (record) addRecord(draft, record);
    else unread++;
  }
  const read = draft.ledger.size;
  if (read === 0) throw new ArchiveError('it holds no records');
  if (unread > Math.max(10, read / 100)) throw new ArchiveError(`${unread} of its entries are no records`);
  return { draft, unread };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
