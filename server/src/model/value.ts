// What a configuration says: the one shape that every language is lowered to and every rule reads. A value is known, unknown or
// absent (absent is the lack of a value, so it has no shape here). Each carries the place that a user would change, and the
// steps by which it came there.

import type { Defaults } from './defaults.ts';
import type { Place, Step } from './place.ts';

export type Value = StringValue | NumberValue | BooleanValue | NullValue | ListValue | MapValue | UnknownValue;

interface Traced {
  /** The expression or scalar in the resource that holds this value; what a finding underlines. */
  readonly place: Place;
  /** How the value got here, nearest first; empty for a literal. */
  readonly trail?: readonly Step[];
  /** Which resources' attributes this value was made from, also when the value itself is unknown. */
  readonly references?: readonly Reference[];
  /** Marked sensitive in the configuration: never print it. */
  readonly sensitive?: boolean;
}

/** `aws_s3_bucket.logs.id` is `{ address: 'aws_s3_bucket.logs', attribute: 'id' }`. */
export interface Reference {
  readonly address: string;
  readonly attribute: string;
}

export interface StringValue extends Traced {
  readonly kind: 'string';
  /** May hold `hole` characters, each standing for a part that is not known. */
  readonly value: string;
  /** Where the characters stand, for findings inside a string; absent where they stand one for one inside the quotes. */
  readonly pieces?: readonly Piece[];
  /** What the string was encoded from, for `jsonencode` and the like. */
  readonly decoded?: Value;
}

/**
 * `length` characters of the string's value from `at` on are the characters of the source from `start` on, one for one. An escape
 * has two over the same characters of the value, the first from where the escape begins, the second to where it ends.
 */
export interface Piece {
  readonly at: number;
  readonly length: number;
  readonly start: number;
}

/** Stands in a string for a part of unknown text: the object replacement character, which configurations do not hold. */
export const hole = '\uFFFC';

export interface NumberValue extends Traced {
  readonly kind: 'number';
  readonly value: number;
}

export interface BooleanValue extends Traced {
  readonly kind: 'boolean';
  readonly value: boolean;
}

/** An explicit null; rules read it as absent. */
export interface NullValue extends Traced {
  readonly kind: 'null';
}

export interface ListValue extends Traced {
  readonly kind: 'list';
  readonly items: readonly Value[];
  /** True if there may be further items that are not known. */
  readonly open?: boolean;
}

export interface MapValue extends Traced {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  /** What to underline when something is absent from the map: `type "label"` of a block, the key of a mapping. */
  readonly header?: Place;
  /** The inside, between the braces or from the first key to the end of the last value; where new entries are put. */
  readonly inner?: Place;
  /** True if there may be further entries that are not known. */
  readonly open?: boolean;
  /** What entries are that are absent. */
  readonly defaults?: Defaults;
}

export interface Entry {
  readonly key: Place;
  readonly value: Value;
  /** The whole `key = value` or block, without the line end: what is taken away when the entry is removed. */
  readonly place: Place;
}

export interface UnknownValue extends Traced {
  readonly kind: 'unknown';
  /** Why, for the trail: "`var.name` has no default". */
  readonly reason: string;
}

/** A value without its places, for messages, fingerprints and tests. Unknown values become `undefined`. */
export function plain(value: Value): unknown {
  switch (value.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return value.value;
    case 'null':
      return null;
    case 'list':
      return value.items.map(plain);
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
    case 'unknown':
      return undefined;
  }
}

/** The place of the characters `[start, end)` of a string's value, or the whole string's place where they have none. */
export function placeInString(value: StringValue, start: number, end: number): Place {
  const { place } = value;
  if (!value.pieces) {
    // Quotes stand around the characters of a literal; without them the text is bare, as in YAML or a Dockerfile.
    const quotes = place.end - place.start - value.value.length;
    if (quotes !== 0 && quotes !== 2) return place;
    const inner = place.start + quotes / 2;
    return { source: place.source, start: inner + start, end: inner + end };
  }
  const first = value.pieces.find((piece) => piece.at <= start && start < piece.at + piece.length);
  const last = value.pieces.findLast((piece) => piece.at < end && end <= piece.at + piece.length);
  if (!first || !last) return place;
  return { source: place.source, start: first.start + start - first.at, end: last.start + end - last.at };
}
