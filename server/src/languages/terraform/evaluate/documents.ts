// Which policy documents a resource or a data source is made from, itself, by locals or by modules on the way. The cells know, since each
// remembers what it read. A document that only an output takes is not among them: what it is for is not known.

import type { Table } from './cells.ts';
import { documentType } from './policy-document.ts';
import type { Walked } from './walk.ts';

/** Addresses of documents, without instance keys of their own. Every cell is visited once at most, and none where there is no document. */
export function usedDocuments(walked: readonly Walked[], table: Table): ReadonlySet<string> {
  const used = new Set<string>();
  if (!walked.some(({ declaration }) => declaration.type === documentType)) return used;
  const visited = new Set<string>();
  const follow = (key: string): void => {
    if (visited.has(key)) return;
    visited.add(key);
    const address = readJson.exec(key)?.[1];
    if (address !== undefined) used.add(address);
    for (const read of table.get(key)?.reads ?? []) follow(read);
  };
  for (const { declaration, address } of walked)
    if (declaration.kind === 'resource' || declaration.kind === 'data') follow(`${address}#resources`);
  return used;
}

// The key of the cell of `data.aws_iam_policy_document.x["a"].json`.
const readJson = /^((?:module\..+\.)?data\.aws_iam_policy_document\.[^#[]+)(?:\[.*\])?#(?:minified_)?json$/s;
