// Bytes that are read by position: a file on the disk, or an array in the browser.

export interface ByteSource {
  readonly size: number;
  /** Exactly `length` bytes, which the caller does not change. Throws where there are fewer. */
  read(position: number, length: number): Uint8Array;
}

export class ShortRead extends Error {}

export function inMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read(position, length) {
      if (position < 0 || position + length > bytes.length) throw new ShortRead('the file ends too early');
      return bytes.subarray(position, position + length);
    },
  };
}

/** Fetches `window` bytes at a time, for reading from the beginning to the end in small pieces. */
export function buffered(source: ByteSource, window: number): ByteSource {
  let from = 0;
  let bytes: Uint8Array = new Uint8Array();
  return {
    size: source.size,
    read(position, length) {
      if (position < from || position + length > from + bytes.length) {
        bytes = source.read(position, Math.max(length, Math.min(window, source.size - position)));
        from = position;
      }
      return bytes.subarray(position - from, position - from + length);
    },
  };
}

export const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

export const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
