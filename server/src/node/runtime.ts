// Node's Runtime: files from the disk, grammars and rules from the folder that the build made.

import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { AdvisorySource } from '../advisories/facts.ts';
import { contentOf, type Files, largestBytes, type Runtime, tooLarge } from '../runtime.ts';
import { messageOf } from '../text/thrown.ts';
import { advisorySource } from './advisory-source.ts';

/**
 * `assets` is the folder that holds `grammars/`, `rules/` and `advisories/`; without `advisories` only those are known. Messages of the program's own
 * go to stderr, a line each.
 */
export function nodeRuntime(
  assets: string,
  advisories: AdvisorySource = advisorySource(assets, undefined, 'by position'),
): Runtime {
  return {
    files: nodeFiles,
    advisories,
    grammar: (name) => readFile(join(assets, 'grammars', `${name}.wasm`)),
    rules: (name) => readFile(join(assets, 'rules', `${name}.json`), 'utf8'),
    now: () => new Date(),
    log: (level, message) => {
      if (level === 'error' || level === 'warn') process.stderr.write(`lintel: ${message}\n`);
    },
  };
}

/**
 * For programs that read each file once: to compile the grammars a second time, optimised, costs them a second and gains nothing. Must be
 * called before the first grammar is loaded.
 */
export const compileOnce = (): void => setFlagsFromString('--liftoff-only');

export const nodeFiles: Files = {
  async read(file) {
    try {
      const { size, isFile } = await kindOf(file);
      if (!isFile) return { kind: 'skipped', reason: 'it is no regular file' };
      if (size > largestBytes) return tooLarge;
      return contentOf(await readFile(file, 'utf8'));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      return { kind: 'skipped', reason: `it cannot be read: ${reasonOf(error)}` };
    }
  },
  async list(folder) {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      const names = entries.map(async (entry) => {
        if (entry.isDirectory()) return `${entry.name}/`;
        if (entry.isSymbolicLink()) return (await leadsToFolder(join(folder, entry.name))) ? [] : entry.name;
        return entry.name;
      });
      return (await Promise.all(names)).flat().sort();
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return [];
      throw new Error(`${folder} cannot be listed: ${reasonOf(error)}`);
    }
  },
};

async function kindOf(path: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  const stats = await stat(path);
  return { size: stats.size, isFile: stats.isFile() };
}

async function leadsToFolder(link: string): Promise<boolean> {
  try {
    return (await stat(link)).isDirectory();
  } catch {
    return false; // A link that leads nowhere is listed, so that reading it tells the user.
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

// `EIO: i/o error, read`, `ENOSPC: no space left on device, open 'report.json'`
const systemCall = /^E[A-Z\d]+: (.+), [a-z]+(?: '.*')?$/s;

/** What the system says, in a user's words where they are the common ones. */
export function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EISDIR':
      return 'it is a folder';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
    case 'ELOOP':
      return 'its links lead in a circle';
    default:
      return messageOf(error).replace(systemCall, '$1');
  }
}
