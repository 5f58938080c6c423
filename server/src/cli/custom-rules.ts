// Rules of the user's own: a folder of rule files, through the same compiler as ours and with the same errors.

import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { reasonOf } from '../node/runtime.ts';
import type { Catalogue, CatalogueTexts } from '../rules/catalogue.ts';
import { packRules } from '../rules/pack.ts';
import type { RuleSource } from '../rules/rule.ts';

export interface CustomRules {
  readonly sources: readonly RuleSource[];
  readonly texts: CatalogueTexts;
  /** Lines for the user: file:line:column and what is wrong. A file with a mistake gives no rule, the others hold. */
  readonly problems: readonly string[];
}

export async function readCustomRules(folder: string, shown: string, catalogue: Catalogue): Promise<CustomRules> {
  try {
    const { catalogue: packed, texts, problems } = packRules(await textsIn(folder), `${shown.replace(/\/$/, '')}/`, catalogue);
    return {
      sources: packed.sources,
      texts,
      problems: problems.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`),
    };
  } catch (error) {
    return { sources: [], texts: {}, problems: [`the rules in ${shown} cannot be read: ${reasonOf(error)}`] };
  }
}

async function textsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const);
  return new Map(await Promise.all(texts));
}
