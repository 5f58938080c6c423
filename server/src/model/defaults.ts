// What the entries of a map are where the configuration says nothing: the defaults of a Terraform provider.

import type { Literal } from './literal.ts';

/** By the key of the entry. */
export type Defaults = ReadonlyMap<string, Default>;

export type Default =
  | {
      readonly kind: 'attribute';
      /** What it is in a block that does not say it; absent where it has no default there. */
      readonly value?: Literal;
      /** What it is where that block is absent, too. */
      readonly withoutBlock?: Literal;
      /** Whose default: `the provider's default`, `the default of azurerm before 4.0.0`. */
      readonly whose: string;
    }
  | { readonly kind: 'block'; readonly inside: Defaults };
