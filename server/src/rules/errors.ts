// What is wrong with a rule, said to the person who writes it.

import { suggestion } from '../text/nearest.ts';

/** `path` leads to the part of the rule's YAML that is wrong, such as ['forbid', 'acl', 'in']. */
export class RuleError extends Error {
  constructor(
    readonly path: readonly (string | number)[],
    message: string,
  ) {
    super(message);
  }
}

/** One per mistake; `line` and `column` are 1-based, `start` and `end` UTF-16 offsets of the rule file. */
export interface RuleProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** `"matchs" is no test; did you mean "matches"?`, or what there is where nothing is near. */
export const unknownWord = (word: string, what: string, known: readonly string[]): string =>
  `"${word}" is no ${what}${suggestion(word, known) || `; there are ${known.join(', ')}`}`;
