// What a project forces upon the packages of others: `overrides` of npm, `resolutions` of Yarn, `pnpm.overrides`. Each forced version is a
// dependency of a group of its own, since it is installed whoever asks for the package.

import { type Entry, type MapValue, placeInString, type StringValue } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Dependency } from '../manifest.ts';
import { npmDependency } from './dependency.ts';

/** https://docs.npmjs.com/cli/configuring-npm/package-json#overrides: maps stand for "below this package", `.` for that itself. */
export function overridesIn(overrides: MapValue, group: string): readonly Dependency[] {
  return [...overrides.entries].flatMap(([selector, entry]) => {
    if (entry.value.kind === 'string') return overrideOf(selector, entry, entry.value, group) ?? [];
    if (entry.value.kind !== 'map') return [];
    const self = entry.value.entries.get('.');
    const own =
      self?.value.kind === 'string' ? overrideOf(selector, { ...self, key: entry.key }, self.value, group) : undefined;
    const others = new Map([...entry.value.entries].filter(([key]) => key !== '.'));
    return [...(own ? [own] : []), ...overridesIn({ ...entry.value, entries: others }, group)];
  });
}

function overrideOf(selector: string, entry: Entry, written: StringValue, group: string): Dependency | undefined {
  // `$name` is the version of a dependency that stands above, `-` takes the package away.
  if (/^\$|^-?$/.test(written.value)) return undefined;
  const chosen = chosenBy(selector);
  if (!chosen) return undefined;
  const { name, start } = chosen;
  const key: StringValue = { kind: 'string', value: selector, place: entry.key };
  const named = stringAt(name, placeInString(key, start, start + name.length));
  return { ...npmDependency(name, entry, written, group, named), isOverride: true };
}

/** The package that a selector ends with: `b` of `a@1>b@^1`, `a/b`, `a/@s/b`; undefined where that is not sure. */
function chosenBy(selector: string): { readonly name: string; readonly start: number } | undefined {
  // As pnpm parses it: what stands before a `>` that is no comparison is the parent.
  const from = [...selector.matchAll(/[^ |@]>/g)].at(-1)?.index;
  const start = from === undefined ? 0 : from + 2;
  const [path = '', ...range] = selector.slice(start).split(/(?<=[^/])@/);
  if (range.some((part) => part.includes('/'))) return undefined;
  const found = /(?:@[^/]+\/)?[^/]+$/.exec(path);
  return found ? { name: found[0], start: start + found.index } : undefined;
}
