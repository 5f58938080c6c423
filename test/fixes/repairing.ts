// Repairs a text and reads it again: what every test of a syntax does.

import assert from 'node:assert/strict';
import { applyEdits } from '../../server/src/fixes/apply.ts';
import { editsFor } from '../../server/src/fixes/edits.ts';
import { dockerfile } from '../../server/src/languages/dockerfile/language.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import { terraform } from '../../server/src/languages/terraform/language.ts';
import { locate, type SourceFile } from '../../server/src/model/file.ts';
import type { Literal } from '../../server/src/model/literal.ts';
import type { Place } from '../../server/src/model/place.ts';
import type { Repair } from '../../server/src/model/repair.ts';
import type { LanguageId, Resource } from '../../server/src/model/resource.ts';
import { type Entry, type ListValue, type MapValue, plain, type Value } from '../../server/src/model/value.ts';
import { readJsonIn } from '../../server/src/syntax/json.ts';
import { readYaml } from '../../server/src/syntax/yaml.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { grammarNamed } from '../grammars.ts';

/** A change as tests write it; paths lead through keys and indexes from the body of the first resource or document. */
export type Change =
  | { readonly set: string; readonly to: Literal }
  | { readonly add: string; readonly to: string; readonly is: Literal }
  | { readonly append: string; readonly is: Literal }
  | { readonly remove: string }
  | { readonly replace: string; readonly by: string }
  | { readonly word: string; readonly after: string }
  | { readonly lines: 'before' | 'after'; readonly at: string; readonly text: string }
  | { readonly companion: string };

export interface Case {
  readonly it: string;
  readonly before: string;
  readonly change: Change | readonly Change[];
  /** Undefined where it cannot be done safely. */
  readonly after: string | undefined;
}

export type Read = (text: string) => Reading;

export interface Reading {
  readonly file: SourceFile;
  readonly language: LanguageId;
  /** One for each resource or document. */
  readonly bodies: readonly Value[];
  readonly places: readonly Place[];
}

/** Each case as a test: the text, what it says when read again, with either line end, and that a second time changes nothing. */
export function testRepairs(cases: readonly Case[], reader: () => Read): void {
  for (const { it: title, before, change, after } of cases) {
    it(title, () => {
      const changes = listOf(change);
      const read = reader();
      assert.equal(repaired(read(before), changes), after);
      if (after === undefined) return;
      const crlf = (text: string) => text.replaceAll('\n', '\r\n');
      if (before.includes('\n')) assert.equal(repaired(read(crlf(before)), changes), crlf(after), 'with CR LF');
      assert.deepEqual(read(after).file.problems, [], 'it can be read');
      // An instruction says the same in several ways, as a text and in parts.
      const said =
        read(before).language === 'dockerfile'
          ? undefined
          : changes.reduce<unknown[] | undefined>(changed, plainOf(read(before)));
      if (said) assert.deepEqual(simple(plainOf(read(after))), simple(said), 'what the text says afterwards');
      const sets = changes.filter((one) => 'set' in one);
      if (sets.length > 0) assert.equal(repaired(read(after), sets), after, 'a second time');
    });
  }
}

const listOf = (change: Change | readonly Change[]): readonly Change[] =>
  Array.isArray(change) ? change : [change as Change];

function repaired({ file, language, bodies, places }: Reading, changes: readonly Change[]): string | undefined {
  const body = bodies[0];
  assert.ok(body, 'the text holds something');
  const repairs = changes.map((change) => repairOf(change, body, places[0] ?? body.place));
  const located = (place: Place) => locate(place, (name) => (name === file.file ? file : undefined));
  const edits = editsFor(repairs, { language, snapshot: file.snapshot, locate: located });
  return edits && applyEdits(file.snapshot.text, edits);
}

function repairOf(change: Change, body: Value, whole: Place): Repair {
  if ('set' in change) return { kind: 'set', value: found(body, change.set).value, literal: change.to };
  if ('add' in change) {
    const map = found(body, change.add).value as MapValue;
    return { kind: 'add', map, keys: change.to.split('.'), literal: change.is };
  }
  if ('append' in change)
    return { kind: 'append', list: found(body, change.append).value as ListValue, literal: change.is };
  if ('remove' in change) {
    const { owner, entry, value } = found(body, change.remove);
    if (entry) return { kind: 'removeEntry', entry };
    return { kind: 'removeItem', list: owner as ListValue, item: value };
  }
  if ('replace' in change) {
    const place = change.replace === '' ? whole : found(body, change.replace).value.place;
    return { kind: 'text', place, text: change.by };
  }
  if ('word' in change) return { kind: 'word', place: found(body, change.after).value.place, text: change.word };
  if ('lines' in change) {
    const place = change.at === '' ? whole : found(body, change.at).value.place;
    return { kind: 'lines', side: change.lines, place, text: change.text };
  }
  return { kind: 'companion', place: whole, text: change.companion };
}

