// How the locks that are written in JSON begin.

import { isObject } from '../../syntax/json-scan.ts';
import { spanOf } from '../../text/span.ts';
import type { Reading } from './format.ts';

/** Where the object begins that the text holds; undefined where it holds none. */
export function objectIn(text: string): number | undefined {
  const start = firstCharacter(text);
  return start >= 0 && isObject(text, start) ? start : undefined;
}

/** The answer to a text without one; `name` is that of the file, or of its kind. */
export const withoutObject = (text: string, name: string): Reading<never> => ({
  content: undefined,
  problems: [{ span: spanOf(Math.max(firstCharacter(text), 0), text.length), message: `${name} must hold an object` }],
  comments: [],
});

const firstCharacter = (text: string): number => text.search(/[^\s\uFEFF]/);
