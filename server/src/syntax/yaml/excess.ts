// Tells text that would cost the YAML parser too much time, memory or stack, before it is parsed.

import type { Problem } from '../../model/file.ts';
import { spanOf } from '../../text/span.ts';

const mostCharacters = 8_000_000;

// The parser needs about a kilobyte for each, so these are what a document, and a line without end, may cost.
const mostTokens = 400_000;
const mostTokensOfLine = 50_000;

// Deeper text than this is not a configuration but an attack on the stack.
const deepest = 200;

/** What is too much, with the place where it becomes so; undefined for text that can be parsed. */
export function excess(text: string): Problem | undefined {
  const at = (offset: number, message: string): Problem => ({
    span: spanOf(offset, offset + 1),
    message: `not analysed: this document ${message}`,
  });
  if (text.length > mostCharacters) return at(0, `is larger than ${mostCharacters / 1_000_000} MB`);
  let lineStart = 0;
  let tokens = 0;
  let tokensBeforeLine = 0;
  let depth = 0;
  // White space, dashes and question marks at the start of a line; each of these marks opens a level.
  let margin = true;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset] ?? '';
    if (character === '\n') {
      lineStart = offset + 1;
      tokensBeforeLine = ++tokens;
      margin = true;
      continue;
    }
    if (!' -?'.includes(character)) margin = false;
    if (!'[]{},:-?"&!'.includes(character)) continue;
    tokens++;
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth = Math.max(depth - 1, 0);
    if (depth > deepest || (margin && tokens - tokensBeforeLine > deepest))
      return at(offset, `nests deeper than ${deepest} levels`);
    if (tokens - tokensBeforeLine > mostTokensOfLine)
      return at(lineStart, `holds more than ${mostTokensOfLine} keys and items in one line`);
    if (tokens > mostTokens) return at(offset, `holds more than ${mostTokens} keys and items`);
  }
  return undefined;
}
