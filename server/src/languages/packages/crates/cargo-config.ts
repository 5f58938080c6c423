// Reads .cargo/config.toml, which asks for no crates but says where they come from
// (https://doc.rust-lang.org/cargo/reference/config.html).

import type { ManifestFormat } from '../format.ts';
import { readTomlManifest, tableAt } from '../toml-manifest.ts';

export const cargoConfig: ManifestFormat = {
  kind: 'manifest',
  name: '.cargo/config.toml',
  isNamed: (file) => /(?:^|\/)\.cargo\/config\.toml$/.test(file),
  read: (snapshot, source) =>
    readTomlManifest(snapshot, source, ({ root }) => ({
      name: undefined,
      table: tableAt(root, 'registries'),
      dependencies: [],
    })),
};
