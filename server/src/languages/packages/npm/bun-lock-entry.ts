// One package of bun.lock: a key and a list, of which the first item is `name@version` or `name@` and where it comes from; then follow the
// registry, what it asks for, and the checksum, the first and the last only of what comes from a registry. Offsets count from the quote of
// the key.

import type { Problem } from '../../../model/file.ts';
import { placeOf, type Source } from '../../../model/place.ts';
import type { StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import { eachItem, eachMember, endOfValue, isList, isObject, namesIn, stringIn } from '../../../syntax/json-scan.ts';
import type { Draft } from '../pieces.ts';
import type { DependencySource } from '../specifier.ts';
import { npmSpecifier } from './specifier.ts';
import { nameEnd } from './yarn-lock-block.ts';

export function readBunEntry(text: string, source: Source, problems: Problem[]): readonly Draft[] {
  const keyEnd = text.indexOf('"', 1);
  const open = text.indexOf('[', keyEnd);
  if (keyEnd < 0 || open < 0 || !isList(text, open)) return [];
  const strings: (StringValue | undefined)[] = [];
  let info: number | undefined;
  eachItem(text, open, problems, (item) => {
    const found = stringIn(text, item, problems);
    strings.push(found && stringAt(found.text, placeOf(source, found.span.start, found.span.end)));
    if (isObject(text, item)) info ??= item;
    return endOfValue(text, item);
  });
  const [resolution] = strings;
  if (!resolution) return [];
  const cut = nameEnd(resolution.value);
  const part = (start: number, end: number): StringValue =>
    stringAt(resolution.value.slice(start, end), {
      ...resolution.place,
      start: resolution.place.start + start,
      end: resolution.place.start + end,
    });
  const [name, reference] = [part(0, cut), part(Math.min(cut + 1, resolution.value.length), resolution.value.length)];
  const from = sourceOf(reference.value);
  const isRegistry = from === 'registry';
  const [, registry, , integrity] = strings;
  const asked = info === undefined ? new Map<string, readonly string[]>() : namesByGroup(text, info);
  return [
    {
      package: {
        name: name.value,
        nameAt: name.place,
        version: isRegistry ? reference.value : '',
        versionAt: reference.place,
        source: from,
        url: isRegistry ? (registry?.value ? registry : undefined) : from === 'workspace' ? undefined : reference,
        integrity: isRegistry ? integrity : undefined,
      },
      keys: [text.slice(1, keyEnd)],
      asks: [...(asked.get('dependencies') ?? []), ...(asked.get('optionalDependencies') ?? [])],
      peers: asked.get('peerDependencies') ?? [],
    },
  ];
}

function namesByGroup(text: string, open: number): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  eachMember(text, open, [], (key, at) => {
    if (isObject(text, at)) groups.set(text.slice(key.start, key.end), namesIn(text, at));
    return endOfValue(text, at);
  });
  return groups;
}

function sourceOf(reference: string): DependencySource {
  // Nearly all are versions, and to ask of which kind a specifier is takes long.
  if (/^\d[\w.+-]*$/.test(reference)) return 'registry';
  return reference.startsWith('root:') ? 'workspace' : npmSpecifier(reference).source;
}
