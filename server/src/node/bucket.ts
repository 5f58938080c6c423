// Where archives come from: a bucket in the layout of OSV's own (https://google.github.io/osv.dev/data/), at an address or in a folder.

import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { fetchBytes, type Told } from './download.ts';
import { downloadFile } from './resume.ts';

export const osvBucket = 'https://osv-vulnerabilities.storage.googleapis.com';

export interface Bucket {
  /** The address or the folder. */
  readonly name: string;
  /** Undefined where there is no such object. Throws where it has more than `most` bytes. */
  bytes(path: string, most: number): Promise<Uint8Array | undefined>;
  /** The object as a file, fetched to `downloads` where it is not on the disk already. */
  file(path: string, most: number): Promise<BucketFile>;
}

export interface BucketFile {
  readonly path: string;
  /** Removes what was fetched. */
  done(): Promise<void>;
}

/** Paths in a bucket have `/`, and every part of them was checked by whoever asks. */
export function bucketAt(from: string, downloads: string, disk: Disk, told: Told): Bucket {
  return /^https?:\/\//.test(from)
    ? webBucket(from.replace(/\/+$/, ''), downloads, disk, told)
    : folderBucket(from, disk);
}

function webBucket(address: string, downloads: string, disk: Disk, told: Told): Bucket {
  const urlOf = (path: string): string => `${address}/${path.split('/').map(encodeURIComponent).join('/')}`;
  return {
    name: address,
    bytes: (path, most) => fetchBytes(urlOf(path), most),
    async file(path, most) {
      const target = join(downloads, path.replaceAll('/', '-'));
      await downloadFile({ url: urlOf(path), path: target, most, disk, told });
      return { path: target, done: () => disk.remove(target) };
    },
  };
}

function folderBucket(folder: string, disk: Disk): Bucket {
  return {
    name: folder,
    async bytes(path, most) {
      const file = join(folder, path);
      if (((await disk.size(file)) ?? 0) > most) throw new Error(`${file} is larger than ${most} bytes`);
      return disk.read(file);
    },
    async file(path) {
      const file = join(folder, path);
      if ((await disk.size(file)) === undefined) throw new Error(`there is no ${file}`);
      return { path: file, done: async () => {} };
    },
  };
}
