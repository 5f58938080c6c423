// Reads pubspec.lock (https://dart.dev/tools/pub/glossary#lockfile): each package with its version and where it comes from, without who asks for
// whom.

import { entryAt, mapAt } from '../../../model/entries.ts';
import type { Source } from '../../../model/place.ts';
import { type Entry, placeInString, type StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { readYamlDocument } from '../../../syntax/yaml.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { LockFormat, Reading } from '../format.ts';
import type { Lock, LockedPackage } from '../lock.ts';
import type { DependencySource } from '../specifier.ts';

export const pubspecLock: LockFormat = {
  kind: 'lock',
  name: 'pubspec.lock',
  ecosystem: 'Pub',
  isNamed: (file) => fileNameOf(file) === 'pubspec.lock',
  fileNames: ['pubspec.lock'],
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Lock> {
  const { value, comments, problems } = readYamlDocument(snapshot.text, source);
  const entries = value?.kind === 'map' ? mapAt(value, 'packages')?.entries : undefined;
  const packages = [...(entries ?? [])].flatMap(([name, entry]) => packageOf(name, entry) ?? []);
  return { content: { packages, projects: new Map() }, problems, comments };
}

const sources: Readonly<Record<string, DependencySource>> = { hosted: 'registry', git: 'git', path: 'file' };

/** What comes with an SDK is versioned by that. */
function packageOf(name: string, { key, value }: Entry): LockedPackage | undefined {
  const text = (...keys: readonly string[]): StringValue | undefined => {
    const found = value.kind === 'map' ? entryAt(value, ...keys)?.value : undefined;
    return found?.kind === 'string' ? stringAt(found.value, placeInString(found, 0, found.value.length)) : undefined;
  };
  const [version, source] = [text('version'), sources[text('source')?.value ?? '']];
  if (!version || !source) return undefined;
  return {
    name,
    nameAt: key,
    version: version.value,
    versionAt: version.place,
    source,
    needs: [],
    url: text('description', 'url'),
    integrity: text('description', 'sha256'),
  };
}
