// Lowers the text of a Dockerfile and finds things in it, for the tests of this folder.

import assert from 'node:assert/strict';
import { dockerfile } from '../../../server/src/languages/dockerfile/language.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { hole, plain, type Value } from '../../../server/src/model/value.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import { grammarNamed } from '../../grammars.ts';

export type Dockerfiles = ReturnType<typeof dockerfile>;

export async function started(): Promise<Dockerfiles> {
  return dockerfile(await grammarNamed('dockerfile'), await grammarNamed('bash'));
}

export function lower(language: Dockerfiles, text: string): readonly Resource[] {
  const { resources } = language.evaluate([language.parse(snapshotOf('Dockerfile', text))]);
  language.forget('Dockerfile');
  return resources;
}

/** The resource with the address, at any depth. */
export function resourceAt(resources: readonly Resource[], address: string): Resource {
  const found = all(resources).find((resource) => resource.address === address);
  assert.ok(found, `there is no ${address} among ${all(resources).map((resource) => resource.address)}`);
  return found;
}

export const all = (resources: readonly Resource[]): readonly Resource[] =>
  resources.flatMap((resource) => [resource, ...all(resource.parts)]);

/** The value at a path such as `ports.0.port`; undefined where it is absent. */
export function valueAt(value: Value, path: string): Value | undefined {
  let found: Value | undefined = value;
  for (const name of path === '' ? [] : path.split('.')) {
    if (found?.kind === 'list') found = found.items[Number(name)];
    else found = found?.kind === 'map' ? found.entries.get(name)?.value : undefined;
  }
  return found;
}

/** A value and the text that it stands on: `"3.1" at ${TAG}`, `unknown at $X`; holes are `?`. */
export function shown(value: Value | undefined, text: string): string {
  if (!value) return 'absent';
  const at = text.slice(value.place.start, value.place.end).replaceAll('\n', '⏎');
  const content = value.kind === 'unknown' ? 'unknown' : JSON.stringify(plain(value))?.replaceAll(hole, '?');
  return `${content} at ${at}`;
}
