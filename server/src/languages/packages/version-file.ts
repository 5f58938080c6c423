// Files that say nothing but which versions a project runs on: `.nvmrc` and its kind with one version, `.tool-versions` of asdf and mise with
// a tool and its versions in a line, `global.json` of .NET.

import type { Comment } from '../../model/file.ts';
import { type Place, placeOf, type Source } from '../../model/place.ts';
import type { Entry } from '../../model/value.ts';
import { stringAt } from '../../model/virtual.ts';
import { readJson } from '../../syntax/json.ts';
import { jsonComments } from '../../syntax/json-comments.ts';
import { fileNameOf } from '../../text/path.ts';
import { lineSpan, type Snapshot } from '../../text/snapshot.ts';
import { spanOf } from '../../text/span.ts';
import type { ManifestFormat, Reading } from './format.ts';
import { entryOf } from './line-map.ts';
import type { Manifest } from './manifest.ts';

export const versionFiles: readonly ManifestFormat[] = [
  ...['.nvmrc', '.node-version', '.python-version', 'runtime.txt', '.ruby-version', '.go-version'].map((name) =>
    named(name, (snapshot, source) => readLines(snapshot, source, 'version')),
  ),
  named('.tool-versions', (snapshot, source) => readLines(snapshot, source, 'tools')),
  named('global.json', readGlobalJson),
];

function named(name: string, read: ManifestFormat['read']): ManifestFormat {
  return { kind: 'manifest', name, isNamed: (file) => fileNameOf(file) === name, read };
}

/** The first word that is no comment is the version; in `tools` the first word of a line is the tool, the second its version. */
function readLines(snapshot: Snapshot, source: Source, says: 'version' | 'tools'): Reading<Manifest> {
  const entries = new Map<string, Entry>();
  const comments: Comment[] = [];
  for (let line = 0; line < snapshot.lines.length; line++) {
    const { start, end } = lineSpan(snapshot, line);
    const text = snapshot.text.slice(start, end);
    const hash = /(?:^|\s)#/.exec(text);
    const mark = hash ? hash.index + hash[0].length - 1 : text.length;
    if (hash) comments.push({ span: spanOf(start + mark, end), text: text.slice(mark + 1).trim() });
    const [first, second] = [...text.slice(0, mark).matchAll(/\S+/g)].map((word) => ({
      text: word[0],
      place: placeOf(source, start + word.index, start + word.index + word[0].length),
    }));
    const version = says === 'tools' ? second : first;
    const key = says === 'tools' ? first : undefined;
    if (!version || entries.has(key?.text ?? 'version')) continue;
    const entry = entryOf(stringAt(version.text, version.place), key?.place ?? version.place);
    entries.set(
      key?.text ?? 'version',
      key ? { ...entry, place: { ...version.place, start: key.place.start } } : entry,
    );
  }
  const header = [...entries.values()][0]?.key ?? placeOf(source, 0, 0);
  return { content: manifestOf(snapshot, source, header, entries), problems: [], comments };
}

function readGlobalJson(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { value, problems } = readJson(snapshot.text, source);
  const content =
    value?.kind === 'map'
      ? manifestOf(snapshot, source, placeOf(source, value.place.start, value.place.start + 1), value.entries)
      : undefined;
  return { content, problems, comments: jsonComments(snapshot.text) };
}

function manifestOf(
  { file, text }: Snapshot,
  source: Source,
  header: Place,
  entries: ReadonlyMap<string, Entry>,
): Manifest {
  const place = placeOf(source, 0, text.length);
  return { fileName: fileNameOf(file), place, header, inner: place, entries, dependencies: [] };
}
