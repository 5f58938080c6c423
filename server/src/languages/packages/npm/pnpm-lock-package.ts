// One entry of `packages` in pnpm-lock.yaml. Offsets count from the first character of its key.

import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue, Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Draft } from '../pieces.ts';
import type { DependencySource } from '../specifier.ts';
import { headOf } from './blocks.ts';
import { pairsIn } from './pnpm-lock-pairs.ts';
import { npmSpecifier } from './specifier.ts';

export function readPackage(text: string, source: Source): readonly Draft[] {
  const head = headOf(text, { start: 0, end: text.length });
  const key = keyOf(head);
  const at = (value: string, start: number): StringValue =>
    stringAt(value, placeOf(source, start, start + value.length));
  const inKey = partsOf(key);
  const keyStart = head.startsWith("'") ? 1 : 0;
  const fields = new Map<string, StringValue>();
  const asks: string[] = [];
  let group = '';
  for (const { indentation, key: name, value, valueStart } of pairsIn(text, head.length, text.length)) {
    if (indentation === 4) {
      group = name;
      if (value !== '') fields.set(name, at(value, valueStart));
    } else if (group === 'dependencies' || group === 'optionalDependencies') asks.push(asked(name, value));
  }
  const resolution = fields.get('resolution');
  const told = (name: string): StringValue | undefined => resolution && inFlow(resolution, name);
  const whole = at(key, keyStart);
  const version = fields.get('version') ?? (inKey && at(inKey.version, keyStart + inKey.versionStart));
  const name = fields.get('name') ?? (inKey ? at(inKey.name, keyStart + inKey.nameStart) : whole);
  const isPlain = inKey !== undefined && /^\d/.test(inKey.version);
  return [
    {
      package: {
        name: name.value,
        nameAt: name.place,
        version: isPlain || fields.has('version') ? (version?.value ?? '') : '',
        versionAt: version?.place ?? name.place,
        source: isPlain ? 'registry' : sourceOf(inKey?.version ?? key, told),
        // A repository stands beside its commit, and is no address of the code by itself.
        url: told('tarball') ?? (told('commit') ? undefined : told('repo')),
        integrity: told('integrity'),
        runsScripts: runsScripts(fields.get('requiresBuild')),
      },
      keys: [key],
      asks,
    },
  ];
}

/** In the words of the lock: a name, and what pnpm says that it is there. */
export const asked = (name: string, reference: string): string => `${name} ${reference}`;

/** The keys under which the packages of a lock may have it, in the styles of all versions. */
export function keysFor(one: string): readonly string[] {
  const cut = one.indexOf(' ');
  const [name, reference] = [one.slice(0, cut), one.slice(cut + 1)];
  const bare = withoutPeers(reference);
  return [
    ...[`${name}@${reference}`, `/${name}@${reference}`, `/${name}/${reference}`, reference],
    ...(bare === reference ? [] : [`${name}@${bare}`, bare]),
  ];
}

/** `18.2.0(react@18.2.0)` without the choice of peers. */
export function withoutPeers(reference: string): string {
  const peers = reference.indexOf('(');
  return peers < 0 ? reference : reference.slice(0, peers);
}

/** The key of an entry's first line. */
export const keyOf = (head: string): string =>
  head.startsWith("'") ? head.slice(1, head.lastIndexOf("'")) : head.replace(/:(?:\s.*)?$/, '');

/** `a@1.0.0`, `/a@1.0.0(peer@2.0.0)`, `/a/1.0.0_peer@2.0.0`; undefined for another address, such as `github.com/user/project/commit`. */
function partsOf(key: string) {
  const slash = key.startsWith('/') ? 1 : 0;
  const found = /^(@[^/@]+\/[^/@]+|[^/@:]+)([@/])(.+)$/.exec(key.slice(slash));
  const [, name = '', separator, rest = ''] = found ?? [];
  if (!found || (separator === '/' && slash === 0)) return undefined;
  const version = withoutPeers(separator === '/' ? (rest.split('_')[0] ?? rest) : rest);
  return { name, nameStart: slash, version, versionStart: slash + name.length + 1 };
}

/** `{integrity: sha512-…, tarball: https://…}` */
function inFlow({ value, place }: StringValue, name: string): StringValue | undefined {
  const found = new RegExp(`[{,] *${name}: *('[^']*'|[^,}\\s]+)`).exec(value);
  if (!found?.[1]) return undefined;
  const quote = found[1].startsWith("'") ? 1 : 0;
  const text = found[1].slice(quote, found[1].length - quote);
  const start = place.start + found.index + found[0].length - found[1].length + quote;
  return stringAt(text, { ...place, start, end: start + text.length });
}

function sourceOf(address: string, told: (name: string) => StringValue | undefined): DependencySource {
  if (told('directory') || /^(?:file|link):/.test(address)) return 'file';
  if (told('repo') || /^(?:https:\/\/)?(?:codeload\.)?(?:github|gitlab|bitbucket)\.(?:com|org)\//.test(address))
    return 'git';
  const { source } = npmSpecifier(address);
  return source === 'registry' || source === 'file' ? 'url' : source;
}

const runsScripts = (field: StringValue | undefined): Value | undefined =>
  field?.value === 'true' ? { kind: 'boolean', value: true, place: field.place } : undefined;
