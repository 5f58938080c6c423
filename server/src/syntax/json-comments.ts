// The comments of JSON text, which a tree of values does not hold: editors accept them, and ignores are written in them.

import { createScanner } from 'jsonc-parser';
import type { Comment } from '../model/file.ts';
import { spanOf } from '../text/span.ts';

/** Spans are offsets of the text. A block comment that is not closed ends with the text. */
export function jsonComments(text: string): Comment[] {
  const comments: Comment[] = [];
  const scanner = createScanner(text, false);
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const start = scanner.getTokenOffset();
    // No other token begins so, and the kinds of tokens are a const enum that cannot be imported.
    if (!text.startsWith('//', start) && !text.startsWith('/*', start)) continue;
    const end = start + scanner.getTokenLength();
    comments.push({ span: spanOf(start, end), text: withoutMarks(text.slice(start, end)) });
  }
  return comments;
}

function withoutMarks(comment: string): string {
  const inner = comment.slice(2);
  return (comment.startsWith('/*') && inner.endsWith('*/') ? inner.slice(0, -2) : inner).trim();
}
