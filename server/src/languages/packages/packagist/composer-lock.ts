// Reads composer.lock (https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control): `packages` and
// `packages-dev` are lists of packages, each with its name first. It does not say which of them the project asks for itself.

import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { eachItem, eachMember, endOfValue, isList, isObject, namesIn, stringIn } from '../../../syntax/json-scan.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { Span } from '../../../text/span.ts';
import type { LockFormat, Reading } from '../format.ts';
import { objectIn, withoutObject } from '../json-lock.ts';
import type { Lock } from '../lock.ts';
import { type Draft, pieceReader } from '../pieces.ts';
import type { DependencySource } from '../specifier.ts';
import { isPlatform } from './composer-json.ts';

export const composerLock: LockFormat = {
  kind: 'lock',
  name: 'composer.lock',
  ecosystem: 'Packagist',
  isNamed: (file) => fileNameOf(file) === 'composer.lock' && !/(?:^|\/)vendor\//.test(file),
  fileNames: ['composer.lock'],
  read,
};

function read(snapshot: Snapshot, _source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text } = snapshot;
  const start = objectIn(text);
  if (start === undefined) return withoutObject(text, 'composer.lock');
  const problems: Problem[] = [];
  const pieces = pieceReader(snapshot, previous?.content?.pieces, readPackage);
  eachMember(text, start, problems, ({ start: key, end }, value) => {
    const name = text.slice(key, end);
    if (!['packages', 'packages-dev'].includes(name) || !isList(text, value)) return endOfValue(text, value);
    return eachItem(text, value, problems, (item) => {
      if (!isObject(text, item)) return endOfValue(text, item);
      const piece =
        pieces.again(keyAt(text, item), item) ?? pieces.add(keyAt(text, item), item, endOfValue(text, item));
      return item + piece.text.length;
    });
  });
  const byName = new Map(pieces.drafts.flatMap(({ keys }, index) => keys.map((key) => [key, index] as const)));
  const content: Lock = {
    ...pieces.finished(({ asks }) => asks.flatMap((name) => byName.get(name) ?? [])),
    projects: new Map(),
  };
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

const firstName = /\{\s*"name"\s*:\s*"([^"\r\n]*)"/y;

function keyAt(text: string, item: number): string {
  firstName.lastIndex = item;
  return firstName.exec(text)?.[1] ?? '';
}

function readPackage(text: string, source: Source, problems: Problem[]): readonly Draft[] {
  const origins = new Map<string, ReadonlyMap<string, StringValue>>();
  const asks: string[] = [];
  const strings = stringsOf(text, 0, source, problems, (key, value) => {
    const name = text.slice(key.start, key.end);
    if (name === 'source' || name === 'dist') origins.set(name, stringsOf(text, value, source, problems));
    if (name === 'require') asks.push(...namesIn(text, value));
  });
  const [name, version] = [strings.get('name'), strings.get('version')];
  if (!name || !version) return [];
  const dist = origins.get('dist');
  const shasum = dist?.get('shasum');
  return [
    {
      package: {
        name: name.value,
        nameAt: name.place,
        version: version.value,
        versionAt: version.place,
        source: sourceOf(version.value, dist?.get('type')?.value),
        url: dist?.get('url') ?? origins.get('source')?.get('url'),
        integrity: shasum?.value ? shasum : undefined,
      },
      keys: [name.value.toLowerCase()],
      asks: asks.filter((one) => !isPlatform(one)).map((one) => one.toLowerCase()),
    },
  ];
}

/** Releases come from a repository, too, at the commit of the lock, but are known by their versions. */
function sourceOf(version: string, dist: string | undefined): DependencySource {
  if (dist === 'path') return 'file';
  return /^dev-|-dev$/.test(version) ? 'git' : 'registry';
}

/** The texts of an object by their keys; `visitObject` is shown what is an object itself. */
function stringsOf(
  text: string,
  open: number,
  source: Source,
  problems: Problem[],
  visitObject: (key: Span, value: number) => void = () => {},
): ReadonlyMap<string, StringValue> {
  const strings = new Map<string, StringValue>();
  if (!isObject(text, open)) return strings;
  eachMember(text, open, problems, (key, value) => {
    if (isObject(text, value)) visitObject(key, value);
    else {
      const found = stringIn(text, value, problems);
      if (found)
        strings.set(
          text.slice(key.start, key.end),
          stringAt(found.text, placeOf(source, found.span.start, found.span.end)),
        );
    }
    return endOfValue(text, value);
  });
  return strings;
}
