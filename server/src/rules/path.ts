// Paths of the rule language. `a.b.c` walks maps and nested blocks and fans out over lists; `a | b` is the first that is there;
// a key with dots stands in quotes; `*` is every entry of a map; a number picks one item of a list. A path begins at the value in
// hand, at the scope around it (`^.`), or at an enclosing resource (`@pod.`, `@stage.`). `@parts.container` are the views inside
// the resource, `@setting.registries` a list of the user's configuration, `@RUN.@parts.command` those inside an enclosing one, `@type`, `@name` and `@address` say what it is (`@top.@type` what
// the outermost resource is, such as the workload of a container), and `@key` is the key of the value in hand.

import { type Given, givenAt } from '../model/given.ts';
import type { Place } from '../model/place.ts';
import type { Resource } from '../model/resource.ts';
import type { ListValue, NullValue, Value } from '../model/value.ts';
import { RuleError } from './errors.ts';
import type { Scope } from './scope.ts';

export type Path = readonly Alternative[];

interface Alternative {
  readonly from: Start;
  readonly keys: readonly string[];
}

type Start =
  | { readonly kind: 'here' }
  | { readonly kind: 'outer'; readonly levels: number }
  | { readonly kind: 'resource'; readonly type: string }
  /** Of the subject, or of the resource of type `of` around it. */
  | { readonly kind: 'parts'; readonly type: string; readonly of?: string }
  /** Of the subject, or of the resource of type `resource` around it. */
  | { readonly kind: 'name'; readonly of: 'type' | 'name' | 'address'; readonly resource?: string }
  | { readonly kind: 'key' }
  | { readonly kind: 'setting'; readonly name: string };

/** Where a path leads: to a value, to nothing, or to a part of the configuration that is not known. */
export type Reached =
  | { readonly kind: 'value'; readonly value: Value; readonly scope: Scope; readonly key: string }
  | Absent
  | { readonly kind: 'unknown'; readonly at: Place };

export interface Absent {
  readonly kind: 'absent';
  readonly at: Place;
  readonly scope: Scope;
  readonly key: string;
  /** What it has nevertheless, by default. */
  readonly given?: Given;
  /** The null that is written there, which is as good as nothing. */
  readonly written?: NullValue;
}

/** Throws a RuleError where the text is no path. */
export function parsePath(text: string, where: readonly (string | number)[]): Path {
  return splitOutsideQuotes(text, '|').map((alternative) => parseAlternative(alternative.trim(), where));
}

/**
 * Everything that the path leads to. An empty list counts as absent, so the answer is never empty. Of alternatives that are all absent
 * the first that has a default counts.
 */
export const reach = (scope: Scope, path: Path): readonly Reached[] => choose(scope, path)?.reached ?? [];

/** The one of the alternatives that `reach` takes: the name that an attribute has in this version of a provider. */
export const chosenIn = (scope: Scope, path: Path): Path => [choose(scope, path)?.alternative ?? []].flat();

function choose(
  scope: Scope,
  path: Path,
): { readonly alternative: Alternative; readonly reached: readonly Reached[] } | undefined {
  let absent: ReturnType<typeof choose>;
  for (const alternative of path) {
    const reached = reachOne(scope, alternative);
    if (reached.some((one) => one.kind !== 'absent')) return { alternative, reached };
    if (!absent || (!absent.reached.some(hasDefault) && reached.some(hasDefault))) absent = { alternative, reached };
  }
  return absent;
}

const hasDefault = (reached: Reached): boolean => reached.kind === 'absent' && reached.given !== undefined;

function parseAlternative(text: string, where: readonly (string | number)[]): Alternative {
  if (text === '.') return { from: { kind: 'here' }, keys: [] };
  const keys = splitOutsideQuotes(text, '.').map((key) => key.replace(/^"(.*)"$/, '$1'));
  if (keys.some((key) => key === ''))
    throw new RuleError(where, `"${text}" is not a path: keys stand between single dots`);
  const [head = '', ...rest] = keys;
  if (/^\^+$/.test(head)) return { from: { kind: 'outer', levels: head.length }, keys: rest };
  if (isName(head)) return { from: { kind: 'name', of: names[head] }, keys: rest };
  if (head.startsWith('@') && rest[0] !== undefined && isName(rest[0]))
    return { from: { kind: 'name', of: names[rest[0]], resource: head.slice(1) }, keys: rest.slice(1) };
  if (head === '@setting') return { from: { kind: 'setting', name: rest.join('.') }, keys: [] };
  if (head === '@key') return { from: { kind: 'key' }, keys: rest };
  if (head === '@parts') {
    const [type, ...keysOfPart] = rest;
    if (type === undefined) throw new RuleError(where, 'say which parts: "@parts.container", "@parts.command"');
    return { from: { kind: 'parts', type }, keys: keysOfPart };
  }
  if (head.startsWith('@') && rest[0] === '@parts') {
    const [, type, ...keysOfPart] = rest;
    if (type === undefined) throw new RuleError(where, `say which parts: "${head}.@parts.command"`);
    return { from: { kind: 'parts', type, of: head.slice(1) }, keys: keysOfPart };
  }
  if (head.startsWith('@')) return { from: { kind: 'resource', type: head.slice(1) }, keys: rest };
  return { from: { kind: 'here' }, keys };
}

