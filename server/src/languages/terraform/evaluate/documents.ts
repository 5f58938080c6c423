// Which policy documents a resource or a data source of the module is made from, itself or by locals on the way. The cells know, since
// each remembers what it read. A document that only a module call or an output takes is not among them: what it is for is not known.

import type { Table } from './cells.ts';
import type { Declarations } from './declarations.ts';
import { documentType } from './policy-document.ts';

/** Symbols of documents. Every cell is visited once at most, and none where there is no document. */
export function usedDocuments(declarations: Declarations, table: Table): ReadonlySet<string> {
  const used = new Set<string>();
  if (!declarations.blocks.some(({ type }) => type === documentType)) return used;
  const visited = new Set<string>();
  const follow = (key: string): void => {
    if (visited.has(key)) return;
    visited.add(key);
    const symbol = readJson.exec(key)?.[1];
    if (symbol !== undefined) used.add(symbol);
    for (const read of table.get(key)?.reads ?? []) follow(read);
  };
  for (const { kind, symbol } of declarations.blocks)
    if (kind === 'resource' || kind === 'data') follow(`${symbol}#resources`);
  return used;
}

// The key of the cell of `data.aws_iam_policy_document.x["a"].json`.
const readJson = /^(data\.aws_iam_policy_document\.[^#[]+)(?:\[.*\])?#(?:minified_)?json$/s;
