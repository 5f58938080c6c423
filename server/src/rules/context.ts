// What the compiler of conditions hands from one part of a rule to the next.

import type { Predicate } from '../checks/checks.ts';
import type { ImageFacts } from '../checks/image-facts.ts';
import type { PopularPackages } from '../checks/name-slip.ts';
import type { LifecycleOf } from './end-of-life.ts';
import { RuleError, unknownWord } from './errors.ts';
import type { TestFacts } from './tests.ts';
import type { Condition } from './verdict.ts';

export interface CompileContext extends TestFacts {
  /** The predicates of server/src/checks that rules may name with `check:`. */
  readonly checks: Readonly<Record<string, Predicate>>;
  readonly images: () => ImageFacts;
  readonly lifecycleOf: LifecycleOf;
  readonly packages: () => PopularPackages;
  /**
   * Must all that a path leads to pass, or is one enough? `demands` are outside of `require` and `forbid`: all must pass there too,
   * and each that does not is a finding of its own.
   */
  readonly asks: 'demands' | 'every' | 'one';
  /** Set where nobody asks what decided, so that no witnesses need be named. */
  readonly wants?: 'truth';
  /** Leads to the part of the rule that is compiled, for errors. */
  readonly where: readonly (string | number)[];
  /** Compiles a condition inside the one at hand. */
  readonly compile: (source: unknown, context: CompileContext) => Condition;
}

/** The entries of a mapping that must say something. Throws RuleError. */
export function entriesOf(
  source: unknown,
  where: readonly (string | number)[],
): readonly (readonly [string, unknown])[] {
  if (source === null || typeof source !== 'object' || Array.isArray(source))
    throw new RuleError(where, 'give a mapping of paths to tests');
  const entries = Object.entries(source);
  if (entries.length === 0)
    throw new RuleError(where, 'an empty condition holds for everything: give a path and a test');
  return entries;
}

/** Throws RuleError at the first key that the word does not know. */
export function onlyKeys(
  word: string,
  source: Readonly<Record<string, unknown>>,
  known: readonly string[],
  where: readonly (string | number)[],
): void {
  for (const key of Object.keys(source))
    if (!known.includes(key)) throw new RuleError([...where, key], unknownWord(key, `key of \`${word}\``, known));
}
