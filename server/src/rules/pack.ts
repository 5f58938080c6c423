// Packs a folder of rule files, tables and compliance data into a catalogue. Used by the build, by `lintel scan --rules` and by the tests,
// so that every rule goes through the same compiler with the same errors.

import { parse } from 'yaml';
import { type Compliance, type Framework, type Objective, unknownControls } from '../compliance/frameworks.ts';
import type { ProviderTable } from '../languages/terraform/defaults.ts';
import {
  type Catalogue,
  type CatalogueTexts,
  emptyCatalogue,
  lazyActions,
  lazyImages,
  lazyPackages,
  toolsOf,
} from './catalogue.ts';
import type { RuleProblem } from './errors.ts';
import { readRule } from './read.ts';
import { replacementsIn } from './replacements.ts';
import type { RuleSource } from './rule.ts';
import type { Tables } from './tests.ts';

/** Path below the rules folder, with `/`, to the file's text. */
export type RuleFolder = ReadonlyMap<string, string>;

export interface Packed {
  readonly catalogue: Catalogue;
  readonly texts: CatalogueTexts;
  /** `dist/rules/provider-defaults.json`. */
  readonly defaults: readonly ProviderTable[];
  readonly problems: readonly RuleProblem[];
}

/** `prefix` is put before the paths in problems. `base` lends tables and compliance data to a folder that has none of its own. */
export function packRules(folder: RuleFolder, prefix: string, base?: Catalogue): Packed {
  const tables = { ...base?.tables, ...tablesIn(folder) };
  const { compliance, problems } = base ? { compliance: base.compliance, problems: [] } : complianceIn(folder, prefix);
  const images = factsIn(folder, 'image-lifecycles', lazyImages) ?? (base ?? emptyCatalogue).images;
  const actions = factsIn(folder, 'iam-actions', lazyActions) ?? (base ?? emptyCatalogue).actions;
  const packages = factsIn(folder, 'popular-packages', lazyPackages) ?? (base ?? emptyCatalogue).packages;
  const replacements = base?.replacements ?? replacementsIn(tablesBelow(folder, 'replacements'));
  const all = [...problems];
  const sources: RuleSource[] = [];
  const texts: Record<string, CatalogueTexts[string]> = {};
  const tools = toolsOf({ sources, tables, compliance, replacements, images, actions, packages });
  for (const [path, text] of [...folder].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isRule(path)) continue;
    const id = path.replace(/\.yaml$/, '');
    const result = readRule(prefix + path, id, text, { ...tools, compliance });
    all.push(...result.problems);
    if (!('rule' in result)) continue;
    sources.push(result.rule.source);
    texts[id] = result.rule.texts;
  }
  const catalogue = { sources, tables, compliance, replacements, images, actions, packages };
  return { catalogue, texts, defaults: defaultsIn(folder), problems: all };
}

export const isRule = (path: string): boolean => path.endsWith('.yaml') && !/^(?:tables|compliance)\//.test(path);

function tablesIn(folder: RuleFolder): Tables {
  const tables: Record<string, readonly string[]> = {};
  for (const [path, text] of folder) {
    const name = /^tables\/([^/]+)\.yaml$/.exec(path)?.[1];
    if (!name) continue;
    const content = parse(text) as { readonly values?: readonly unknown[] };
    tables[name] = (content.values ?? []).map(String);
  }
  return tables;
}

/** Without what only people read of a row. */
const defaultsIn = (folder: RuleFolder): readonly ProviderTable[] =>
  tablesBelow<ProviderTable>(folder, 'provider-defaults').map(({ providers, defaults }) => ({
    providers,
    defaults: defaults.map((row) => ({ ...row, source: undefined })),
  }));

/** The files of a table that has one for each provider. */
const tablesBelow = <T>(folder: RuleFolder, name: string): readonly T[] =>
  [...folder]
    .filter(([path]) => path.startsWith(`tables/${name}/`))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]): T => parse(text));

function factsIn<T>(folder: RuleFolder, name: string, read: (text: string) => T): T | undefined {
  const text = folder.get(`tables/${name}.json`);
  return text === undefined ? undefined : read(text);
}

function complianceIn(
  folder: RuleFolder,
  prefix: string,
): { readonly compliance: Compliance; readonly problems: readonly RuleProblem[] } {
  const frameworks = [...folder]
    .filter(([path]) => path.startsWith('compliance/frameworks/'))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]): Framework => {
      const { title, controls } = parse(text) as {
        readonly title: string;
        readonly controls: Readonly<Record<string, string>>;
      };
      return { id: path.replace(/^.*\/|\.yaml$/g, ''), title, controls };
    });
  const file = 'compliance/objectives.yaml';
  const raw = (parse(folder.get(file) ?? '{}') ?? {}) as Readonly<Record<string, Omit<Objective, 'id'>>>;
  const objectives = Object.entries(raw).map(([id, objective]): Objective => ({ id, ...objective }));
  const compliance = { frameworks, objectives };
  const problems = objectives.flatMap(({ id, controls }) =>
    unknownControls(controls, compliance).map(
      (message): RuleProblem => ({
        file: prefix + file,
        line: 1,
        column: 1,
        start: 0,
        end: 0,
        message: `${id}: ${message}`,
      }),
    ),
  );
  return { compliance, problems };
}
