// What is kept of an advisory for one package: facts alone, in the shape in which the database holds them as JSON.

import type { Severity } from '../model/finding.ts';

export interface Advisory {
  readonly id: string;
  /** Other names of the same mistake: CVE, GHSA, PYSEC … */
  readonly aliases?: readonly string[];
  /** Absent for a vulnerability. */
  readonly kind?: 'malicious' | 'unmaintained' | 'unsound' | 'notice';
  /** Absent where the source tells none, as Go's does. */
  readonly severity?: Severity;
  /** The base score of CVSS 3, from 0 to 10. */
  readonly score?: number;
  /** The source's own title; a database may leave it out. */
  readonly summary?: string;
  /** A day, as 2026-03-01. */
  readonly published?: string;
  readonly affected: readonly Interval[];
  /** Single versions that lie in none of the intervals. */
  readonly versions?: readonly string[];
  /** Versions with the repair that end none of the intervals, such as a second one for another branch. */
  readonly fixes?: readonly string[];
}

/** From a version on, that one included; `0` comes before every version. Without an end all later ones are affected. */
export interface Interval {
  readonly from: string;
  /** The first version that is not affected. */
  readonly below?: string;
  /** The last version that is. */
  readonly through?: string;
}

/** Below everything, pre-releases and pseudo-versions too. */
export const beginning = '0';

/** Has the text the form of an id of one of the databases that OSV gathers (https://ossf.github.io/osv-schema/), or of ours? */
export const isAdvisoryId = (text: string): boolean =>
  /^(?:CVE|GHSA|GO|GSD|MAL|NSWG|OSV|PYSEC|RETIREJS|RUSTSEC|FOP|DRUPAL|EEF|SNYK)-[\w.-]+$/i.test(text);
