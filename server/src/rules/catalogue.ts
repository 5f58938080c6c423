// The rules as the build packs them: one text with the logic of all rules, one with what only hovers and `explain` read.

import { checks } from '../checks/checks.ts';
import { type IamActions, noIamActions, readIamActions } from '../checks/iam-actions.ts';
import { type ImageFacts, noImageFacts } from '../checks/image-facts.ts';
import { noPopularPackages, type PopularPackages, readPopularPackages } from '../checks/name-slip.ts';
import { type Compliance, emptyCompliance } from '../compliance/frameworks.ts';
import type { RuleTools } from './compile.ts';
import { lifecyclesFrom } from './end-of-life.ts';
import type { Replacements } from './replacements.ts';
import type { RuleSource, RuleTexts } from './rule.ts';
import { type RuleSet, ruleSet } from './ruleset.ts';
import type { Tables } from './tests.ts';

/** `dist/rules/catalogue.json`. */
export interface Catalogue {
  readonly sources: readonly RuleSource[];
  readonly tables: Tables;
  readonly compliance: Compliance;
  readonly replacements: Replacements;
  /** `dist/rules/image-lifecycles.json`, read when somebody asks. */
  readonly images: () => ImageFacts;
  /** `dist/rules/iam-actions.json`, read when somebody asks. */
  readonly actions: () => IamActions;
  /** `dist/rules/popular-packages.json`, read when somebody asks. */
  readonly packages: () => PopularPackages;
}

/** `dist/rules/texts.json`: texts by rule id. */
export type CatalogueTexts = Readonly<Record<string, RuleTexts>>;

export const emptyCatalogue: Catalogue = {
  sources: [],
  tables: {},
  compliance: emptyCompliance,
  replacements: {},
  images: () => noImageFacts,
  actions: () => noIamActions,
  packages: () => noPopularPackages,
};

export const toolsOf = (catalogue: Catalogue): RuleTools => ({
  tables: catalogue.tables,
  checks,
  images: catalogue.images,
  actions: catalogue.actions,
  packages: catalogue.packages,
  lifecycleOf: lifecyclesFrom(catalogue.images),
  replacements: catalogue.replacements,
});

/** `read` gives the text of `dist/rules/NAME.json`. */
export async function readCatalogue(read: (name: string) => Promise<string>): Promise<Catalogue> {
  const [packed, images, actions, packages] = await Promise.all([
    read('catalogue'),
    read('image-lifecycles'),
    read('iam-actions'),
    read('popular-packages'),
  ]);
  return {
    ...(JSON.parse(packed) as Omit<Catalogue, 'images' | 'actions' | 'packages'>),
    images: lazyImages(images),
    actions: lazyActions(actions),
    packages: lazyPackages(packages),
  };
}

export const lazyImages = (text: string): (() => ImageFacts) => lazily(() => JSON.parse(text) as ImageFacts);

export const lazyActions = (text: string): (() => IamActions) => lazily(() => readIamActions(text));

export const lazyPackages = (text: string): (() => PopularPackages) => lazily(() => readPopularPackages(text));

function lazily<T extends object>(read: () => T): () => T {
  let facts: T | undefined;
  return () => {
    facts ??= read();
    return facts;
  };
}

/** `own` are the user's rules; they replace ours of the same id. */
export const rulesOf = (catalogue: Catalogue, own: readonly RuleSource[] = []): RuleSet =>
  ruleSet([...catalogue.sources, ...own], toolsOf(catalogue));
