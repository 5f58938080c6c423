// Reads files into a project, many at once, and says which gave nothing.

import type { Files } from '../runtime.ts';
import { snapshotOf } from '../text/snapshot.ts';
import { messageOf } from '../text/thrown.ts';
import type { Project, Role } from '../workspace/project.ts';

export interface ReadFiles {
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** What failed in the program itself, a line each. */
  readonly failures: readonly string[];
}

const atOnce = 64;

export async function readFiles(
  files: readonly string[],
  project: Project,
  disk: Files,
  role: Role = 'judged',
): Promise<ReadFiles> {
  const skipped: ReadFiles['skipped'][number][] = [];
  const failures: string[] = [];
  for (let start = 0; start < files.length; start += atOnce) {
    const some = files.slice(start, start + atOnce);
    const contents = await Promise.all(some.map((file) => disk.read(file)));
    for (const [index, file] of some.entries()) {
      const content = contents[index] ?? {
        kind: 'skipped',
        reason: 'there is no such file, or it is a link that leads nowhere',
      };
      if (content.kind === 'skipped') skipped.push({ file, reason: content.reason });
      // The tree of a file that nobody edits is not needed again.
      else
        await attempt(file, failures, () =>
          project.update(snapshotOf(file, content.text), undefined, role)?.forget(file),
        );
    }
  }
  return { skipped, failures };
}

/** No text makes the program throw; if one does, it costs only its own answer and is told. */
export async function attempt<T>(what: string, failures: string[], work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    failures.push(`the analysis of ${what} failed: ${messageOf(error)}`);
    return undefined;
  }
}
