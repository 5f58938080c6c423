// Reads Gemfile.lock (bundler/lockfile_parser.rb): sections named in capitals; below `specs:` each package by four spaces and what it asks for
// by six; below `DEPENDENCIES` what the Gemfile asks for.

import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { fileNameOf } from '../../../text/path.ts';
import { lineText, type Snapshot } from '../../../text/snapshot.ts';
import type { LockFormat, Reading } from '../format.ts';
import type { Lock, LockedPackage } from '../lock.ts';
import type { DependencySource } from '../specifier.ts';

const fileNames = ['Gemfile.lock', 'gems.locked'];

export const gemfileLock: LockFormat = {
  kind: 'lock',
  name: 'Gemfile.lock',
  ecosystem: 'RubyGems',
  isNamed: (file) => fileNames.includes(fileNameOf(file)) && !/(?:^|\/)vendor\//.test(file),
  fileNames,
  read,
};

const sources: Readonly<Record<string, DependencySource>> = { GEM: 'registry', GIT: 'git', PATH: 'file' };

interface Draft {
  readonly locked: Omit<LockedPackage, 'needs'>;
  readonly asks: string[];
}

function read(snapshot: Snapshot, source: Source): Reading<Lock> {
  const drafts: Draft[] = [];
  const direct: string[] = [];
  let section = '';
  let remote: StringValue | undefined;
  for (let number = 0; number < snapshot.lines.length; number++) {
    const line = lineText(snapshot, number);
    const start = snapshot.lines[number] ?? 0;
    const header = /^[A-Z][A-Z ]*$/.exec(line)?.[0];
    if (header) {
      section = header;
      remote = undefined;
    } else if (section === 'DEPENDENCIES') {
      const name = /^ {2}([^\s!(]+)/.exec(line)?.[1];
      if (name) direct.push(name);
    } else if (line.startsWith('      ')) {
      const name = /^ {6}([^\s!(]+)/.exec(line)?.[1];
      if (name) drafts.at(-1)?.asks.push(name);
    } else if (line.startsWith('    ')) {
      const origin = sources[section];
      const draft = origin && packageIn(line, start, source, origin, remote);
      if (draft) drafts.push(draft);
    } else {
      const url = /^ {2}remote: (\S+)/.exec(line)?.[1];
      const from = start + '  remote: '.length;
      if (url) remote = stringAt(url, placeOf(source, from, from + url.length));
    }
  }
  return { content: lockOf(drafts, direct), problems: [], comments: [] };
}

/** The platform behind the version, as in `1.13.9-x86_64-linux`, belongs to the archive. */
function packageIn(
  line: string,
  start: number,
  source: Source,
  origin: DependencySource,
  url: StringValue | undefined,
): Draft | undefined {
  const [, name, version] = /^ {4}([^\s!(]+) \(([^)-]+)/.exec(line) ?? [];
  if (!name || !version) return undefined;
  const nameStart = start + 4;
  const versionStart = nameStart + name.length + 2;
  return {
    locked: {
      name,
      nameAt: placeOf(source, nameStart, nameStart + name.length),
      version,
      versionAt: placeOf(source, versionStart, versionStart + version.length),
      source: origin,
      url,
    },
    asks: [],
  };
}

/** A package that is there for several platforms is asked for as the first of them. */
function lockOf(drafts: readonly Draft[], direct: readonly string[]): Lock {
  const byName = new Map<string, number>();
  for (const [index, { locked }] of drafts.entries()) if (!byName.has(locked.name)) byName.set(locked.name, index);
  const packages = drafts.map(({ locked, asks }) => ({
    ...locked,
    needs: [...new Set(asks)].flatMap((name) => byName.get(name) ?? []),
  }));
  const project = direct.flatMap((name) => {
    const index = byName.get(name);
    return index === undefined ? [] : [[name, index] as const];
  });
  // Half a file, without the section of what is asked for, holds for the Gemfile by names.
  return { packages, projects: project.length > 0 ? new Map([['', new Map(project)]]) : new Map() };
}
