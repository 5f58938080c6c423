// The keys of TOML: bare, in quotes, and dotted.

import type { Span } from '../../text/span.ts';
import { spanOf } from '../../text/span.ts';
import { type Cursor, skipSpaces, take } from './cursor.ts';
import { readString } from './strings.ts';

export interface Key {
  readonly name: string;
  /** With its quotes, where it has some. */
  readonly span: Span;
}

// TOML 1.0 allows ASCII alone; letters of other scripts are read all the same, since what is meant is clear.
const bare = /[\w\u0080-\uffff-]+/y;

/** Empty where no key stands here. A dot without a key behind it ends the path, and the cursor stands on the dot. */
export function readKeys(cursor: Cursor): Key[] {
  const keys: Key[] = [];
  let end = cursor.at;
  for (;;) {
    const start = cursor.at;
    const char = cursor.text[start];
    const name = char === '"' || char === "'" ? readString(cursor).value : take(cursor, bare);
    if (name === undefined) {
      cursor.at = end;
      return keys;
    }
    keys.push({ name, span: spanOf(start, cursor.at) });
    end = cursor.at;
    skipSpaces(cursor);
    if (cursor.text[cursor.at] !== '.') {
      cursor.at = end;
      return keys;
    }
    end = cursor.at;
    cursor.at++;
    skipSpaces(cursor);
  }
}
