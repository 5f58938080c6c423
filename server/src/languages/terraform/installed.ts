// `.terraform/modules/modules.json`, which `terraform init` writes: where the modules lie that it downloaded. A key names the calls from
// the root on: `vpc.endpoints` is what the module of `module "vpc"` calls `endpoints`.
// The shape: https://github.com/hashicorp/terraform/blob/main/internal/modsdir/record.go

import { plain } from '../../model/value.ts';
import { readJson } from '../../syntax/json.ts';
import { joined } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { installedFolder } from './file.ts';

/** Folders by key; what is not of the shape is left out. */
export function installedIn({ file, text }: Snapshot): ReadonlyMap<string, string> {
  const root = file.slice(0, file.lastIndexOf(`/${installedFolder}/`));
  const { value } = readJson(text, { file });
  const read = value ? (plain(value) as { readonly Modules?: unknown } | null) : null;
  const modules: readonly unknown[] = Array.isArray(read?.Modules) ? read.Modules : [];
  return new Map(
    modules.flatMap((entry): [string, string][] => {
      const { Key, Dir } = (entry ?? {}) as { readonly Key?: unknown; readonly Dir?: unknown };
      return typeof Key === 'string' && typeof Dir === 'string' && Key !== '' ? [[Key, joined(root, Dir)]] : [];
    }),
  );
}
