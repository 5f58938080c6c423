// The central directory of a zip archive, found from its end (APPNOTE.TXT 4.3.12 to 4.3.16), with the numbers of ZIP64 where those of
// the old format are full.

import type { ByteSource } from './bytes.ts';

export interface Limits {
  readonly entries: number;
  /** Of one entry, in bytes, unpacked. */
  readonly entryBytes: number;
  /** How many times the size of the archive all of it may be, unpacked. Text comes to about ten. */
  readonly ratio: number;
}

export interface Entry {
  readonly name: string;
  readonly compressed: number;
  readonly size: number;
  readonly crc32: number;
  readonly method: number;
  /** Of the local header. */
  readonly position: number;
}

export class ArchiveError extends Error {}

const full16 = 0xffff;
const full32 = 0xffffffff;

export function* centralDirectory(archive: ByteSource, limits: Limits): Generator<Entry> {
  const { entries, size, position } = placeOfDirectory(archive);
  if (entries > limits.entries) throw new ArchiveError(`it holds ${entries} entries, more than ${limits.entries}`);
  // An entry takes 46 bytes and its name, its ZIP64 numbers and its comment; more than this is no list of records.
  if (size > entries * 1024) throw new ArchiveError('its directory is longer than its entries need');
  const bytes = archive.read(position, size);
  const view = viewOf(bytes);
  let offset = 0;
  for (let index = 0; index < entries; index++) {
    if (offset + 46 > size || view.getUint32(offset, true) !== 0x02014b50)
      throw new ArchiveError('its directory is damaged');
    const next =
      offset +
      46 +
      view.getUint16(offset + 28, true) +
      view.getUint16(offset + 30, true) +
      view.getUint16(offset + 32, true);
    if (next > size) throw new ArchiveError('its directory is damaged');
    yield entryAt(view, bytes, offset);
    offset = next;
  }
}

interface DirectoryPlace {
  readonly entries: number;
  readonly size: number;
  readonly position: number;
}

/** The record of the end is the last thing but a comment of at most 65,535 bytes. */
function placeOfDirectory(archive: ByteSource): DirectoryPlace {
  const length = Math.min(archive.size, 22 + full16);
  const start = archive.size - length;
  const view = viewOf(archive.read(start, length));
  for (let offset = length - 22; offset >= 0; offset--) {
    if (view.getUint32(offset, true) !== 0x06054b50) continue;
    if (offset + 22 + view.getUint16(offset + 20, true) !== length) continue;
    const place = {
      entries: view.getUint16(offset + 10, true),
      size: view.getUint32(offset + 12, true),
      position: view.getUint32(offset + 16, true),
    };
    const isFull = place.entries === full16 || place.size === full32 || place.position === full32;
    return isFull ? (placeInZip64(archive, start + offset) ?? place) : place;
  }
  throw new ArchiveError('it is no whole zip archive');
}

/** Undefined where the archive just happens to have as many entries as the old format can count. */
function placeInZip64(archive: ByteSource, end: number): DirectoryPlace | undefined {
  if (end < 20) return undefined;
  const locator = viewOf(archive.read(end - 20, 20));
  if (locator.getUint32(0, true) !== 0x07064b50) return undefined;
  const record = viewOf(archive.read(wholeNumber(locator, 8), 56));
  if (record.getUint32(0, true) !== 0x06064b50) throw new ArchiveError('its ZIP64 record is damaged');
  return { entries: wholeNumber(record, 32), size: wholeNumber(record, 40), position: wholeNumber(record, 48) };
}

function entryAt(view: DataView, bytes: Uint8Array, offset: number): Entry {
  const nameLength = view.getUint16(offset + 28, true);
  const name = new TextDecoder().decode(bytes.subarray(offset + 46, offset + 46 + nameLength));
  if ((view.getUint16(offset + 8, true) & 1) !== 0) throw new ArchiveError(`${name} is encrypted`);
  const extra = offset + 46 + nameLength;
  const large = largeNumbers(view, extra, extra + view.getUint16(offset + 30, true));
  const number = (at: number): number => {
    const value = view.getUint32(offset + at, true);
    return value === full32 ? (large.shift() ?? value) : value;
  };
  // In the order in which the extra field holds those that are full.
  const size = number(24);
  const compressed = number(20);
  const position = number(42);
  return {
    name,
    size,
    compressed,
    position,
    crc32: view.getUint32(offset + 16, true),
    method: view.getUint16(offset + 10, true),
  };
}

/** The numbers of the ZIP64 extra field, 4.5.3. */
function largeNumbers(view: DataView, start: number, end: number): number[] {
  for (let at = start; at + 4 <= end; ) {
    const [id, length] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (at + 4 + length > end) return [];
    if (id === 1) return Array.from({ length: Math.floor(length / 8) }, (_, i) => wholeNumber(view, at + 4 + 8 * i));
    at += 4 + length;
  }
  return [];
}

function wholeNumber(view: DataView, offset: number): number {
  const value = Number(view.getBigUint64(offset, true));
  if (!Number.isSafeInteger(value)) throw new ArchiveError('it tells a size that no archive has');
  return value;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