interface Found {
  readonly value: Value;
  readonly owner?: Value;
  readonly entry?: Entry;
}

function found(body: Value, path: string): Found {
  let at: Found = { value: body };
  for (const key of path === '' ? [] : path.split('.')) {
    const owner = inside(at.value);
    const entry = owner.kind === 'map' ? owner.entries.get(key) : undefined;
    const value = owner.kind === 'list' ? owner.items[Number(key)] : entry?.value;
    assert.ok(value, `there is ${path}`);
    at = { value, owner, ...(entry && { entry }) };
  }
  return at;
}

const plainOf = ({ bodies }: Reading): unknown[] => bodies.map(plain);

/** `$` keys are facts of the language about the text; a single block is a map as well as a list of one. */
const simple = (said: unknown): unknown =>
  JSON.parse(
    JSON.stringify(said, (key, value) => {
      if (key.startsWith('$')) return undefined;
      const isSingleBlock = Array.isArray(value) && value.length === 1 && typeof value[0] === 'object';
      return isSingleBlock ? value[0] : value;
    }) ?? 'null',
  );

/** What a string was encoded from, as rules see it. */
const inside = (value: Value): Value =>
  value.kind === 'string' ? (value.decoded ?? readJsonIn(value) ?? value) : value;

/** The same change to plain data; undefined where a change of text says nothing of its meaning. */
function changed(bodies: unknown[] | undefined, change: Change): unknown[] | undefined {
  if (!bodies || !('set' in change || 'add' in change || 'append' in change || 'remove' in change)) return undefined;
  const path =
    'set' in change ? change.set : 'append' in change ? change.append : 'remove' in change ? change.remove : change.add;
  const keys = ['0', ...path.split('.').filter((key) => key !== '')];
  const copy = structuredClone(bodies);
  const last = keys.at(-1) ?? '';
  const owner = keys.slice(0, -1).reduce((at, key) => (at[key] ?? {}) as Json, copy as unknown as Json);
  if (typeof owner !== 'object' || !(last in owner)) return undefined;
  if ('set' in change) owner[last] = change.to;
  else if ('append' in change) (owner[last] as unknown[]).push(change.is);
  else if ('remove' in change) Array.isArray(owner) ? owner.splice(Number(last), 1) : delete owner[last];
  else addTo(owner[last] as Json, change.to.split('.'), change.is);
  return copy;
}

type Json = Record<string, unknown>;

function addTo(map: Json, [first = '', ...rest]: readonly string[], literal: Literal): void {
  if (rest.length === 0) map[first] = literal;
  else {
    map[first] = map[first] ?? {};
    addTo(map[first] as Record<string, unknown>, rest, literal);
  }
}

/** A stream of documents, without the rules of Kubernetes. */
export function yamlReader(file: string): Read {
  return (text) => {
    const { documents, comments, problems } = readYaml(text, file);
    const sources = new Map(documents.map(({ document, offset }) => [document.source, offset]));
    const bodies = documents.flatMap(({ document }) => document.value ?? []);
    const sourceFile: SourceFile = {
      file,
      language: 'kubernetes',
      snapshot: snapshotOf(file, text),
      sources,
      comments,
      problems,
    };
    return { file: sourceFile, language: 'kubernetes', bodies, places: bodies.map(({ place }) => place) };
  };
}

export function packagesReader(file: string): Read {
  const language = packages();
  return (text) => {
    const parsed = language.parse(snapshotOf(file, text));
    const { resources } = language.evaluate([parsed]);
    return readingOf(parsed, resources);
  };
}

export async function terraformReader(file: string): Promise<Read> {
  const language = terraform(await grammarNamed('hcl'));
  return (text) => {
    const parsed = language.parse(snapshotOf(file, text));
    return readingOf(parsed, language.evaluate([parsed]).resources);
  };
}

/** The instructions behind the first FROM, not the stages. */
export async function dockerfileReader(): Promise<Read> {
  const language = dockerfile(await grammarNamed('dockerfile'), await grammarNamed('bash'));
  return (text) => {
    const parsed = language.parse(snapshotOf('Dockerfile', text));
    const { resources } = language.evaluate([parsed]);
    return readingOf(parsed, resources.flatMap((resource) => resource.parts).slice(1));
  };
}

const readingOf = (file: SourceFile, resources: readonly Resource[]): Reading => ({
  file,
  language: file.language,
  bodies: resources.map(({ body }) => body),
  places: resources.map(({ place }) => place),
});
