// Writes what a command made into the file that the user named.

import { writeFile } from 'node:fs/promises';
import { reasonOf } from '../node/runtime.ts';
import { UsageError } from './shell.ts';

/** `given` is the path in the user's words. Throws UsageError where it cannot be written. */
export async function saveReport(path: string, given: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`the report cannot be written to ${given}: ${reasonOf(error)}`);
  }
}
