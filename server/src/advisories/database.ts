// The file of a database, one for an ecosystem and immutable. In this order, numbers little-endian:
//
//     "LINTELDB"                     8 bytes
//     SHA-256 of the front          32 bytes   from here to the end of the index, after the two sums
//     SHA-256 of the rest           32 bytes   the bodies and the ledger
//     format, about, packages, 0   4 × 4 bytes  the version of this format, the length of `about`, the number of packages
//     bodies, ledger               2 × 8 bytes  their lengths
//     about                         JSON
//     index                         a hash and the end of its body for each package, 2 × 4 bytes, sorted by hash
//     bodies                        JSON: the name and its advisories
//     ledger                        a line for each record that was read, `id,modified`, withdrawn ones too
//
// The front is checked when a database is opened, the rest when it is written and on demand. Bodies are read by position.

import type { Advisory } from './advisory.ts';
import type { Ecosystem } from './ecosystem.ts';

export const magic = 'LINTELDB';
export const format = 1;
/** The two sums and what is before them. */
export const sumsEnd = 72;
export const headerLength = sumsEnd + 32;
export const indexEntryLength = 8;

/** What a database tells about itself. Dates are ISO 8601. */
export interface About {
  readonly ecosystem: Ecosystem;
  /** The date of the youngest record: how old the knowledge is, whenever it was fetched. */
  readonly newest: string;
  readonly built: string;
  /** An address or a folder, for `status`. */
  readonly source: string;
  readonly records: number;
  readonly packages: number;
}

export interface PackageBody {
  readonly name: string;
  readonly advisories: readonly Advisory[];
}

/** FNV-1a over UTF-16 code units. Two names with one hash lie beside each other and are told apart by their bodies. */
export function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
