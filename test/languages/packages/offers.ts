// What a manifest offers to the manifests below it.

import { formatOf } from '../../../server/src/languages/packages/formats.ts';
import { plain } from '../../../server/src/model/value.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';

export function offersOf(file: string, text: string): Record<string, unknown> {
  const format = formatOf(file);
  const manifest = format?.kind === 'manifest' ? format.read(snapshotOf(file, text), { file }).content : undefined;
  return Object.fromEntries([...(manifest?.offers ?? [])].map(([key, value]) => [key, plain(value)]));
}