const names = { '@type': 'type', '@name': 'name', '@address': 'address' } as const;
const isName = (key: string): key is keyof typeof names => Object.hasOwn(names, key);

function splitOutsideQuotes(text: string, separator: string): string[] {
  const pieces = text.match(
    separator === '|' ? /(?:"[^"]*"|[^"|])+/g : /(?:"[^"]*"|[^".])+|(?<=\.)(?=\.)|^(?=\.)|(?<=\.)$/g,
  );
  return pieces ?? [''];
}

function reachOne(scope: Scope, { from, keys }: Alternative): readonly Reached[] {
  switch (from.kind) {
    case 'here':
      return walk(scope, scope.value, headerOf(scope), keys);
    case 'outer': {
      let outer: Scope | undefined = scope;
      for (let level = 0; level < from.levels; level++) outer = outer?.outer;
      return outer ? walk(outer, outer.value, headerOf(outer), keys) : nowhere(scope, keys);
    }
    case 'resource': {
      const resource = enclosing(scope.subject, from.type);
      return resource
        ? walk({ ...scope, subject: resource }, resource.body, resource.header, keys)
        : nowhere(scope, keys);
    }
    case 'parts': {
      const parts = partsAt(scope, from);
      if (parts.length === 0) return nowhere(scope, [from.type]);
      return parts.flatMap((part) =>
        walk({ subject: part, value: part.body, outer: scope, unit: scope.unit }, part.body, part.header, keys),
      );
    }
    case 'name': {
      const resource = from.resource === undefined ? scope.subject : enclosing(scope.subject, from.resource);
      if (!resource) return nowhere(scope, keys);
      const value: Value = { kind: 'string', value: resource[from.of], place: resource.header };
      return [{ kind: 'value', value, scope, key: from.of }];
    }
    case 'key': {
      if (scope.key === undefined) return nowhere(scope, ['key']);
      return [
        { kind: 'value', value: { kind: 'string', value: scope.key, place: headerOf(scope) }, scope, key: 'key' },
      ];
    }
    case 'setting': {
      // What nobody has decided is not known, so that rules about it are silent.
      const place = headerOf(scope);
      const list = scope.unit.setting(from.name, place.source.file);
      if (!list) return [{ kind: 'unknown', at: place }];
      const items = list.map((value): Value => ({ kind: 'string', value, place }));
      return [{ kind: 'value', value: { kind: 'list', items, place }, scope, key: from.name }];
    }
  }
}

/** What stands for the scope when something is missing in it. */
export function headerOf(scope: Scope): Place {
  if (scope.value === scope.subject.body) return scope.subject.header;
  if (scope.value.kind === 'map') return scope.value.header ?? scope.value.place;
  return scope.value.place;
}

const nowhere = (scope: Scope, keys: readonly string[]): readonly Reached[] => [absent(headerOf(scope), scope, keys)];

/** `header` is what stands for `start` when a key is missing in it. */
function walk(scope: Scope, start: Value, header: Place, keys: readonly string[]): readonly Reached[] {
  const only = straight(scope, start, header, keys);
  if (only) return [only];
  const reached: Reached[] = [];
  descend(start, header, 0, '', { scope, keys, reached });
  return reached.length > 0 ? reached : [absent(header, scope, keys)];
}

