// .dockerignore: what of the build context stays out of it. BuildKit takes the one that is named after the Dockerfile and lies beside it,
// else that at the root of the context; which folder that is the Dockerfile does not say, so the nearest one above counts.
// https://docs.docker.com/build/concepts/context/#dockerignore-files

import type { SourceFile } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { ListValue, Value } from '../../model/value.ts';
import { fileNameOf, folderOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';

export interface DockerignoreFile extends SourceFile {
  readonly language: 'dockerfile';
  /** A line each; comments and empty lines are left out. */
  readonly patterns: ListValue;
}

export const isDockerignore = (file: string): boolean => fileNameOf(file).endsWith('.dockerignore');

export function readDockerignore(snapshot: Snapshot): DockerignoreFile {
  const { file, text } = snapshot;
  const source: Source = { file };
  const items = [...text.matchAll(/^[^\S\n]*([^\s#][^\n]*?)\s*$/gm)].map((match): Value => {
    const start = match.index + match[0].indexOf(match[1]!);
    return { kind: 'string', value: match[1]!, place: { source, start, end: start + match[1]!.length } };
  });
  return {
    file,
    language: 'dockerfile',
    snapshot,
    sources: new Map([[source, 0]]),
    comments: [],
    problems: [],
    patterns: { kind: 'list', items, place: { source, start: 0, end: text.length } },
  };
}

/** The files that may say what a Dockerfile's context leaves out, the one that counts first. */
export function dockerignoresOf(dockerfile: string, root: string): readonly string[] {
  const beside = folderOf(dockerfile);
  const folders = [beside];
  for (let folder = beside; folder.length > root.length && folder.startsWith(root); folder = folderOf(folder))
    folders.push(folderOf(folder));
  return [`${dockerfile}.dockerignore`, ...folders.map((folder) => `${folder}/.dockerignore`)];
}

/** Of those that were found, the one that counts. */
export function dockerignoreFor(dockerfile: string, found: readonly DockerignoreFile[]): DockerignoreFile | undefined {
  const named = found.find(({ file }) => file === `${dockerfile}.dockerignore`);
  const above = found
    .filter(({ file }) => fileNameOf(file) === '.dockerignore' && dockerfile.startsWith(`${folderOf(file)}/`))
    .sort((a, b) => b.file.length - a.file.length);
  return named ?? above[0];
}
