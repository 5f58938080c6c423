// Reads one manifest with marks, for the tests of this folder.

import assert from 'node:assert/strict';
import { packages } from '../../../server/src/languages/packages/language.ts';
import type { Place } from '../../../server/src/model/place.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { plain, type Value } from '../../../server/src/model/value.ts';
import { marked } from '../../../server/src/text/marked.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

export interface Read {
  readonly manifest: Resource;
  /** Each dependency's body without places; entries that say the same for a whole file are left out. */
  readonly dependencies: readonly Record<string, unknown>[];
  /** `span text: message` of each problem. */
  readonly problems: readonly string[];
  readonly comments: readonly string[];
}

export function read(file: string, source: string): Read {
  const { text } = marked(source);
  const parsed = packages().parse(snapshotOf(file, text));
  assert.ok(parsed.kind === 'manifest' && parsed.manifest, 'a manifest was read');
  return {
    manifest: parsed.manifest,
    dependencies: parsed.manifest.parts.filter(({ type }) => type === 'dependency').map(factsOf),
    problems: parsed.problems.map(({ span, message }) => `${text.slice(span?.start, span?.end)}: ${message}`),
    comments: parsed.comments.map((comment) => `${text.slice(comment.span.start, comment.span.end)}: ${comment.text}`),
  };
}

function factsOf(dependency: Resource): Record<string, unknown> {
  const { $ecosystem: _, ...facts } = plain(dependency.body) as Record<string, unknown>;
  return facts;
}

/** The marks of the source, in the order in which they open, are these places of its first dependency: `place`, `header`, or a path of its body. */
export function assertPlaces(file: string, source: string, names: readonly string[]): void {
  const dependency = read(file, source).manifest.parts[0];
  assert.ok(dependency, 'a dependency was read');
  assertMarks(
    source,
    names.map((name) => (name === 'place' || name === 'header' ? dependency[name] : valueAt(dependency, name).place)),
  );
}

export function assertMarks(source: string, places: readonly Place[]): void {
  const { text, marks } = marked(source);
  const held = ({ start, end }: { start: number; end: number }) => `${start}-${end} ${text.slice(start, end)}`;
  assert.deepEqual(places.map(held), marks.map(held));
}

/** `version`, or `hashes.0` for an item of a list. */
export function valueAt(resource: Resource, path: string): Value {
  let value: Value | undefined = resource.body;
  for (const key of path.split('.')) {
    if (value?.kind === 'map') value = value.entries.get(key)?.value;
    else if (value?.kind === 'list') value = value.items[Number(key)];
  }
  assert.ok(value, `${resource.address} has ${path}`);
  return value;
}
