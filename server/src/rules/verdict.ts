// The answer of a condition: its truth, and the witnesses that decided it. Witnesses are the places where a finding can lie.

import type { Given } from '../model/given.ts';
import type { Place } from '../model/place.ts';
import type { NullValue, Value } from '../model/value.ts';
import type { Scope } from './scope.ts';
import { every, not, some, type Truth } from './truth.ts';

export interface Verdict {
  readonly truth: Truth;
  /** What made it true, or what made it false; empty where it is unknown. */
  readonly witnesses: readonly Witness[];
}

export interface Witness {
  /** The deciding value; where it is absent, the deepest header on its path. */
  readonly place: Place;
  /** Absent where something is missing. */
  readonly value?: Value;
  /** What decided in the place of a value that is missing. */
  readonly given?: Given;
  /** The null that is written where a value is missing. */
  readonly written?: NullValue;
  /** The last key of the path. */
  readonly key: string;
  /** Is there no element or no resource of those that the rule looks for? Then a fix adds one and does not change one. */
  readonly missing?: true;
  /** Where messages and fixes look their paths up. */
  readonly scope: Scope;
}

export type Condition = (scope: Scope) => Verdict;

export const unknownVerdict: Verdict = { truth: 'unknown', witnesses: [] };
export const vacuous: Verdict = { truth: 'true', witnesses: [] };

/** The truth without witnesses. */
export const bare = (truth: Truth): Verdict => bareVerdicts[truth];

const bareVerdicts = { true: vacuous, false: { truth: 'false', witnesses: [] }, unknown: unknownVerdict } as const;

export const negated = ({ truth, witnesses }: Verdict): Verdict =>
  witnesses.length === 0 ? bare(not(truth)) : { truth: not(truth), witnesses };

/** True if all are. Where it is false, the first false one witnesses; where it is true, the last one does, as the rule wrote it. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  const truth = every(verdicts, (verdict) => verdict.truth);
  if (truth === 'unknown') return unknownVerdict;
  if (truth === 'false') return verdicts.find((verdict) => verdict.truth === 'false') ?? unknownVerdict;
  return { truth, witnesses: verdicts.findLast((verdict) => verdict.witnesses.length > 0)?.witnesses ?? [] };
}

/**
 * True if one is, and each that is true witnesses for itself. Where it is false, the first one witnesses: it is what the rule asks
 * for in the first place.
 */
export function anyOf(verdicts: readonly Verdict[]): Verdict {
  const verdict = someOf(verdicts);
  return verdict.truth === 'false' ? { ...verdict, witnesses: verdicts[0]?.witnesses ?? [] } : verdict;
}

/** All elements are asked, and each that is false witnesses for itself. */
export function eachOf(verdicts: readonly Verdict[]): Verdict {
  const [only] = verdicts;
  if (only && verdicts.length === 1) return only;
  const truth = every(verdicts, (verdict) => verdict.truth);
  if (truth === 'unknown') return unknownVerdict;
  return {
    truth,
    witnesses: verdicts.filter((verdict) => verdict.truth === truth).flatMap((verdict) => verdict.witnesses),
  };
}

/** One element is enough, and each that is true witnesses for itself. */
export function someOf(verdicts: readonly Verdict[]): Verdict {
  const [only] = verdicts;
  if (only && verdicts.length === 1) return only;
  const truth = some(verdicts, (verdict) => verdict.truth);
  if (truth === 'unknown') return unknownVerdict;
  return {
    truth,
    witnesses: verdicts.filter((verdict) => verdict.truth === truth).flatMap((verdict) => verdict.witnesses),
  };
}
