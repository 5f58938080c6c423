// Reads zip archives (APPNOTE.TXT 6.3) with ZIP64, as hostile input: whatever an archive says about itself is bounded before it is believed, and
// one wrong entry condemns the whole. Only flat archives are read; no entry is ever written to a disk.

import { type ByteSource, buffered } from './bytes.ts';
import { ArchiveError, centralDirectory, type Entry, type Limits } from './zip-directory.ts';

/** What Node and the browser each have of their own. */
export interface Codec {
  /** Raw deflate. Throws where the result would be longer than `most` bytes. */
  inflate(bytes: Uint8Array, most: number): Uint8Array;
  crc32(bytes: Uint8Array): number;
}

/** npm has some 220,000 records, the largest below a megabyte. */
export const usualLimits: Limits = { entries: 2_000_000, entryBytes: 16 * 1024 * 1024, ratio: 100 };

/** Each entry's name and content, in the order of the directory. Throws ArchiveError, or ShortRead for one that ends too early. */
export function* filesIn(
  archive: ByteSource,
  codec: Codec,
  limits: Limits = usualLimits,
): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
  const source = buffered(archive, 4 * 1024 * 1024);
  // A small archive may shrink better than a large one.
  let left = Math.max(archive.size, 1024 * 1024) * limits.ratio;
  for (const entry of centralDirectory(archive, limits)) {
    checkName(entry.name);
    if (entry.size > limits.entryBytes)
      throw new ArchiveError(`${entry.name} would be ${entry.size} bytes, more than ${limits.entryBytes}`);
    left -= entry.size;
    if (left < 0) throw new ArchiveError('it would unpack to far more than its size allows');
    yield { name: entry.name, bytes: contentOf(entry, source, codec) };
  }
}

/** The names of records are their ids, and an id needs no more than this. */
function checkName(name: string): void {
  if (name.length > 255 || name.includes('..') || !/^[a-z\d][\w.+:-]*$/i.test(name))
    throw new ArchiveError(`it holds an entry with the name ${JSON.stringify(name.slice(0, 80))}`);
}

function contentOf(entry: Entry, source: ByteSource, codec: Codec): Uint8Array {
  const header = source.read(entry.position, 30);
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  if (view.getUint32(0, true) !== 0x04034b50) throw new ArchiveError(`${entry.name} is not where the directory says`);
  const start = entry.position + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const bytes = unpacked(entry, source.read(start, entry.compressed), codec);
  if (bytes.length !== entry.size || codec.crc32(bytes) !== entry.crc32)
    throw new ArchiveError(`${entry.name} is damaged: its checksum is wrong`);
  return bytes;
}

function unpacked({ name, method, size }: Entry, packed: Uint8Array, codec: Codec): Uint8Array {
  if (method === 0) return packed;
  if (method !== 8) throw new ArchiveError(`${name} is packed with a method that is not read: ${method}`);
  try {
    return codec.inflate(packed, size);
  } catch {
    throw new ArchiveError(`${name} is damaged: it cannot be unpacked to ${size} bytes`);
  }
}
