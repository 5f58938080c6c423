// Where something stands. Offsets count from the start of a source: a top-level block of Terraform, a document of a YAML stream,
// or a whole file. A block whose text did not change keeps its values, and all its places, when text above it grows or shrinks;
// only the offset of its source in the file moves, and that lives in the file's model.

import { type Span, sameSpan } from '../text/span.ts';

/** Identity is what counts: two sources are the same only if they are the same object. */
export interface Source {
  readonly file: string;
}

/** Offsets are UTF-16 code units from the start of the source. */
export interface Place {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A place resolved against the current text of its file. */
export interface Location {
  readonly file: string;
  readonly span: Span;
}

export const placeOf = (source: Source, start: number, end: number): Place => ({ source, start, end });

export const samePlace = (a: Place, b: Place): boolean => a.source === b.source && sameSpan(a, b);

/** A step on the way of a value: the variable's default, the local, the policy statement. */
export interface Step {
  readonly place: Place;
  /** A short clause, such as "the default of `var.public` comes from here". */
  readonly message: string;
  /** Set where the place is an argument of a module call: the address of the call, such as `module.net["a"]`. */
  readonly argument?: string;
}
