// Files read by position, and what Node has for archives.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import { type ByteSource, ShortRead } from '../advisories/bytes.ts';
import type { Codec } from '../advisories/zip.ts';

/** Holds the file open until `close`; a file that is replaced meanwhile is read on as it was. */
export interface OpenFile extends ByteSource {
  close(): void;
}

export function openFile(path: string): OpenFile {
  const descriptor = openSync(path, 'r');
  const { size } = fstatSync(descriptor);
  return {
    size,
    read(position, length) {
      if (position < 0 || position + length > size) throw new ShortRead('the file ends too early');
      const bytes = Buffer.allocUnsafe(length);
      for (let at = 0; at < length; ) {
        const count = readSync(descriptor, bytes, at, length - at, position + at);
        if (count === 0) throw new ShortRead('the file ends too early');
        at += count;
      }
      return bytes;
    },
    close: () => closeSync(descriptor),
  };
}

export const nodeCodec: Codec = {
  inflate(bytes, most) {
    // One buffer of the length that is told holds all of it; neither number may be as small as zero.
    return inflateRawSync(bytes, { maxOutputLength: Math.max(most, 1), chunkSize: Math.max(most, 64) });
  },
  crc32: (bytes) => crc32(bytes),
};
