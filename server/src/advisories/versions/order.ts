// What every ecosystem says about its versions: which of two comes first, and which are not meant for everybody yet.

import { compareText } from '../../text/order.ts';

export interface VersionOrder {
  /** Whether the text is a version by the rules of today; others can be ordered too, but are matched only letter by letter. */
  isVersion(text: string): boolean;
  /** Below zero if `a` comes before `b`, zero if they are the same version; undefined where one of them is no version. */
  compare(a: string, b: string): number | undefined;
  stageOf(version: string): Stage;
  /** The part that promises compatibility, `4` of 4.17.21; undefined where the text is no version. */
  major(version: string): string | undefined;
}

/**
 * `before`: alphas, candidates, snapshots, Go's pseudo-versions, nothing to offer as an upgrade. `patch`: a release on top of an old one for
 * those who stay there, such as Magento's 2.4.4-p9.
 */
export type Stage = 'before' | 'release' | 'patch';

/** Compares whole numbers of any length as they are written, leading zeros or not. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return left.length - right.length || compareText(left, right);
}

export const isDigits = (text: string): boolean => /^\d+$/.test(text);
