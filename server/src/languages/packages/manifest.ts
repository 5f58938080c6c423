// What every manifest is lowered to: one `manifest` resource with a `dependency` part for each line that asks for a package. The
// readers of the formats fill it in; this file gives it the shape that rules see.

import type { Ecosystem } from '../../advisories/ecosystem.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import type { Entry, ListValue, StringValue, Value } from '../../model/value.ts';
import { stringAt } from '../../model/virtual.ts';
import type { ManifestFormat } from './format.ts';
import { entryOf, lineMap } from './line-map.ts';
import { runtimesOf } from './runtimes.ts';
import type { DependencySource } from './specifier.ts';

export interface Manifest {
  /** The file's own name, without folders. */
  readonly fileName: string;
  /** What the project calls itself. */
  readonly projectName?: string;
  readonly place: Place;
  readonly header: Place;
  /** Absent where entries are not put in between brackets. */
  readonly inner?: Place;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly dependencies: readonly Dependency[];
  /**
   * Versions that manifests in the same folder and below may take over: a catalog, `workspace.dependencies`, `dependencyManagement`,
   * central package versions. By a key that only the formats of the ecosystem must agree on.
   */
  readonly offers?: ReadonlyMap<string, Value>;
}

export interface Dependency {
  /** The package's name for messages; something readable even where the true name is not known. */
  readonly title: string;
  readonly name: Value;
  /** The name that the project itself uses, where it is not the package's. */
  readonly alias?: StringValue | undefined;
  /** The whole line or property. */
  readonly place: Place;
  /** The name as it is written. */
  readonly header: Place;
  readonly group: string;
  readonly source: DependencySource;
  readonly version?: Value | undefined;
  /** The key under which the nearest manifest that `offers` it says the version. */
  readonly takes?: string | undefined;
  /** What is asked for, as it is written, where a lock finds its packages by that. */
  readonly written?: string | undefined;
  /** It says which version others get, and asks for nothing itself. */
  readonly isOverride?: true;
  readonly url?: StringValue | undefined;
  readonly ref?: StringValue | undefined;
  readonly pinned: boolean | undefined;
  readonly hashes?: ListValue | undefined;
  readonly extras?: ListValue | undefined;
  readonly marker?: StringValue | undefined;
  /** pip's `-e`. */
  readonly editable?: true | undefined;
}

/** What other files say of a dependency: a lock, a catalog. */
export interface Joined {
  readonly version?: Value | undefined;
  readonly pinned?: boolean | undefined;
  readonly source?: DependencySource | undefined;
  /** `$locked`: what the lock has chosen. */
  readonly locked?: Value | undefined;
  /** `$outOfStep`: the version of a lock that the manifest does not admit. */
  readonly outOfStep?: Value | undefined;
}

/** `joinedOf` tells what others say of the dependency with this number, `lock` the lock file that comes first for the manifest. */
export function manifestResource(
  manifest: Manifest,
  { name: format, ecosystem }: ManifestFormat,
  joinedOf: (index: number) => Joined = () => ({}),
  lock?: string,
): Resource {
  const { fileName, place, header, inner } = manifest;
  const parts: Resource[] = [];
  const entries = new Map(manifest.entries);
  entries.set('$format', entryOf(stringAt(format, header), header));
  if (ecosystem) entries.set('$ecosystem', entryOf(stringAt(ecosystem, header), header));
  if (lock) entries.set('$lock', entryOf(stringAt(lock, header), header));
  const resource: Resource = {
    language: 'packages',
    type: 'manifest',
    name: manifest.projectName ?? fileName,
    address: fileName,
    place,
    header,
    body: { kind: 'map', place, header, ...(inner && { inner }), entries },
    parts,
  };
  if (ecosystem) {
    const addressOf = uniqueAddresses(fileName === format ? '' : ` (${fileName})`, ecosystem);
    for (const [index, dependency] of manifest.dependencies.entries()) {
      parts.push(dependencyResource(dependency, joinedOf(index), addressOf(dependency), ecosystem, resource));
    }
  }
  parts.push(...runtimesOf(format, resource));
  return resource;
}

/**
 * `npm:lodash`. A package that is asked for twice is told apart by its group, then by a number; several requirements files of a
 * folder by their names, so that no address depends on what else lies in the folder.
 */
function uniqueAddresses(inFile: string, ecosystem: Ecosystem): (dependency: Dependency) => string {
  const uses = new Map<string, number>();
  const use = (address: string): number => {
    const number = (uses.get(address) ?? 0) + 1;
    uses.set(address, number);
    return number;
  };
  return ({ title, group }) => {
    const named = `${ecosystem}:${title}${inFile}`;
    if (use(named) === 1) return named;
    const inGroup = `${named} (${group})`;
    const number = use(inGroup);
    return number === 1 ? inGroup : `${inGroup} #${number}`;
  };
}

function dependencyResource(
  dependency: Dependency,
  joined: Joined,
  address: string,
  ecosystem: Ecosystem,
  manifest: Resource,
): Resource {
  const { title, place, header, name, url, ref, hashes, marker, extras, alias } = dependency;
  const { version = dependency.version, pinned = dependency.pinned, source = dependency.source } = joined;
  const deciding = ref ?? version ?? url ?? name;
  return {
    language: 'packages',
    type: 'dependency',
    name: title,
    address,
    place,
    header,
    body: lineMap(
      {
        name,
        version,
        group: stringAt(dependency.group, header),
        source: stringAt(source, (url ?? name).place),
        url,
        ref,
        pinned: knownBoolean(pinned, deciding.place),
        hashes,
        extras,
        marker,
        editable: dependency.editable && { kind: 'boolean', value: true, place: header },
        $alias: alias,
        $locked: joined.locked,
        $outOfStep: joined.outOfStep,
        $ecosystem: stringAt(ecosystem, header),
      },
      place,
      header,
    ),
    parts: [],
    within: () => manifest,
  };
}

const knownBoolean = (value: boolean | undefined, place: Place): Value =>
  value === undefined
    ? { kind: 'unknown', reason: 'the version is not known here', place }
    : { kind: 'boolean', value, place };
