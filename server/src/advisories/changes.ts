// A draft of what a database holds, without some of its records: the beginning of its next generation.

import { addAdvisory, type Draft, emptyDraft } from './build.ts';
import type { Database } from './open.ts';

export function draftWithout(database: Database, ids: ReadonlySet<string>): Draft {
  const draft = emptyDraft();
  for (const { name, advisories } of database.packages())
    for (const advisory of advisories) if (!ids.has(advisory.id)) addAdvisory(draft, name, advisory);
  for (const [id, modified] of database.ledger()) if (!ids.has(id)) draft.ledger.set(id, modified);
  return draft;
}
