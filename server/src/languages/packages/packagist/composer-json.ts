// Reads composer.json (https://getcomposer.org/doc/04-schema.md). The whole JSON is the manifest's body; each entry of `require` and
// `require-dev` is a dependency but for what is the platform, such as `php` and `ext-json`, which has no package.

import type { Problem } from '../../../model/file.ts';
import { type Place, placeOf, type Source } from '../../../model/place.ts';
import { type Entry, type MapValue, placeInString, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { readJson } from '../../../syntax/json.ts';
import { jsonComments } from '../../../syntax/json-comments.ts';
import { fileNameOf } from '../../../text/path.ts';
import type { Snapshot } from '../../../text/snapshot.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { ManifestFormat, Reading } from '../format.ts';
import type { Dependency, Manifest } from '../manifest.ts';
import { isCommit, type Specifier } from '../specifier.ts';
import { insideQuotes } from '../written.ts';

const groups = ['require', 'require-dev'];

export const composerJson: ManifestFormat = {
  kind: 'manifest',
  name: 'composer.json',
  ecosystem: 'Packagist',
  // What lies below `vendor` belongs to others.
  isNamed: (file) => fileNameOf(file) === 'composer.json' && !/(?:^|\/)vendor\//.test(file),
  read,
};

function read(snapshot: Snapshot, source: Source): Reading<Manifest> {
  const { text } = snapshot;
  const json = readJson(text.replace(/^\uFEFF/, ' '), source);
  const problems = [...json.problems];
  const comments = jsonComments(text);
  if (json.value?.kind !== 'map') {
    if (json.value) problems.push({ span: spanAt(json.value.place), message: 'composer.json must hold an object' });
    return { content: undefined, problems, comments };
  }
  const root = json.value;
  const name = root.entries.get('name')?.value;
  const manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(name?.kind === 'string' && { projectName: name.value }),
    place: root.place,
    header:
      name?.kind === 'string' ? insideQuotes(name, text) : placeOf(source, root.place.start, root.place.start + 1),
    ...(root.inner && { inner: root.inner }),
    entries: root.entries,
    dependencies: groups.flatMap((group) => dependenciesIn(root, group, text, problems)),
  };
  return { content: manifest, problems, comments };
}

// The manifest is one source that starts with the file, so its places are spans of the file.
const spanAt = (place: Place): Span => spanOf(place.start, place.end);

function dependenciesIn(root: MapValue, group: string, text: string, problems: Problem[]): Dependency[] {
  const value = root.entries.get(group)?.value;
  if (!value) return [];
  // PHP writes an object without entries as a list.
  if (value.kind === 'list' && value.items.length === 0) return [];
  if (value.kind !== 'map') {
    const message = `\`${group}\` must be an object of package names and versions`;
    problems.push({ span: spanAt(value.place), message });
    return [];
  }
  return [...value.entries].flatMap(([name, entry]) => {
    if (isPlatform(name)) return [];
    if (entry.value.kind === 'string') return dependencyOf(name, entry, entry.value, group, text);
    problems.push({ span: spanAt(entry.value.place), message: `the version of \`${name}\` must be a string` });
    return [];
  });
}

/** Packages have a vendor: `php`, `ext-json`, `lib-icu` and `composer-plugin-api` are what they run on. */
export const isPlatform = (name: string): boolean => !name.includes('/');

function dependencyOf(title: string, entry: Entry, written: StringValue, group: string, text: string): Dependency {
  const name = stringAt(title, insideQuotes({ place: entry.key }, text));
  const specifier = constraint(written.value);
  const part = (span: Span | undefined): StringValue | undefined =>
    span && stringAt(written.value.slice(span.start, span.end), placeInString(written, span.start, span.end));
  const version: Value | undefined = specifier.unknown
    ? { kind: 'unknown', reason: specifier.unknown, place: insideQuotes(written, text) }
    : part(specifier.version);
  return {
    title,
    name,
    place: entry.place,
    header: name.place,
    group,
    source: specifier.source,
    version,
    ref: part(specifier.ref),
    pinned: specifier.pinned,
  };
}

/** https://getcomposer.org/doc/articles/versions.md */
export function constraint(text: string): Specifier {
  const commit = /^\s*(?:dev-[^\s#]+|[^\s#]+-dev)#(\S+)/d.exec(text)?.indices?.[1];
  if (commit) {
    const ref = spanOf(...commit);
    return { source: 'git', ref, pinned: isCommit(text.slice(ref.start, ref.end)) };
  }
  // A branch, whatever it is passed off as.
  const branch = /^\s*(dev-[^\s#|,]+|[\w.]+-dev)(?:\s+as\s+\S+)?\s*$/d.exec(text)?.indices?.[1];
  if (branch) return { source: 'git', ref: spanOf(...branch), pinned: false };
  if (/^\s*self\.version\s*$/.test(text)) {
    return { source: 'registry', pinned: undefined, unknown: 'it is the version of this package' };
  }
  const exact = /^\s*={0,2}\s*(v?\d+(?:\.\d+){0,3}(?:[-.]?(?:alpha|beta|RC|patch|pl|p|a|b)[.-]?\d*)?)\s*$/di.exec(text);
  const inner = exact?.indices?.[1];
  if (inner) return { source: 'registry', version: spanOf(...inner), pinned: true };
  return { source: 'registry', version: spanOf(0, text.length), pinned: false };
}
