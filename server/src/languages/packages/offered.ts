// Joins dependencies that take a version over with the manifest that offers it: a catalog, a parent, the root of a workspace.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import { isExact } from '../../advisories/ranges/range.ts';
import { rangeOf } from '../../advisories/ranges/ranges.ts';
import { orders } from '../../advisories/versions/orders.ts';
import type { Value } from '../../model/value.ts';
import { folderOf, isAtOrAbove } from '../../text/path.ts';
import type { ManifestFile, PackagesFile } from './file.ts';
import type { Dependency, Joined } from './manifest.ts';

/** A function that gives what is offered to a dependency of the manifest; the nearest manifest above that has the key offers it. */
export function offersFor(
  { file, format: { ecosystem } }: ManifestFile,
  files: readonly PackagesFile[],
): (dependency: Dependency) => Value | undefined {
  const offering = files
    .filter((one): one is ManifestFile => one.kind === 'manifest' && one.format.ecosystem === ecosystem)
    .filter((one) => one.content?.offers && isAtOrAbove(folderOf(one.file), folderOf(file)))
    // What the file offers itself is nearest of all.
    .sort((a, b) => Number(b.file === file) - Number(a.file === file) || b.file.length - a.file.length);
  return ({ takes }) => {
    if (takes === undefined) return undefined;
    return offering.map((one) => one.content?.offers?.get(takes)).find((value) => value);
  };
}

/** The version lies where it is offered, and its trail leads to the dependency. */
export function joinedOffer(
  dependency: Dependency,
  offered: Value | undefined,
  ecosystem: Ecosystem | undefined,
): Joined {
  const { takes, title, header, version } = dependency;
  if (takes === undefined || version) return {};
  if (!offered) {
    return { version: { kind: 'unknown', reason: `no manifest here says the version of \`${title}\``, place: header } };
  }
  const step = { place: header, message: `\`${title}\` is asked for here` };
  return {
    version: { ...offered, trail: [...(offered.trail ?? []), step] },
    ...(dependency.pinned === undefined && { pinned: isPinned(offered, ecosystem) }),
  };
}

function isPinned(version: Value, ecosystem: Ecosystem | undefined): boolean | undefined {
  const range = ecosystem && version.kind === 'string' ? rangeOf(ecosystem, version.value) : undefined;
  return ecosystem && range && isExact(range, orders[ecosystem]);
}
