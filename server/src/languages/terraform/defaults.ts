// The defaults of providers, from rules/tables/provider-defaults: what an attribute is that a resource does not set, by the version of
// the provider. The newest default counts that the root module's choice of the provider's version allows.

import type { Default, Defaults } from '../../model/defaults.ts';
import type { Literal } from '../../model/literal.ts';
import { compareVersions } from '../../text/versions.ts';

/** One file of the table. */
export interface ProviderTable {
  /** The names that the provider goes by, such as google and google-beta. */
  readonly providers: readonly string[];
  readonly defaults: readonly DefaultRow[];
}

export interface DefaultRow {
  readonly types: readonly string[];
  /** Keys with dots between them; blocks before the last. */
  readonly path: string;
  /** Where the block around it is there. */
  readonly default?: Literal;
  /** Where that is not there either. */
  readonly withoutBlock?: Literal;
  /** The version of the provider that brought it; always so where it is absent. */
  readonly since?: string;
  /** What was there before. */
  readonly earlier?: Pick<DefaultRow, 'default' | 'withoutBlock'>;
}

/** What is known of the resources of one type. */
export interface TypeDefaults {
  /** The names that its provider goes by. */
  readonly providers: readonly string[];
  /** Do they differ from one version of the provider to another? */
  readonly vary: boolean;
  /** Under a constraint as Terraform writes it; the newest without one. */
  under(constraint: string | undefined): Defaults;
}

export type ProviderDefaults = ReadonlyMap<string, TypeDefaults>;

export const noDefaults: ProviderDefaults = new Map();

export function providerDefaults(tables: readonly ProviderTable[]): ProviderDefaults {
  const types = new Map<string, TypeDefaults>();
  for (const { providers, defaults } of tables) {
    const byType = new Map<string, DefaultRow[]>();
    for (const row of defaults) for (const type of row.types) byType.set(type, [...(byType.get(type) ?? []), row]);
    for (const [type, rows] of byType) types.set(type, typeDefaults(providers, rows));
  }
  return types;
}

function typeDefaults(providers: readonly string[], rows: readonly DefaultRow[]): TypeDefaults {
  const known = new Map<string | undefined, Defaults>();
  return {
    providers,
    vary: rows.some(({ since }) => since !== undefined),
    under(constraint) {
      const before = known.get(constraint);
      if (before) return before;
      const tree: Tree = new Map();
      for (const row of rows) plant(tree, row, providers[0] ?? '', constraint);
      known.set(constraint, tree);
      return tree;
    },
  };
}

type Tree = Map<string, Default>;

function plant(tree: Tree, row: DefaultRow, provider: string, constraint: string | undefined): void {
  const { path, since, earlier } = row;
  const isNewest = since === undefined || constraint === undefined || allowsSince(constraint, since);
  const { default: value, withoutBlock } = isNewest ? row : (earlier ?? {});
  if (value === undefined && withoutBlock === undefined) return;
  const keys = path.split('.');
  let around = tree;
  for (const key of keys.slice(0, -1)) {
    const block = around.get(key);
    const inside: Tree = block?.kind === 'block' ? (block.inside as Tree) : new Map();
    around.set(key, { kind: 'block', inside });
    around = inside;
  }
  around.set(keys.at(-1) ?? '', {
    kind: 'attribute',
    ...(value !== undefined && { value }),
    ...(withoutBlock !== undefined && { withoutBlock }),
    whose: isNewest ? "the provider's default" : `the default of ${provider} before ${since}`,
  });
}

/**
 * Does the constraint allow this version or a newer one? What it excludes between them is of no account.
 * https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function allowsSince(constraint: string, since: string): boolean {
  return constraint.split(',').every((part) => {
    const [, operator = '', version = ''] = /^\s*(=|!=|>=?|<=?|~>)?\s*v?(\d[\w.+-]*)\s*$/.exec(part) ?? [];
    const order = compareVersions(since, operator === '~>' ? nextAfter(version) : version);
    if (version === '' || order === undefined) return true;
    switch (operator) {
      case '':
      case '=':
      case '<=':
        return order <= 0;
      case '<':
        return order < 0;
      case '~>':
        return !version.includes('.') || order < 0;
      default:
        return true;
    }
  });
}

/** The first version that `~>` does not allow: 4.0 after 3.7, 3.8 after 3.7.1. */
function nextAfter(version: string): string {
  const numbers = version
    .replace(/[-+].*$/, '')
    .split('.')
    .map(Number)
    .slice(0, -1);
  return [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1].join('.');
}
