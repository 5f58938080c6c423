// A part of a text that does not keep the whole of it in memory, as a slice does in V8: what is held from one version of a large file to
// the next would hold all the versions before it.

/** The characters of the span, in memory of their own: a text that was put together is written out anew before it is cut. */
export const copyOf = (text: string, start: number, end: number): string => ` ${text.slice(start, end)}`.slice(1);
