// What the engine answers: a rule does not hold at a place. A finding is resolved against the text that was analysed, so it is
// plain data that may cross to another thread.

import { compareText } from '../text/order.ts';
import type { Span } from '../text/span.ts';
import type { Location } from './place.ts';

export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

/** From least to most severe. */
export const severities: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

export const atLeast = (severity: Severity, threshold: Severity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(threshold);

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What it goes by besides the names of its rule, where it has names of its own: the ids of an advisory. */
  readonly names?: readonly string[];
  /** One or two sentences in Markdown's inline subset, placeholders filled. */
  readonly message: string;
  readonly file: string;
  readonly span: Span;
  /** What it is about, as a whole; it need not lie in the finding's file. */
  readonly resource?: Location & { readonly address: string; readonly type: string };
  readonly related: readonly Related[];
  /** The title of the rule's fix where it applies here. */
  readonly fix?: {
    readonly title: string;
    readonly safe: boolean;
    /** Set where Terraform destroys the resource, or may do so, and makes it anew when it is applied. */
    readonly replaces?: true;
  };
  /** Survives lines moving; equal findings of one file are told apart by a running number. */
  readonly fingerprint: string;
}

export interface Related extends Location {
  readonly message: string;
}

/** A finding that an ignore holds back. */
export interface Suppressed {
  readonly finding: Finding;
  readonly by: { readonly file: string; readonly span: Span };
  readonly reason?: string;
}

/** Orders findings the same way everywhere: file, place, rule. */
export function compareFindings(a: Omit<Finding, 'fingerprint'>, b: Omit<Finding, 'fingerprint'>): number {
  return (
    compareText(a.file, b.file) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}
