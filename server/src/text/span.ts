// Half-open ranges of text. Every offset in the program counts UTF-16 code units from the start of a document (or, where a
// comment says so, of a block), because that is what JavaScript strings, tree-sitter in JavaScript and LSP all count.

/** A half-open range `[start, end)` in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const spanOf = (start: number, end: number): Span => ({ start, end });

/** The same range `by` further on; back where that is below zero. */
export const shifted = ({ start, end }: Span, by: number): Span => spanOf(start + by, end + by);

export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const sameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;
