// What a dependency's line asks for, before it is placed: which source, which version, which commit. npm and pip write it
// differently; the parts are the same. Spans are offsets of the specifier's own text.

import type { Span } from '../../text/span.ts';

export type DependencySource = 'registry' | 'git' | 'url' | 'file' | 'workspace' | 'alias';

export interface Specifier {
  readonly source: DependencySource;
  /** The name of the package where the specifier says it: an alias, a URL's `#egg=`, the file name of a wheel. */
  readonly name?: Span;
  /** An exact version without its operator, or the whole range as it is written. */
  readonly version?: Span;
  /** Without the ref and the fragment. */
  readonly url?: Span;
  /** The commit, branch or tag of a repository. */
  readonly ref?: Span;
  /** Does it always mean the same code? Undefined where that is not known. */
  readonly pinned: boolean | undefined;
  /** The catalog that says the version; npm's family calls the one without a name `default`. */
  readonly catalog?: string;
  /** Why the version is not known, where the text does not say it. */
  readonly unknown?: string;
}

/** A whole commit id, SHA-1 or SHA-256. A shortened one is not enough: a branch or a tag may be named like it. */
export const isCommit = (ref: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref);

/** The same where a key of its own says that a commit is meant: no branch or tag is in the way of a shortened one. */
export const isRevision = (ref: string): boolean => /^[0-9a-f]{7,64}$/i.test(ref);
