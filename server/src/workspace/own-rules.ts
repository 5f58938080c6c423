// Rules of the user's own, read from the folder that .lintel.yaml names. They go through the same compiler as ours, with the same
// errors, which the editor shows in the rule file.

import type { CatalogueTexts } from '../rules/catalogue.ts';
import { type Catalogue, rulesOf } from '../rules/catalogue.ts';
import type { RuleProblem } from '../rules/errors.ts';
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
  readonly problems: readonly RuleProblem[];
}

/** `folder` is absolute. Files that cannot be read are left out. */
export async function readOwnRules(folder: string, catalogue: Catalogue, disk: Files): Promise<OwnRules> {
  const files = new Map<string, string>();
  await collect(folder, '', disk, files);
  const { catalogue: own, texts, problems } = packRules(files, `${folder}/`, catalogue);
  return { rules: rulesOf(catalogue, own.sources), sources: own.sources, texts, problems };
}

async function collect(folder: string, below: string, disk: Files, files: Map<string, string>): Promise<void> {
  for (const entry of await disk.list(`${folder}/${below}`)) {
    if (entry.endsWith('/')) await collect(folder, below + entry, disk, files);
    if (!entry.endsWith('.yaml')) continue;
    const content = await disk.read(`${folder}/${below}${entry}`);
    if (content?.kind === 'text') files.set(below + entry, content.text);
  }
}
