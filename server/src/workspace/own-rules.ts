// Rules of the user's own, read from the folder that .lintel.yaml names. They go through the same compiler as ours, with the same
// errors, which the editor shows in the rule file.

import { type Mistake, unread } from '../model/mistake.ts';
import { type Catalogue, type CatalogueTexts, rulesOf } from '../rules/catalogue.ts';
import { packRules } from '../rules/pack.ts';
import type { RuleSource } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import type { Files } from '../runtime.ts';

export interface OwnRules {
  /** Ours and these. */
  readonly rules: RuleSet;
  /** These alone, as plain data. */
  readonly sources: readonly RuleSource[];
  readonly texts: CatalogueTexts;
  readonly problems: readonly Mistake[];
}

/** `folder` is absolute. Rejects where it cannot be listed. */
export async function readOwnRules(folder: string, catalogue: Catalogue, disk: Files): Promise<OwnRules> {
  const files: RuleFiles = { texts: new Map(), unread: [] };
  await collect(folder, '', disk, files);
  const { catalogue: own, texts, problems } = packRules(files.texts, `${folder}/`, catalogue);
  return {
    rules: rulesOf(catalogue, own.sources),
    sources: own.sources,
    texts,
    problems: [...files.unread, ...problems],
  };
}

/** By path below the folder. */
interface RuleFiles {
  readonly texts: Map<string, string>;
  readonly unread: Mistake[];
}

async function collect(folder: string, below: string, disk: Files, files: RuleFiles): Promise<void> {
  for (const entry of await disk.list(`${folder}/${below}`)) {
    const path = below + entry;
    if (entry.endsWith('/')) await collect(folder, path, disk, files);
    if (!entry.endsWith('.yaml')) continue;
    const content = await disk.read(`${folder}/${path}`);
    if (content?.kind === 'text') files.texts.set(path, content.text);
    if (content?.kind === 'skipped') files.unread.push(unread(`${folder}/${path}`, content.reason));
  }
}
