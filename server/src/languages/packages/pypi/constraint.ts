// A version constraint of Poetry (https://python-poetry.org/docs/dependency-specification/): those of PEP 440, and `^1.2`, `~1.2`, `*`, a
// bare `1.2` which is exact, and `||` between several.

import { type Span, spanOf } from '../../../text/span.ts';

export interface Constraint {
  /** An exact version without its operator, or the whole constraint as it is written. */
  readonly version: Span;
  readonly pinned: boolean;
}

export function poetryConstraint(text: string): Constraint {
  const exact = /^\s*(?:===?\s*)?(?=v?\d[^\s,|*^~<>=!]*\s*$)/i.exec(text)?.[0].length;
  const end = text.trimEnd().length;
  if (exact !== undefined) return { version: spanOf(exact, end), pinned: true };
  return { version: spanOf(text.length - text.trimStart().length, end), pinned: false };
}
