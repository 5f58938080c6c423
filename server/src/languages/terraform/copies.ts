// Files that say the same under the same name, as copied modules do: what was read of one is taken over for the others. Items of different
// files have different sources and share their content, which knows no file.

import type { Source } from '../../model/place.ts';
import { fileNameOf } from '../../text/path.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { isInstalled, type TerraformFile } from './file.ts';

export type Parse = (snapshot: Snapshot, previous: TerraformFile | undefined) => TerraformFile;

/** The same, but a file that was not there before is compared with those that were read. They are kept no longer than others keep them. */
export function takingCopies(parse: Parse): Parse {
  const read = new Map<string, WeakRef<TerraformFile>>();
  return (snapshot, previous) => {
    if (previous || isInstalled(snapshot.file)) return parse(snapshot, previous);
    const key = `${fileNameOf(snapshot.file)} ${snapshot.text.length}`;
    const first = read.get(key)?.deref();
    if (first?.snapshot.text === snapshot.text) return copyOf(first, snapshot);
    const file = parse(snapshot, undefined);
    if (!first) read.set(key, new WeakRef(file));
    return file;
  };
}

function copyOf(original: TerraformFile, snapshot: Snapshot): TerraformFile {
  const { file } = snapshot;
  const sources = new Map<Source, number>();
  const items = original.items.map((item) => {
    const source = { file };
    sources.set(source, original.sources.get(item.source) ?? 0);
    return { ...item, source };
  });
  return { ...original, file, snapshot, items, sources };
}
