// Reads a whole archive of records into a draft of a database.

import { addRecord, type Draft, emptyDraft } from './build.ts';
import type { ByteSource } from './bytes.ts';
import type { Ecosystem } from './ecosystem.ts';
import { readRecord } from './osv.ts';
import { type Codec, filesIn } from './zip.ts';
import { ArchiveError, type Limits } from './zip-directory.ts';

/** Throws ArchiveError where the archive or one of its records is damaged, and where it holds no records at all. */
export function draftFrom(archive: ByteSource, ecosystem: Ecosystem, codec: Codec, limits?: Limits): Draft {
  const draft = emptyDraft();
  const decoder = new TextDecoder();
  for (const { name, bytes } of filesIn(archive, codec, limits)) {
    const record = readRecord(jsonOf(decoder.decode(bytes), name), ecosystem);
    if (!record) throw new ArchiveError(`${name} is no record of OSV`);
    addRecord(draft, record);
  }
  if (draft.ledger.size === 0) throw new ArchiveError('it holds no records');
  return draft;
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ArchiveError(`${name} is damaged: it is no JSON`);
  }
}
