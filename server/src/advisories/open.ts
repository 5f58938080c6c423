// Opens the file of a database and looks packages up in it. The index stays in memory, a body is read when it is asked for.

import type { Advisory } from './advisory.ts';
import { type ByteSource, sameBytes, sha256 } from './bytes.ts';
import {
  type About,
  format,
  hashOf,
  headerLength,
  indexEntryLength,
  magic,
  type PackageBody,
  sumsEnd,
} from './database.ts';
import { canonicalName } from './ecosystem.ts';

export interface Database {
  readonly about: About;
  /** Every advisory about a package, whatever its version; the name may be written in any form that the ecosystem allows. */
  lookup(name: string): readonly Advisory[];
  /** All of it, in no order that means anything. */
  packages(): Iterable<PackageBody>;
  /** When each record was modified, by its id. */
  ledger(): ReadonlyMap<string, string>;
  /** Reads all of the file. The front was checked when it was opened. */
  isWhole(): Promise<boolean>;
}

/** The file is no database, is damaged, or was written by a later version. */
export class DatabaseError extends Error {}

export async function openDatabase(source: ByteSource): Promise<Database> {
  const header = readHeader(source);
  const front = source.read(sumsEnd, header.bodiesStart - sumsEnd);
  if (!sameBytes(await sha256(front), header.frontSum)) throw new DatabaseError('it is damaged: its checksum is wrong');
  const about = JSON.parse(new TextDecoder().decode(front.subarray(32, 32 + header.aboutLength))) as About;
  const indexStart = front.byteOffset + 32 + header.aboutLength;
  const index = new DataView(front.buffer, indexStart, header.packages * indexEntryLength);
  const decoder = new TextDecoder();
  const bodyAt = (at: number): PackageBody => {
    const start = at === 0 ? 0 : endOf(index, at - 1);
    const bytes = source.read(header.bodiesStart + start, endOf(index, at) - start);
    return JSON.parse(decoder.decode(bytes)) as PackageBody;
  };
  return {
    about,
    lookup(name) {
      const key = canonicalName(about.ecosystem, name);
      const hash = hashOf(key);
      for (let at = firstWith(hash, index, header.packages); at < header.packages && hashAt(index, at) === hash; at++) {
        const body = bodyAt(at);
        if (body.name === key) return body.advisories;
      }
      return [];
    },
    *packages() {
      for (let at = 0; at < header.packages; at++) yield bodyAt(at);
    },
    ledger() {
      const bytes = source.read(header.ledgerStart, header.ledgerLength);
      const lines = decoder.decode(bytes).split('\n').filter(Boolean);
      return new Map(lines.map((line) => line.split(',', 2) as [string, string]));
    },
    async isWhole() {
      const rest = source.read(header.bodiesStart, source.size - header.bodiesStart);
      return sameBytes(await sha256(rest), header.restSum);
    },
  };
}

interface Header {
  readonly frontSum: Uint8Array;
  readonly restSum: Uint8Array;
  readonly aboutLength: number;
  readonly packages: number;
  readonly bodiesStart: number;
  readonly ledgerStart: number;
  readonly ledgerLength: number;
}

function readHeader(source: ByteSource): Header {
  if (source.size < headerLength) throw new DatabaseError('it is no database of advisories');
  const bytes = source.read(0, headerLength);
  if (new TextDecoder().decode(bytes.subarray(0, magic.length)) !== magic)
    throw new DatabaseError('it is no database of advisories');
  const view = new DataView(bytes.buffer, bytes.byteOffset + sumsEnd, 32);
  if (view.getUint32(0, true) !== format) throw new DatabaseError('it was written by another version of Lintel');
  const [aboutLength, packages] = [view.getUint32(4, true), view.getUint32(8, true)];
  const [bodies, ledgerLength] = [Number(view.getBigUint64(16, true)), Number(view.getBigUint64(24, true))];
  const bodiesStart = headerLength + aboutLength + packages * indexEntryLength;
  if (bodiesStart + bodies + ledgerLength !== source.size)
    throw new DatabaseError('it is damaged: its length is wrong');
  return {
    frontSum: bytes.slice(magic.length, magic.length + 32),
    restSum: bytes.slice(magic.length + 32, sumsEnd),
    aboutLength,
    packages,
    bodiesStart,
    ledgerStart: bodiesStart + bodies,
    ledgerLength,
  };
}

const hashAt = (index: DataView, at: number): number => index.getUint32(at * indexEntryLength, true);
const endOf = (index: DataView, at: number): number => index.getUint32(at * indexEntryLength + 4, true);

/** The first entry with a hash that is not below, by halving. */
function firstWith(hash: number, index: DataView, length: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashAt(index, middle) < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}
