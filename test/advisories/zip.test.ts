// Archives, right and hostile.

import assert from 'node:assert/strict';
import { inMemory } from '../../server/src/advisories/bytes.ts';
import { filesIn, usualLimits } from '../../server/src/advisories/zip.ts';
import type { Limits } from '../../server/src/advisories/zip-directory.ts';
import { nodeCodec } from '../../server/src/node/file-bytes.ts';
import { type Written, zipOf } from './zip-writer.ts';

const read = (archive: Uint8Array, limits: Limits = usualLimits): string[] =>
  [...filesIn(inMemory(archive), nodeCodec, limits)].map(
    ({ name, bytes }) => `${name} ${new TextDecoder().decode(bytes)}`,
  );

const file = (claims: Written['claims'] = {}, name = 'A-1.json'): Written => ({ name, content: 'hello', claims });

describe('zip archives', () => {
  for (const form of ['zip', 'zip64'] as const)
    it(form, () =>
      assert.deepEqual(read(zipOf([file(), file({}, 'B.json')], form)), ['A-1.json hello', 'B.json hello']),
    );

  it('none', () => assert.deepEqual(read(zipOf([])), []));

  const wrong: Readonly<Record<string, readonly [Uint8Array, string, Partial<Limits>?]>> = {
    'no archive': [Buffer.from('hello'), 'it is no whole zip archive'],
    'nothing at all': [Buffer.alloc(0), 'it is no whole zip archive'],
    'a path': [zipOf([file({}, 'a/b.json')]), 'it holds an entry with the name "a/b.json"'],
    'a way up': [zipOf([file({}, '..')]), 'it holds an entry with the name ".."'],
    'a way up on Windows': [zipOf([file({}, '..\\b')]), 'it holds an entry with the name "..\\\\b"'],
    'a hidden name': [zipOf([file({}, 'a\0b')]), 'it holds an entry with the name "a\\u0000b"'],
    'a wrong checksum': [zipOf([file({ crc32: 1 })]), 'A-1.json is damaged: its checksum is wrong'],
    'more than it says': [zipOf([file({ size: 2 })]), 'A-1.json is damaged: it cannot be unpacked to 2 bytes'],
    'less than it says': [zipOf([file({ size: 20 })]), 'A-1.json is damaged: its checksum is wrong'],
    'a secret': [zipOf([file({ flags: 1 })]), 'A-1.json is encrypted'],
    'another method': [zipOf([file({ method: 12 })]), 'A-1.json is packed with a method that is not read: 12'],
    'too many entries': [zipOf([file(), file({}, 'B')]), 'it holds 2 entries, more than 1', { entries: 1 }],
    'too large an entry': [zipOf([file()]), 'A-1.json would be 5 bytes, more than 4', { entryBytes: 4 }],
    'a bomb that tells its size': [
      zipOf(Array.from({ length: 20 }, (_, i) => ({ name: `A-${i}`, content: Buffer.alloc(8 * 1024 * 1024) }))),
      'it would unpack to far more than its size allows',
    ],
    'a bomb that does not': [
      zipOf([{ name: 'A-1', content: Buffer.alloc(8 * 1024 * 1024), claims: { size: 100 } }]),
      'A-1 is damaged: it cannot be unpacked to 100 bytes',
    ],
    'a directory that lies': [withDirectoryOf(zipOf([file()]), 60_000), 'its directory is damaged'],
  };
  for (const [title, [archive, message, limits]] of Object.entries(wrong))
    it(title, () => assert.throws(() => read(archive, { ...usualLimits, ...limits }), { message }));

  it('is told wherever it is cut off', () => {
    const whole = zipOf([file(), file({}, 'B.json')], 'zip64');
    for (let length = 0; length < whole.length; length++)
      assert.throws(() => read(whole.subarray(0, length)), { message: 'it is no whole zip archive' });
  });

  it('is told wherever a byte is wrong, or reads as it was', () => {
    const whole = zipOf([file(), file({}, 'B.json')]);
    for (let at = 0; at < whole.length; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      try {
        for (const line of read(damaged)) assert.match(line, / hello$/);
      } catch (error) {
        assert.ok(error instanceof Error && /^(?:ArchiveError|ShortRead)$/.test(error.constructor.name), String(error));
      }
    }
  });
});

/** Says that there are more entries than there are. */
function withDirectoryOf(archive: Buffer, entries: number): Buffer {
  archive.writeUInt16LE(entries, archive.length - 12);
  return archive;
}
