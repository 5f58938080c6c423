// A file to its items, comments and problems, incrementally: see `syntax/items.ts` for what is taken over.

import { problemAt } from '../../model/file.ts';
import type { Grammar } from '../../syntax/grammar.ts';
import type { Snapshot } from '../../text/snapshot.ts';
import { isInstalled, isJson, type TerraformFile } from './file.ts';
import { installedIn } from './installed.ts';
import { itemsOf } from './syntax/items.ts';
import { jsonItemsOf } from './syntax/json.ts';
import { scan } from './syntax/scan.ts';

// Files that people write are a tenth of this at most; what is generated beyond it would block the editor for seconds.
const mostCharacters = 2_000_000;

export function parseTerraform(
  snapshot: Snapshot,
  grammar: Grammar,
  previous: TerraformFile | undefined,
): TerraformFile {
  const { file, text } = snapshot;
  const base = { file, language: 'terraform' as const, snapshot };
  if (text.length > mostCharacters || text.includes('\0')) {
    const message = text.includes('\0')
      ? 'not analysed: the file is not text'
      : 'not analysed: the file is larger than 2 MB';
    return { ...base, items: [], sources: new Map(), comments: [], problems: [{ message }] };
  }
  if (isInstalled(file))
    return { ...base, items: [], sources: new Map(), comments: [], problems: [], installed: installedIn(snapshot) };
  const before = previous?.items ?? [];
  const scanned = isJson(file) ? undefined : scan(text);
  const { items, sources, problems } = scanned
    ? itemsOf(snapshot, grammar, scanned.unclosed, before)
    : jsonItemsOf(snapshot, grammar, before);
  return {
    ...base,
    items,
    sources,
    comments: scanned?.comments ?? [],
    problems: [
      ...problems,
      ...items.flatMap(({ source, problems: own }) =>
        own.map((problem) => problemAt(problem, sources.get(source) ?? 0)),
      ),
    ],
  };
}
