// Where analyses get the databases of advisories from: the generation of the last update, and behind it the snapshot that came with the package.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ByteSource, inMemory } from '../advisories/bytes.ts';
import type { AdvisorySource } from '../advisories/facts.ts';
import { currentsIn } from './advisory-store.ts';
import { nodeDisk } from './disk.ts';
import { openFile } from './file-bytes.ts';

/** A server reads a file as a whole, so that no answer waits for the disk; a single scan reads what it needs. */
export type Way = 'whole' | 'by position';

/** `folder` is that of the databases, undefined where the user has none. */
export function advisorySource(assets: string, folder: string | undefined, way: Way): AdvisorySource {
  return {
    async databases(ecosystem) {
      const current = folder === undefined ? undefined : (await currentsIn(folder, nodeDisk))[ecosystem];
      const snapshot = join(assets, 'advisories', `${ecosystem}.db`);
      return [
        ...(folder !== undefined && current
          ? [{ checked: current.checked, open: () => bytesOf(join(folder, current.file), way) }]
          : []),
        ...((await nodeDisk.size(snapshot)) === undefined ? [] : [{ open: () => bytesOf(snapshot, way) }]),
      ];
    },
    exploited: () => readFile(join(assets, 'advisories', 'known-exploited.json'), 'utf8'),
  };
}

/** The file stays open as long as the process lives where it is read by position. */
const bytesOf = async (file: string, way: Way): Promise<ByteSource> =>
  way === 'whole' ? inMemory(await readFile(file)) : openFile(file);
