// Reads packages.lock.json (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies): for each
// target framework all packages, direct and transitive, with what they ask for in the same framework.

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

export const packagesLock: LockFormat = {
  kind: 'lock',
  name: 'packages.lock.json',
  ecosystem: 'NuGet',
  isNamed: (file) => /^packages(?:\.[^/]+)?\.lock\.json$/.test(fileNameOf(file)),
  fileNames: ['packages.lock.json'],
  decidesFor: ['*.csproj'],
  read,
};

function read(snapshot: Snapshot, _source: Source, previous?: Reading<Lock>): Reading<Lock> {
  const { text } = snapshot;
  const start = objectIn(text);
  if (start === undefined) return withoutObject(text, 'packages.lock.json');
  const problems: Problem[] = [];
  const pieces = pieceReader(snapshot, previous?.content?.pieces, readPackage);
  const frameworks = new Map<Draft, number>();
  let count = 0;
  const visitFramework = (name: string, open: number): number => {
    count++;
    return eachMember(text, open, problems, (key, value) => {
      const id = `${name} ${text.slice(key.start, key.end)}`;
      const begin = key.start - 1;
      const piece = pieces.again(id, begin) ?? pieces.add(id, begin, endOfValue(text, value));
      for (const draft of piece.drafts) frameworks.set(draft, count);
      return begin + piece.text.length;
    });
  };
  eachMember(text, start, problems, (key, value) => {
    if (text.slice(key.start, key.end) !== 'dependencies' || !isObject(text, value)) return endOfValue(text, value);
    return eachMember(text, value, problems, (framework, open) =>
      isObject(text, open) ? visitFramework(text.slice(framework.start, framework.end), open) : endOfValue(text, open),
    );
  });
  const keyIn = (draft: Draft, name: string): string => `${frameworks.get(draft)} ${name}`;
  const byName = new Map(
    pieces.drafts.flatMap((draft, index) => draft.keys.map((key) => [keyIn(draft, key), index] as const)),
  );
  const needsOf = (draft: Draft) => draft.asks.flatMap((name) => byName.get(keyIn(draft, name)) ?? []);
  // Names heed no case, and a package may be there once for each framework, so dependencies find theirs by name.
  const content: Lock = { ...pieces.finished(needsOf), projects: new Map() };
  return { content, problems: [...problems, ...pieces.problems], comments: [], starts: pieces.starts };
}

/** The piece begins with the key, which is the package's name. */
function readPackage(text: string, source: Source, problems: Problem[]): readonly Draft[] {
  const end = text.indexOf('"', 1);
  const open = text.indexOf('{', end);
  if (end < 0 || open < 0) return [];
  const strings = new Map<string, StringValue>();
  const asks: string[] = [];
  eachMember(text, open, problems, (key, value) => {
    const member = text.slice(key.start, key.end);
    const found = stringIn(text, value, problems);
    if (found) strings.set(member, stringAt(found.text, placeOf(source, found.span.start, found.span.end)));
    else if (member === 'dependencies' && isObject(text, value)) {
      eachMember(text, value, [], (name, range) => {
        asks.push(text.slice(name.start, name.end).toLowerCase());
        return endOfValue(text, range);
      });
    }
    return endOfValue(text, value);
  });
  const nameAt = placeOf(source, 1, end);
  const name = text.slice(1, end);
  const isProject = strings.get('type')?.value === 'Project';
  const version = strings.get('resolved');
  return [
    {
      package: {
        name,
        nameAt,
        version: version?.value ?? '',
        versionAt: version?.place ?? nameAt,
        source: isProject ? 'workspace' : 'registry',
        integrity: strings.get('contentHash'),
      },
      keys: [name.toLowerCase()],
      asks,
    },
  ];
}
