// Reads Compose files with marks, for the tests of this folder.

import assert from 'node:assert/strict';
import { type ComposeFile, compose } from '../../../server/src/languages/compose/language.ts';
import type { Place } from '../../../server/src/model/place.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { plain, type Value } from '../../../server/src/model/value.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

export const language = compose();

export const parse = (file: string, text: string, previous?: ComposeFile): ComposeFile =>
  language.parse(snapshotOf(file, text), previous);

/** The resources of a folder, by `file address`. */
export function resourcesOf(files: Readonly<Record<string, string>>): ReadonlyMap<string, Resource> {
  const parsed = Object.entries(files).map(([file, text]) => parse(file, text));
  const { resources } = language.evaluate(parsed);
  return new Map(resources.map((resource) => [`${resource.place.source.file} ${resource.address}`, resource]));
}

/** The first service of a text. */
export function serviceOf(text: string): Resource {
  const [service] = resourcesOf({ 'compose.yaml': text }).values();
  assert.ok(service, 'a service was read');
  return service;
}

/** The value at a path such as `$ports.0.target`, undefined where nothing is. */
export function valueAt(resource: Resource, path: string): Value | undefined {
  let value: Value | undefined = resource.body;
  for (const key of path.split('.')) {
    if (value?.kind === 'map') value = value.entries.get(key)?.value;
    else if (value?.kind === 'list') value = value.items[Number(key)];
    else return undefined;
  }
  return value;
}

/** Without places; what is not known is `?`. */
export const told = (value: Value | undefined): unknown =>
  value && JSON.parse(JSON.stringify(plain(value) ?? '?', (_, one) => (one === undefined ? '?' : one)));

/** The marks of the text, in the order in which they open, are the places of these values of its first service. */
export function assertPlaces(source: string, paths: readonly string[]): void {
  const { text, marks } = marked(source);
  const service = serviceOf(text);
  const held = ({ start, end }: { start: number; end: number }): string => `${start}-${end} ${text.slice(start, end)}`;
  const places = paths.map((path): Place => {
    const value = valueAt(service, path);
    assert.ok(value, `the service has ${path}`);
    return value.place;
  });
  assert.deepEqual(places.map(held), marks.map(held));
}
