// A version requirement of Cargo: `1.2` and `^1.2`, `~1.2`, `=1.2.3`, `>=1, <2`, `1.*`
// (https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html).

import { type Span, spanOf } from '../../../text/span.ts';

export interface CargoRequirement {
  /** An exact version without its operator, or the whole requirement as it is written. */
  readonly version: Span;
  /** A bare version is a range: `1.2.3` is `^1.2.3`. */
  readonly pinned: boolean;
}

export function cargoRequirement(text: string): CargoRequirement {
  const exact = /^\s*=\s*(?=\d+\.\d+\.\d+[^\s,]*\s*$)/.exec(text)?.[0].length;
  if (exact !== undefined) return { version: spanOf(exact, text.trimEnd().length), pinned: true };
  return { version: spanOf(text.length - text.trimStart().length, text.trimEnd().length), pinned: false };
}
