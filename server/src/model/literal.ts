// A value without a place, as fixes write it and tables give it.

/** Where it is written, maps become blocks or mappings as the surrounding syntax has them. */
export type Literal = string | number | boolean | readonly Literal[] | { readonly [key: string]: Literal };
