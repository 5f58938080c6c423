// Writes zip archives for tests, right ones and wrong ones: every number of an entry may be another than the true one.

import { crc32, deflateRawSync } from 'node:zlib';

export interface Written {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** What the headers say in place of the truth. */
  readonly claims?: {
    readonly size?: number;
    readonly crc32?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

/** With ZIP64 every number that may be large stands in the large form. */
export function zipOf(files: Iterable<Written>, form: 'zip' | 'zip64' = 'zip'): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let position = 0;
  for (const file of files) {
    const { local, central } = entryOf(file, position, form);
    locals.push(local);
    directory.push(central);
    position += local.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...locals, ...directory, ...endOf(directory.length, size, position, form)]);
}

export function entryOf({ name, content, claims = {} }: Written, position: number, form: 'zip' | 'zip64') {
  const bytes = Buffer.from(content);
  const packed = deflateRawSync(bytes);
  const nameBytes = Buffer.from(name);
  const size = claims.size ?? bytes.length;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(form === 'zip64' ? 45 : 20, 0);
  common.writeUInt16LE(claims.flags ?? 0, 2);
  common.writeUInt16LE(claims.method ?? 8, 4);
  common.writeUInt32LE(claims.crc32 ?? crc32(bytes), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(size, 18);
  common.writeUInt16LE(nameBytes.length, 22);
  const local = Buffer.concat([signature(0x04034b50), common, nameBytes, packed]);
  const extra = Buffer.alloc(form === 'zip64' ? 28 : 0);
  const tail = Buffer.alloc(14);
  if (form === 'zip64') {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    for (const [index, value] of [size, packed.length, position].entries())
      extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
    common.fill(0xff, 14, 22);
    tail.fill(0xff, 10, 14);
  } else {
    tail.writeUInt32LE(position, 10);
  }
  common.writeUInt16LE(extra.length, 24);
  const central = Buffer.concat([signature(0x02014b50), Buffer.from([45, 0]), common, tail, nameBytes, extra]);
  return { local, central };
}

export function endOf(entries: number, size: number, position: number, form: 'zip' | 'zip64'): Buffer[] {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  if (form === 'zip') {
    for (const at of [8, 10]) end.writeUInt16LE(entries, at);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(position, 16);
    return [end];
  }
  end.fill(0xff, 8, 20);
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(entries), at);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(position), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(position + size), 8);
  locator.writeUInt32LE(1, 16);
  return [record, locator, end];
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
