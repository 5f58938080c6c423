// The packages of a lock file as resources, so that rules can be asked of what was chosen: where it comes from, its checksum, whether it
// runs scripts. A package that did not change is the same resource again.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import { placeOf } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { stringAt } from '../../model/virtual.ts';
import type { LockFile } from './file.ts';
import { lineMap } from './line-map.ts';
import type { LockedPackage } from './lock.ts';

interface Made {
  /** `npm:lodash@4.17.21` */
  readonly name: string;
  readonly address: string;
  readonly isAsked: boolean;
  readonly resource: Resource;
}

export type LockedPackages = (file: LockFile, isAsked: (index: number) => boolean) => readonly Resource[];

/** `isAsked` says whether a manifest leads to the package. */
export function lockedPackages(): LockedPackages {
  const known = new WeakMap<LockedPackage, Made>();
  return (file, isAsked) => {
    const { ecosystem } = file.format;
    const uses = new Map<string, number>();
    return (file.lock.content?.packages ?? []).flatMap((one, index) => {
      if (one.source === 'workspace') return [];
      const before = known.get(one);
      const name = before?.name ?? `${ecosystem}:${one.name}@${one.version}`;
      const address = numbered(name, uses);
      const asked = isAsked(index);
      if (before?.address === address && before.isAsked === asked) return before.resource;
      const resource = resourceOf(one, address, asked, ecosystem);
      known.set(one, { name, address, isAsked: asked, resource });
      return resource;
    });
  };
}

/** A package that is installed in several folders is told apart by a number. */
function numbered(name: string, uses: Map<string, number>): string {
  const number = (uses.get(name) ?? 0) + 1;
  uses.set(name, number);
  return number === 1 ? name : `${name} #${number}`;
}

function resourceOf(one: LockedPackage, address: string, isAsked: boolean, ecosystem: Ecosystem): Resource {
  const { name, nameAt, version, versionAt, source, url, integrity, runsScripts } = one;
  const places = [nameAt, versionAt, url?.place ?? nameAt, integrity?.place ?? nameAt, runsScripts?.place ?? nameAt];
  // From the first to the last of what is known of it: the entry, or nearly so.
  const place = placeOf(
    nameAt.source,
    Math.min(...places.map(({ start }) => start)),
    Math.max(...places.map(({ end }) => end)),
  );
  return {
    language: 'packages',
    type: 'locked',
    name,
    address,
    place,
    header: nameAt,
    body: lineMap(
      {
        name: stringAt(name, nameAt),
        version: version === '' ? undefined : stringAt(version, versionAt),
        source: stringAt(source, url?.place ?? nameAt),
        url,
        integrity,
        runsScripts,
        $asked: { kind: 'boolean', value: isAsked, place: nameAt },
        $ecosystem: stringAt(ecosystem, nameAt),
      },
      place,
      nameAt,
    ),
    parts: [],
  };
}
