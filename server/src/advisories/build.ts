// Collects records and writes them as the file of a database.

import type { Advisory } from './advisory.ts';
import { sha256 } from './bytes.ts';
import { type About, format, hashOf, headerLength, indexEntryLength, magic, sumsEnd } from './database.ts';
import type { OsvRecord } from './osv.ts';

/** What goes into a database; it grows while an archive is read. Advisories are kept as their JSON, which takes a fifth of the memory. */
export interface Draft {
  readonly packages: Map<string, string[]>;
  /** When each record was modified, by its id. */
  readonly ledger: Map<string, string>;
}

export const emptyDraft = (): Draft => ({ packages: new Map(), ledger: new Map() });

export function addRecord(draft: Draft, { id, modified, packages }: OsvRecord): void {
  draft.ledger.set(id, modified);
  for (const [name, advisory] of packages) addAdvisory(draft, name, advisory);
}

export function addAdvisory({ packages }: Draft, name: string, advisory: Advisory): void {
  const advisories = packages.get(name);
  const json = JSON.stringify(advisory);
  if (advisories) advisories.push(json);
  else packages.set(name, [json]);
}

/** Empties the draft while it writes, so that nothing lies in memory twice. */
export async function databaseFile(
  draft: Draft,
  about: Omit<About, 'newest' | 'records' | 'packages'>,
): Promise<Uint8Array> {
  const whole: About = { ...about, newest: newestIn(draft), records: draft.ledger.size, packages: draft.packages.size };
  const aboutBytes = new TextEncoder().encode(JSON.stringify(whole));
  const names = namesByHash(draft);
  const index = new DataView(new ArrayBuffer(names.length * indexEntryLength));
  const bodies = new TextBytes();
  for (const [at, { hash, name }] of names.entries()) {
    const advisories = draft.packages.get(name) ?? [];
    draft.packages.delete(name);
    bodies.push(`{"name":${JSON.stringify(name)},"advisories":[${advisories.sort().join(',')}]}`);
    index.setUint32(at * indexEntryLength, hash, true);
    index.setUint32(at * indexEntryLength + 4, bodies.length, true);
  }
  const bodiesLength = bodies.length;
  for (const id of [...draft.ledger.keys()].sort()) bodies.push(`${id},${draft.ledger.get(id)}\n`);
  return assembled(aboutBytes, new Uint8Array(index.buffer), bodies, bodiesLength);
}

const newestIn = ({ ledger }: Draft): string =>
  [...ledger.values()].reduce((newest, modified) => (modified > newest ? modified : newest), '');

function namesByHash({ packages }: Draft): { readonly hash: number; readonly name: string }[] {
  const names = [...packages.keys()].map((name) => ({ hash: hashOf(name), name }));
  return names.sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1));
}

async function assembled(
  about: Uint8Array,
  index: Uint8Array,
  rest: TextBytes,
  bodiesLength: number,
): Promise<Uint8Array> {
  const front = headerLength + about.length + index.length;
  const file = new Uint8Array(front + rest.length);
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode(magic));
  for (const [at, value] of [format, about.length, index.length / indexEntryLength, 0].entries())
    view.setUint32(sumsEnd + 4 * at, value, true);
  view.setBigUint64(sumsEnd + 16, BigInt(bodiesLength), true);
  view.setBigUint64(sumsEnd + 24, BigInt(rest.length - bodiesLength), true);
  file.set(about, headerLength);
  file.set(index, headerLength + about.length);
  rest.copyTo(file, front);
  file.set(await sha256(file.subarray(sumsEnd, front)), magic.length);
  file.set(await sha256(file.subarray(front)), magic.length + 32);
  return file;
}

/** Text in UTF-8 that grows by blocks, since most pieces are small and there are very many of them. */
class TextBytes {
  private readonly encoder = new TextEncoder();
  private readonly blocks: Uint8Array[] = [];
  private block = new Uint8Array(1024 * 1024);
  private used = 0;
  length = 0;

  push(text: string): void {
    // A character takes three bytes at most.
    if (this.used + 3 * text.length > this.block.length) {
      this.blocks.push(this.block.subarray(0, this.used));
      this.block = new Uint8Array(Math.max(3 * text.length, 1024 * 1024));
      this.used = 0;
    }
    const { written } = this.encoder.encodeInto(text, this.block.subarray(this.used));
    this.used += written;
    this.length += written;
  }

  copyTo(target: Uint8Array, start: number): void {
    let at = start;
    for (const block of [...this.blocks, this.block.subarray(0, this.used)]) {
      target.set(block, at);
      at += block.length;
    }
  }
}
