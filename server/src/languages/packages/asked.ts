// What the line of a dependency asks a registry for, as far as advisories can be found for it.

import type { Asked } from '../../advisories/assess.ts';
import { type Ecosystem, ecosystems } from '../../advisories/ecosystem.ts';
import type { Range } from '../../advisories/ranges/range.ts';
import { rangeOf } from '../../advisories/ranges/ranges.ts';
import type { Reading } from '../../advisories/ranges/upgrade.ts';
import { orders } from '../../advisories/versions/orders.ts';
import type { Place, Step } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { hole, type StringValue } from '../../model/value.ts';

export interface AskedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** As it is written, where it is. */
  readonly version: StringValue | undefined;
  /** Undefined where the line does not tell a version or a range: nothing, a tag, half of a version. */
  readonly asked: Asked | undefined;
  readonly reading: Reading;
}

/** Undefined for what is no dependency, where the package does not come from a registry, and where its name is not known. */
export function askedOf({ type, body }: Resource): AskedPackage | undefined {
  if (type !== 'dependency') return undefined;
  const text = (key: string): string | undefined => {
    const value = body.entries.get(key)?.value;
    return value?.kind === 'string' && !value.value.includes(hole) ? value.value : undefined;
  };
  const source = text('source');
  const ecosystem = ecosystems.find((one) => one === text('$ecosystem'));
  const name = text('name');
  if (!ecosystem || !name || (source !== 'registry' && source !== 'alias')) return undefined;
  const version = body.entries.get('version')?.value;
  const pinned = body.entries.get('pinned')?.value;
  if (version?.kind !== 'string' || version.value.includes(hole))
    return { ecosystem, name, version: undefined, asked: undefined, reading: 'range' };
  const exact = pinned?.kind === 'boolean' && pinned.value ? exactVersion(version.value, ecosystem) : undefined;
  return exact === undefined
    ? { ecosystem, name, version, asked: rangeAsked(version.value, ecosystem), reading: 'range' }
    : { ecosystem, name, version, asked: { kind: 'version', version: exact }, reading: 'version' };
}

/** Where a dependency is told of: at its version, or at its name where the version stands in another file, which is then told as the way there. */
export function tokenOf({ header, body, place: { source } }: Resource): Token {
  const version = body.entries.get('version')?.value;
  if (!version) return { place: header, trail: [], isOwn: false };
  const trail = version.trail ?? [];
  if (version.place.source.file === source.file) return { place: version.place, trail, isOwn: true };
  return { place: header, trail: [{ place: version.place, message: 'its version stands here' }], isOwn: false };
}

export interface Token {
  readonly place: Place;
  readonly trail: readonly Step[];
  /** Does the version itself stand there? */
  readonly isOwn: boolean;
}

/** A branch may be a version to Composer, and is none that advisories speak of. */
function exactVersion(written: string, ecosystem: Ecosystem): string | undefined {
  const version = written.trim().replace(/^=\s*/, '');
  return /^v?\d/i.test(version) && orders[ecosystem].isVersion(version) ? version : undefined;
}

function rangeAsked(written: string, ecosystem: Ecosystem): Asked | undefined {
  const range = rangeOf(ecosystem, written);
  if (!range || range.length === 0) return undefined;
  const only = onlyVersionOf(range);
  return only === undefined ? { kind: 'range', range } : { kind: 'version', version: only };
}

function onlyVersionOf([first, ...others]: Range): string | undefined {
  const { low, high } = first ?? {};
  return others.length === 0 && low?.included && high?.included && low.version === high.version
    ? low.version
    : undefined;
}
