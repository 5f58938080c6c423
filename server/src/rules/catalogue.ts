// The rules as the build packs them: one text with the logic of all rules, one with what only hovers and `explain` read.

import { checks } from '../checks/checks.ts';
import { type ImageFacts, noImageFacts } from '../checks/image-facts.ts';
import { type Compliance, emptyCompliance } from '../compliance/frameworks.ts';
import type { RuleTools } from './compile.ts';
import type { RuleSource, RuleTexts } from './rule.ts';
import { type RuleSet, ruleSet } from './ruleset.ts';
import type { Tables } from './tests.ts';

/** `dist/rules/catalogue.json`. */
export interface Catalogue {
  readonly sources: readonly RuleSource[];
  readonly tables: Tables;
  readonly compliance: Compliance;
  /** `dist/rules/image-lifecycles.json`, read when somebody asks. */
  readonly images: () => ImageFacts;
}

/** `dist/rules/texts.json`: texts by rule id. */
export type CatalogueTexts = Readonly<Record<string, RuleTexts>>;

export const emptyCatalogue: Catalogue = {
  sources: [],
  tables: {},
  compliance: emptyCompliance,
  images: () => noImageFacts,
};

export const toolsOf = (catalogue: Catalogue): RuleTools => ({
  tables: catalogue.tables,
  checks,
  images: catalogue.images,
});

/** `read` gives the text of `dist/rules/NAME.json`. */
export async function readCatalogue(read: (name: string) => Promise<string>): Promise<Catalogue> {
  const [packed, images] = await Promise.all([read('catalogue'), read('image-lifecycles')]);
  return { ...(JSON.parse(packed) as Omit<Catalogue, 'images'>), images: lazyImages(images) };
}

export function lazyImages(text: string): () => ImageFacts {
  let facts: ImageFacts | undefined;
  return () => {
    facts ??= JSON.parse(text) as ImageFacts;
    return facts;
  };
}

/** `own` are the user's rules; they replace ours of the same id. */
export const rulesOf = (catalogue: Catalogue, own: readonly RuleSource[] = []): RuleSet =>
  ruleSet([...catalogue.sources, ...own], toolsOf(catalogue));
