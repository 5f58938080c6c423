// What every report is written from: the answer of a scan as plain data, with places in lines and columns and the facts of the
// rules beside the findings. Workers send it from thread to thread.

import type { Severity } from '../model/finding.ts';
import type { RuleFacts } from '../rules/rule.ts';

export interface Report {
  readonly version: string;
  /** Absolute paths with `/`; `root` of a finding counts in it. */
  readonly roots: readonly string[];
  /** The folder that paths are shown relative to, where they lie below it. */
  readonly folder: string;
  /** Sorted by root, file, place and rule. */
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly ReportedSuppression[];
  readonly notAnalysed: readonly NotAnalysed[];
  /** How many files were analysed, and how many top-level resources they hold. */
  readonly files: number;
  readonly resources: number;
  readonly milliseconds: number;
  facts(rule: string): RuleFacts | undefined;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** What it goes by besides its rule: the ids of an advisory. */
  readonly names: readonly string[] | undefined;
  readonly root: number;
  /** Relative to the root, with `/`. */
  readonly file: string;
  readonly range: Range;
  /** `file` as that of the finding, which may be another. */
  readonly resource:
    | { readonly address: string; readonly type: string; readonly file: string; readonly range: Range }
    | undefined;
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly fix: { readonly title: string; readonly safe: boolean } | undefined;
  readonly fingerprint: string;
  readonly excerpt: Excerpt;
}

export interface ReportedSuppression {
  readonly finding: ReportedFinding;
  /** `source`: a comment beside it. `baseline`: it was accepted before. */
  readonly by: 'source' | 'baseline';
  readonly reason: string | undefined;
}

export interface NotAnalysed {
  readonly root: number;
  readonly file: string;
  readonly reason: string;
  /** Absent where it is the whole file. */
  readonly range: Range | undefined;
}

/** Lines and columns are 1-based, columns in UTF-16 units; the end is exclusive in its column. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The first line of the underlined text. A long line is cut, so that a line of megabytes costs nothing. */
export interface Excerpt {
  readonly text: string;
  /** The underlined part, in offsets of `text`; never empty. */
  readonly start: number;
  readonly end: number;
}
