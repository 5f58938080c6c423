// A dependency as package.json and the catalogs write it: a name, and what is asked for.

import type { Place } from '../../../model/place.ts';
import { type Entry, placeInString, type StringValue, type Value } from '../../../model/value.ts';
import { stringAt } from '../../../model/virtual.ts';
import type { Span } from '../../../text/span.ts';
import type { Dependency } from '../manifest.ts';
import { npmSpecifier } from './specifier.ts';

/** `own` is the name that the project uses; `named` where the entry's key holds it. */
export function npmDependency(
  own: string,
  entry: Entry,
  written: StringValue,
  group: string,
  named: StringValue = stringAt(own, charactersOf({ kind: 'string', value: own, place: entry.key })),
): Dependency {
  const specifier = npmSpecifier(written.value);
  const part = (span: Span | undefined): StringValue | undefined => span && partOf(written, span);
  const name = part(specifier.name) ?? named;
  const version: Value | undefined = specifier.unknown
    ? { kind: 'unknown', reason: specifier.unknown, place: charactersOf(written) }
    : part(specifier.version);
  return {
    title: name.value,
    name,
    ...(specifier.name && { alias: named }),
    place: entry.place,
    header: named.place,
    group,
    source: specifier.source,
    version,
    ...(specifier.catalog !== undefined && { takes: offerKey(specifier.catalog, own) }),
    written: written.value,
    url: part(specifier.url),
    ref: part(specifier.ref),
    pinned: specifier.pinned,
  };
}

/** Under which key a catalog offers the version of a package. */
export const offerKey = (catalog: string, name: string): string => `${catalog}:${name}`;

/** Of no characters there is nothing to underline but the quotes. */
function partOf(written: StringValue, { start, end }: Span): StringValue {
  return stringAt(written.value.slice(start, end), start < end ? placeInString(written, start, end) : written.place);
}

/** Inside the quotes. A string that is empty or not closed is all there is to underline. */
export const charactersOf = (value: StringValue): Place =>
  value.value === '' ? value.place : placeInString(value, 0, value.value.length);
