// What every reader of nodes goes by: the text, where its characters stand in the source, and how deep the reader already is.

import type { Node } from '../../../syntax/grammar.ts';
import { type Span, spanOf } from '../../../text/span.ts';
import type { Unreadable } from './ast.ts';

/** The text that the nodes were read from, and where its characters stand in the item's source. */
export interface Reading {
  readonly text: string;
  at(offset: number): number;
  /** How deep the node at hand is; what nests deeper than the stack bears is left unread. */
  readonly nesting: { depth: number; exceeded: boolean };
}

// People nest to a tenth of this.
const deepest = 200;

/** Reads what is nested one level deeper; undefined if that is too deep. */
export function deeper<T>({ nesting }: Reading, read: () => T): T | undefined {
  if (nesting.depth >= deepest) {
    nesting.exceeded = true;
    return undefined;
  }
  nesting.depth++;
  const result = read();
  nesting.depth--;
  return result;
}

/** `at` gives the place of an offset of the text in its source. */
export const readingOf = (text: string, at: (offset: number) => number): Reading => ({
  text,
  at,
  nesting: { depth: 0, exceeded: false },
});

export const spanIn = ({ at }: Reading, start: number, end: number): Span => spanOf(at(start), at(end));

export const spanOfNodes = (nodes: readonly Node[], reading: Reading): Span =>
  spanIn(reading, nodes[0]?.startIndex ?? 0, nodes.at(-1)?.endIndex ?? 0);

export const unreadable = (nodes: readonly Node[], reading: Reading): Unreadable => ({
  kind: 'unreadable',
  span: spanOfNodes(nodes, reading),
});

export const childOf = (node: Node, type: string): Node | undefined =>
  node.children.find((child) => child.type === type);

export function firstOfType(node: Node, type: string): Node | undefined {
  if (node.type === type) return node;
  for (const child of node.children) {
    const found = firstOfType(child, type);
    if (found) return found;
  }
  return undefined;
}
