// Reads Cargo.lock, versions 1 to 4: `cargo/core/resolver/encode.rs` writes it. A crate without a source is one of the project's own.

import type { MapValue } from '../../../model/value.ts';
import type { LockFormat } from '../format.ts';
import type { DependencySource } from '../specifier.ts';
import { type LockEntry, tomlLock } from '../toml-lock.ts';
import { textAt, textsAt } from '../toml-manifest.ts';

export const cargoLock: LockFormat = tomlLock({
  name: 'Cargo.lock',
  ecosystem: 'crates.io',
  table: 'package',
  entryOf,
});

function entryOf(table: MapValue): LockEntry {
  const source = textAt(table, 'source');
  return {
    source: sourceOf(source?.value),
    url: source,
    integrity: textAt(table, 'checksum'),
    // `name`, `name version` or `name version (source)`: the source is told only where two have the same version.
    asks: textsAt(table, 'dependencies').map(({ value }) => value.split(' (', 1)[0] ?? value),
  };
}

const cratesIo =
  /^(?:registry\+https:\/\/github\.com\/rust-lang\/crates\.io-index|sparse\+https:\/\/index\.crates\.io\/)/;

/** Another registry has crates of its own. */
function sourceOf(source: string | undefined): DependencySource {
  if (source === undefined) return 'workspace';
  if (source.startsWith('git+')) return 'git';
  return cratesIo.test(source) ? 'registry' : 'url';
}
