// Reads gradle.lockfile (https://docs.gradle.org/current/userguide/dependency_locking.html): `group:artifact:version=configurations` a line, without
// who asks for whom. Older projects have one for each configuration.

import type { Comment } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import { fileNameOf } from '../../../text/path.ts';
import { lineText, type Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { LockFormat, Reading } from '../format.ts';
import type { Lock, LockedPackage } from '../lock.ts';

export const gradleLockfile: LockFormat = {
  kind: 'lock',
  name: 'gradle.lockfile',
  ecosystem: 'Maven',
  isNamed: (file) => /^(?:[\w-]+-)?gradle\.lockfile$/.test(fileNameOf(file)),
  fileNames: ['gradle.lockfile', 'buildscript-gradle.lockfile'],
  decidesFor: ['build.gradle'],
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Lock> {
  const packages: LockedPackage[] = [];
  const comments: Comment[] = [];
  for (let number = 0; number < snapshot.lines.length; number++) {
    const line = lineText(snapshot, number);
    const start = snapshot.lines[number] ?? 0;
    if (line.startsWith('#')) comments.push({ span: spanOf(start, start + line.length), text: line.slice(1).trim() });
    const match = /^([^\s:=#]+:[^\s:=]+):([^\s:=]+)(?:=|\s*$)/.exec(line);
    const [, name, version] = match ?? [];
    if (!name || !version) continue;
    const versionStart = start + name.length + 1;
    packages.push({
      name,
      nameAt: placeOf(source, start, start + name.length),
      version,
      versionAt: placeOf(source, versionStart, versionStart + version.length),
      source: 'registry',
      needs: [],
    });
  }
  return { content: { packages, projects: new Map() }, problems: [], comments };
}
