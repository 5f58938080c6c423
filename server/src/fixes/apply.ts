// Edits to text, for whoever has no editor to do it: `lintel fix`, fix-all, and the tests of rules.

import type { Edit } from '../text/snapshot.ts';
import { overlaps, sameSpan } from '../text/span.ts';

/** `edits` do not overlap and are in the text's own offsets; of several at one offset, the first is written first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let applied = '';
  let copied = 0;
  for (const { span, text: inserted } of inOrder(edits)) {
    applied += text.slice(copied, span.start) + inserted;
    copied = span.end;
  }
  return applied + text.slice(copied);
}

/**
 * Puts the edits of several fixes together. A fix of which any edit is in the way of an earlier fix is left out as a whole; it
 * is made again, and fits, once the others are applied. Insertions at one offset are in each other's way, because two fixes may
 * each write the same missing block.
 */
export function mergeEdits(fixes: readonly (readonly Edit[])[]): readonly Edit[] {
  const merged: Edit[] = [];
  for (const fix of fixes) {
    const added = fix.filter((edit) => !merged.some((other) => sameEdit(edit, other)));
    if (
      added.some((edit) => merged.some((other) => overlaps(edit.span, other.span) || sameSpan(edit.span, other.span)))
    )
      continue;
    merged.push(...added);
  }
  return inOrder(merged);
}

/** Sorted by place; those at one offset stay in the order in which they came. */
export const inOrder = (edits: readonly Edit[]): Edit[] =>
  [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

export const sameEdit = (a: Edit, b: Edit): boolean => sameSpan(a.span, b.span) && a.text === b.text;
