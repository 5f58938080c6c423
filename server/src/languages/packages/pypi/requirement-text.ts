// A requirement of PEP 508 that stands as a text in TOML, `"requests[socks]>=2.31; python_version < '3.13'"`, or on a line of setup.cfg.

import type { ListValue, StringValue, Value } from '../../../model/value.ts';
import { type Span, shifted } from '../../../text/span.ts';
import type { Dependency } from '../manifest.ts';
import { partOf, problemAt, type TomlManifest } from '../toml-manifest.ts';
import { readRequirement } from './requirement.ts';

type Manifested = Pick<TomlManifest, 'text' | 'problems'>;

/** Undefined where no name can be read, which is told. */
export function requirementIn(manifest: Manifested, written: StringValue, group: string): Dependency | undefined {
  const from = written.value.length - written.value.trimStart().length;
  const requirement = readRequirement(written.value.trim());
  const part = (span: Span | undefined): StringValue | undefined => span && partOf(written, shifted(span, from));
  const { problem } = requirement;
  if (problem) {
    const lines = part(problem.span) ?? written;
    manifest.problems.push(problemAt(lines.place, problem.message));
  }
  const name = part(requirement.name);
  if (!name) return undefined;
  const version: Value | undefined = problem
    ? { kind: 'unknown', reason: 'the version cannot be read', place: name.place }
    : part(requirement.version);
  return {
    title: name.value,
    name,
    place: withComma(manifest, written),
    header: name.place,
    group,
    source: requirement.source,
    version,
    url: part(requirement.url),
    ref: part(requirement.ref),
    pinned: requirement.pinned,
    extras: listOf(requirement.extras.flatMap((extra) => part(extra) ?? [])),
    marker: part(requirement.marker),
  };
}

/** An item of an array is taken away with the comma behind it. */
function withComma({ text }: Manifested, { place }: StringValue): StringValue['place'] {
  const comma = /^[ \t]*,/.exec(text.slice(place.end, place.end + 20))?.[0].length ?? 0;
  return { ...place, end: place.end + comma };
}

export function listOf(items: readonly StringValue[]): ListValue | undefined {
  const [first, last] = [items[0], items.at(-1)];
  return first && last && { kind: 'list', items, place: { ...first.place, end: last.place.end } };
}