/** Where the path leads through maps alone, as nearly all do: nothing is made on the way. Undefined where it may fan out. */
function straight(scope: Scope, start: Value, header: Place, keys: readonly string[]): Reached | undefined {
  let value = start;
  let at = header;
  let arrivedBy = '';
  for (const key of keys) {
    if (value.kind !== 'map' || key === '*') return undefined;
    const entry = value.entries.get(key);
    if (!entry && value.defaults) return undefined;
    if (!entry && value.open) return { kind: 'unknown', at: value.place };
    if (!entry) return absent(arrivedBy === '' ? at : (value.header ?? at), scope, keys);
    value = entry.value;
    at = headerOfMap(value) ?? entry.key;
    arrivedBy = key;
  }
  if (value.kind === 'null') return undefined;
  return { kind: 'value', value, scope, key: arrivedBy };
}

const absent = (at: Place, scope: Scope, keys: readonly string[]): Absent => ({
  kind: 'absent',
  at,
  scope,
  key: keys.at(-1) ?? '',
});

interface Walk {
  readonly scope: Scope;
  readonly keys: readonly string[];
  readonly reached: Reached[];
}

/** `arrivedBy` is the key that led to the value; `*` leads by the key of each entry. */
function descend(value: Value, at: Place, depth: number, arrivedBy: string, walking: Walk): void {
  const { scope, keys, reached } = walking;
  const key = keys[depth];
  if (value.kind === 'null')
    reached.push({ kind: 'absent', at: depth === 0 ? at : value.place, scope, key: arrivedBy, written: value });
  else if (key === undefined) reached.push({ kind: 'value', value, scope, key: arrivedBy });
  else if (value.kind === 'unknown') reached.push({ kind: 'unknown', at: value.place });
  else if (value.kind === 'list') descendList(value, at, depth, arrivedBy, walking);
  else if (value.kind === 'map' && key === '*') {
    for (const [name, entry] of value.entries)
      descend(entry.value, headerOfMap(entry.value) ?? entry.key, depth + 1, name, walking);
    if (value.open) reached.push({ kind: 'unknown', at: value.place });
  } else if (value.kind === 'map') {
    const entry = value.entries.get(key);
    const header = depth === 0 ? at : (value.header ?? at);
    if (entry && holdsSomething(entry.value, depth + 1, keys))
      descend(entry.value, headerOfMap(entry.value) ?? entry.key, depth + 1, key, walking);
    else if (!entry && value.open) reached.push({ kind: 'unknown', at: value.place });
    else {
      const written = entry?.value.kind === 'null' ? entry.value : undefined;
      const place = written?.place ?? header;
      const given = givenAt(value.defaults, keys.slice(depth), place);
      reached.push({ ...absent(place, scope, keys), ...(given && { given }), ...(written && { written }) });
    }
  } else reached.push(absent(at, scope, keys));
}

/** A null is as good as absent, and so are blocks of which there are none, for what one looks for in them. */
const holdsSomething = (value: Value, depth: number, keys: readonly string[]): boolean =>
  value.kind !== 'null' &&
  (value.kind !== 'list' || value.items.length > 0 || value.open === true || depth === keys.length);

/** A number picks one item, any other key is looked for in all of them. */
function descendList(list: ListValue, at: Place, depth: number, arrivedBy: string, walking: Walk): void {
  const { scope, keys, reached } = walking;
  const key = keys[depth] ?? '';
  if (/^\d+$/.test(key)) {
    const item = list.items[Number(key)];
    if (item) descend(item, item.place, depth + 1, key, walking);
    else reached.push(list.open ? { kind: 'unknown', at: list.place } : { kind: 'absent', at, scope, key });
    return;
  }
  for (const item of list.items) descend(item, headerOfMap(item) ?? item.place, depth, arrivedBy, walking);
  if (list.open) reached.push({ kind: 'unknown', at: list.place });
}

const headerOfMap = (value: Value): Place | undefined => (value.kind === 'map' ? value.header : undefined);

function enclosing(subject: Resource, type: string): Resource | undefined {
  const outer = subject.within?.();
  if (subject.type === type || (type === 'top' && !outer)) return subject;
  return outer && enclosing(outer, type);
}

/** The views that `@parts.type` or `@of.@parts.type` leads to. */
export function partsAt(
  scope: Scope,
  { type, of }: { readonly type: string; readonly of?: string },
): readonly Resource[] {
  const whole = of === undefined ? scope.subject : enclosing(scope.subject, of);
  return whole ? partsOf(whole, type) : [];
}

/** The views of a type anywhere inside the resource, in the order of the text. */
function partsOf(resource: Resource, type: string, before: Resource[] = []): readonly Resource[] {
  for (const part of resource.parts) {
    if (part.type === type) before.push(part);
    else partsOf(part, type, before);
  }
  return before;
}
