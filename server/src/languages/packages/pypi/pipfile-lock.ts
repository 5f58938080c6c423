// Reads Pipfile.lock: a JSON object with the packages of each category of the Pipfile. It does not say who asks for whom.

import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { eachMember, endOfValue, isObject, stringIn } from '../../../syntax/json-scan.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import type { LockFormat, Reading } from '../format.ts';
import { objectIn, withoutObject } from '../json-lock.ts';
import type { Lock } from '../lock.ts';
import { type Draft, pieceReader } from '../pieces.ts';
import type { DependencySource } from '../specifier.ts';

export const pipfileLock: LockFormat = {
  kind: 'lock',
  name: 'Pipfile.lock',
  ecosystem: 'PyPI',
  isNamed: (file) => fileNameOf(file) === 'Pipfile.lock',
  fileNames: ['Pipfile.lock'],
  decidesFor: ['Pipfile'],
  read,
};

function read(snapshot: Snapshot, _source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text } = snapshot;
  const start = objectIn(text);
  if (start === undefined) return withoutObject(text, 'Pipfile.lock');
  const problems: Problem[] = [];
  const pieces = pieceReader(snapshot, previous?.content?.pieces, readEntry);
  eachMember(text, start, problems, ({ start: from, end }, value) => {
    const category = text.slice(from, end);
    if (category === '_meta' || !isObject(text, value)) return endOfValue(text, value);
    return eachMember(text, value, problems, (name, at) => {
      const key = `${category}/${text.slice(name.start, name.end)}`;
      const quote = name.start - 1;
      const piece = pieces.again(key, quote) ?? pieces.add(key, quote, endOfValue(text, at));
      return quote + piece.text.length;
    });
  });
  const content = { ...pieces.finished(() => []), projects: new Map() };
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

/** `"flask": { "version": "==3.0.3", … }` */
function readEntry(text: string, source: Source, problems: Problem[]): readonly Draft[] {
  const nameEnd = text.indexOf('"', 1);
  const name = text.slice(1, nameEnd);
  const texts: Record<string, StringValue> = {};
  const open = text.indexOf('{', nameEnd);
  if (open < 0) return [];
  eachMember(text, open, problems, (key, at) => {
    const found = stringIn(text, at, problems);
    if (found)
      texts[text.slice(key.start, key.end)] = stringAt(found.text, placeOf(source, found.span.start, found.span.end));
    return endOfValue(text, at);
  });
  const nameAt = placeOf(source, 1, nameEnd);
  const { version } = texts;
  const operator = /^\s*={2,3}\s*/.exec(version?.value ?? '')?.[0].length ?? 0;
  const locked = {
    name,
    nameAt,
    version: version?.value.slice(operator) ?? '',
    versionAt: version ? { ...version.place, start: version.place.start + operator } : nameAt,
    ...sourceOf(texts),
  };
  return [{ package: locked, keys: [name], asks: [] }];
}

function sourceOf({ git, path, file }: Readonly<Record<string, StringValue>>): {
  readonly source: DependencySource;
  readonly url?: StringValue | undefined;
} {
  if (git) return { source: 'git', url: git };
  if (path) return { source: 'file', url: path };
  return file ? { source: 'url', url: file } : { source: 'registry' };
}
