// Reads gradle.properties (java.util.Properties: `key=value` or `key: value` a line), whose values build files of the folder and below take over as
// versions.

import type { Comment } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import type { Entry, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { fileNameOf } from '../../../text/path.ts';
import { lineText, type Snapshot } from '../../../text/snapshot.ts';
import { spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Manifest } from '../manifest.ts';

export const gradleProperties: ManifestFormat = {
  kind: 'manifest',
  name: 'gradle.properties',
  ecosystem: 'Maven',
  isNamed: (file) => fileNameOf(file) === 'gradle.properties',
  read,
};

/** The key under which a property is offered. */
export const propertyKey = (name: string): string => `gradle:${name}`;

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const entries = new Map<string, Entry>();
  const offers = new Map<string, Value>();
  const comments: Comment[] = [];
  for (let number = 0; number < snapshot.lines.length; number++) {
    const line = lineText(snapshot, number);
    const start = snapshot.lines[number] ?? 0;
    const at = (span: readonly [number, number]): Place => placeOf(source, start + span[0], start + span[1]);
    if (/^\s*[#!]/.test(line)) {
      comments.push({ span: spanOf(start, start + line.length), text: line.replace(/^\s*[#!]/, '').trim() });
      continue;
    }
    const [all, key, value] = /^\s*([\w.-]+)\s*[=:]\s*(\S(?:.*\S)?)\s*$/d.exec(line)?.indices ?? [];
    if (!all || !key || !value) continue;
    const written = stringAt(line.slice(...value), at(value));
    entries.set(line.slice(...key), { key: at(key), value: written, place: at([key[0], value[1]]) });
    // An escape may stand for anything, also for the end of the line.
    if (!written.value.includes('\\')) offers.set(propertyKey(line.slice(...key)), written);
  }
  const place = placeOf(source, 0, snapshot.text.length);
  const header = [...entries.values()][0]?.key ?? placeOf(source, 0, 0);
  const fileName = fileNameOf(snapshot.file);
  return { content: { fileName, place, header, entries, dependencies: [], offers }, problems: [], comments };
}
