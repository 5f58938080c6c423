// What the manifests that are written in TOML have in common: how the text is read, and how parts of it become values of dependencies,
// which stand on the characters inside the quotes.

import type { Problem } from '../../model/file.ts';
import { type Place, placeOf, type Source } from '../../model/place.ts';
import { type Entry, type MapValue, placeInString, type StringValue, type Value } from '../../model/value.ts';
import { stringAt } from '../../model/virtual.ts';
import { readToml, type TomlText } from '../../syntax/toml.ts';
import { fileNameOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { type Span, spanOf } from '../../text/span.ts';
import type { Reading } from './format.ts';
import type { Dependency, Manifest } from './manifest.ts';

export interface TomlManifest {
  readonly root: MapValue;
  readonly text: string;
  readonly source: Source;
  /** Readers of formats add what they do not understand. */
  readonly problems: Problem[];
}

export interface TomlContent {
  readonly dependencies: readonly Dependency[];
  readonly offers?: ReadonlyMap<string, Value>;
  /** Where the project says its own name. */
  readonly name: Value | undefined;
  /** What is underlined where the project has no name. */
  readonly table: MapValue | undefined;
}

export function readTomlManifest(
  snapshot: Snapshot,
  source: Source,
  contentOf: (manifest: TomlManifest) => TomlContent,
): Reading<Manifest> {
  const { value: root, comments, ...toml }: TomlText = readToml(snapshot.text, source);
  const problems = [...toml.problems];
  const { name, table, dependencies, offers } = contentOf({ root, text: snapshot.text, source, problems });
  const known = name?.kind === 'string' ? name : undefined;
  const content: Manifest = {
    fileName: fileNameOf(snapshot.file),
    ...(known && { projectName: known.value }),
    place: root.place,
    header: known ? charactersOf(known).place : (table?.header ?? firstOf(root) ?? placeOf(source, 0, 0)),
    ...(root.inner && { inner: root.inner }),
    entries: root.entries,
    dependencies,
    ...(offers && { offers }),
  };
  return { content, problems, comments };
}

/** The key that stands first, or the first header. */
function firstOf(root: MapValue): Place | undefined {
  const [first] = root.entries.values();
  return first && (first.value.kind === 'map' && first.value.header ? first.value.header : first.key);
}

/** The value that the keys lead to through tables. */
export function valueAt(map: MapValue | undefined, ...keys: readonly string[]): Value | undefined {
  let value: Value | undefined = map;
  for (const key of keys) value = value?.kind === 'map' ? value.entries.get(key)?.value : undefined;
  return value;
}

export function tableAt(map: MapValue | undefined, ...keys: readonly string[]): MapValue | undefined {
  const value = valueAt(map, ...keys);
  return value?.kind === 'map' ? value : undefined;
}

/** The text that the keys lead to, on its characters. */
export function textAt(map: MapValue | undefined, ...keys: readonly string[]): StringValue | undefined {
  const value = valueAt(map, ...keys);
  return value?.kind === 'string' ? charactersOf(value) : undefined;
}

/** The texts of the list that the keys lead to, on their characters. */
export function textsAt(map: MapValue | undefined, ...keys: readonly string[]): readonly StringValue[] {
  const list = valueAt(map, ...keys);
  return (list?.kind === 'list' ? list.items : []).flatMap((item) =>
    item.kind === 'string' ? charactersOf(item) : [],
  );
}

export function isTrue(map: MapValue, key: string): boolean {
  const value = valueAt(map, key);
  return value?.kind === 'boolean' && value.value;
}

export const charactersOf = (written: StringValue): StringValue => partOf(written, spanOf(0, written.value.length));

/** Of no characters there is nothing to underline but the quotes. */
export function partOf(written: StringValue, { start, end }: Span): StringValue {
  return stringAt(written.value.slice(start, end), start < end ? placeInString(written, start, end) : written.place);
}

/** A key as a name, on its characters. */
export function nameOf(key: string, { key: place }: Entry, text: string): StringValue {
  const quoted = /^(["'])..*\1$/.test(text.slice(place.start, place.end));
  return stringAt(key, quoted ? { ...place, start: place.start + 1, end: place.end - 1 } : place);
}

/** A manifest is one source that starts with the file, so its places are spans of the file. */
export const problemAt = ({ start, end }: Place, message: string): Problem => ({ span: spanOf(start, end), message });
