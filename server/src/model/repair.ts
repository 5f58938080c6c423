// What a quick fix changes, before it is text: rules name values and entries, fixes/ turns that into edits in the syntax of the file.

import type { Literal } from './literal.ts';
import type { Place } from './place.ts';
import type { Entry, ListValue, MapValue, Value } from './value.ts';

export type Repair =
  /** The value's text becomes the literal. */
  | { readonly kind: 'set'; readonly value: Value; readonly literal: Literal }
  /** A new entry at the end of the map, with the keys between where they are missing too. */
  | { readonly kind: 'add'; readonly map: MapValue; readonly keys: readonly string[]; readonly literal: Literal }
  /** A new item at the end of the list. */
  | { readonly kind: 'append'; readonly list: ListValue; readonly literal: Literal }
  /** The entry goes, with its line where nothing else stands on it. */
  | { readonly kind: 'removeEntry'; readonly entry: Entry }
  /** The item goes, with the comma or line that belongs to it. */
  | { readonly kind: 'removeItem'; readonly list: ListValue; readonly item: Value }
  /** The text at the place becomes this text, as it is. An empty text at a whole line takes the line away. */
  | { readonly kind: 'text'; readonly place: Place; readonly text: string }
  /** A word of its own behind the place. */
  | { readonly kind: 'word'; readonly place: Place; readonly text: string }
  /** Whole lines of their own before or after those of the place, indented like them. */
  | { readonly kind: 'lines'; readonly side: 'before' | 'after'; readonly place: Place; readonly text: string }
  /** A block or document of its own after the one that holds the place, an empty line between. */
  | { readonly kind: 'companion'; readonly place: Place; readonly text: string };
