// What the store of advisories and its downloads do to a disk, as a value, so that tests can stop it at any point.

import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface Disk {
  /** Undefined where there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Undefined where there is no such file. */
  size(path: string): Promise<number | undefined>;
  /** Names; empty where there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  makeFolder(path: string): Promise<void>;
  /** The whole file, on the disk itself when it is done. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  append(path: string, bytes: Uint8Array): Promise<void>;
  /** In place of what is there. */
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens where there is no such file. */
  remove(path: string): Promise<void>;
  /** False where the file is there already. */
  create(path: string, text: string): Promise<boolean>;
}

export const nodeDisk: Disk = {
  read: (path) => readFile(path).catch(unlessMissing),
  size: async (path) => (await stat(path).catch(unlessMissing))?.size,
  list: async (folder) => (await readdir(folder).catch(unlessMissing)) ?? [],
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  async write(path, bytes) {
    const file = await open(path, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  async append(path, bytes) {
    const file = await open(path, 'a');
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  },
  async rename(from, to) {
    await rename(from, to);
    await syncFolder(dirname(to));
  },
  remove: (path) => rm(path, { force: true }),
  async create(path, text) {
    const file = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (!file) return false;
    await file.writeFile(text);
    await file.close();
    return true;
  },
};

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}

/** Without it a power cut may take a rename back. Windows opens no folders, and needs none of it. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {}
}
