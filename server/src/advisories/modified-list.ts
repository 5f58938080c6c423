// The list of records that a bucket publishes for an ecosystem, `modified_id.csv`: a line for each with the date and the id, the latest first. What
// has changed is told by comparing it with the ledger of a database, so that nothing is missed whatever happened between.

/** When each record was modified, by its id. Throws where a line is no such line. */
export function readModifiedList(text: string): Map<string, string> {
  const listed = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue;
    const [modified = '', id = ''] = line.split(',');
    if (!isDate(modified) || !isRecordId(id)) throw new Error(`line ${index + 1} is no date and id of a record`);
    listed.set(id, modified);
  }
  return listed;
}

const isDate = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text);

/** It becomes a part of an address and of a path. */
export const isRecordId = (id: string): boolean =>
  id.length <= 200 && /^[a-z\d][\w.+:-]*$/i.test(id) && !id.includes('..');

export interface Changes {
  /** New ones and those that were modified since. */
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** Both by id and date. Dates are compared as moments, since their fractions may be cut. */
export function changesBetween(ledger: ReadonlyMap<string, string>, listed: ReadonlyMap<string, string>): Changes {
  const changed = [...listed].filter(([id, modified]) => isLater(modified, ledger.get(id))).map(([id]) => id);
  return { changed, gone: [...ledger.keys()].filter((id) => !listed.has(id)) };
}

const isLater = (modified: string, known: string | undefined): boolean =>
  known === undefined || (modified !== known && Date.parse(modified) > Date.parse(known));
