// The one seam to the outside. The core does no input or output, has no clock and no globals: the entries (node.ts, browser.ts,
// cli.ts) build a Runtime and hand it on.

import type { Ecosystem } from './advisories/ecosystem.ts';
import type { AdvisorySource } from './advisories/facts.ts';

export interface Runtime {
  readonly files: Files;
  readonly advisories: AdvisorySource;
  /** Absent where nothing can be fetched. */
  readonly updateAdvisories?: AdvisoryUpdate;
  /** The bytes of `dist/grammars/NAME.wasm`; `web-tree-sitter` is the runtime's own. */
  readonly grammar: (name: string) => Promise<Uint8Array>;
  /** The text of `dist/rules/NAME.json`. */
  rules(name: string): Promise<string>;
  now(): Date;
  log(level: 'error' | 'warn' | 'info' | 'debug', message: string): void;
}

/** Fetches what is new; what fails for one ecosystem is told, and the others are updated. `report` gets passing lines. Never rejects. */
export type AdvisoryUpdate = (wish: UpdateWish, report: (line: string) => void) => Promise<Updated>;

export interface UpdateWish {
  /** All that the source has where none is named. */
  readonly ecosystems: readonly Ecosystem[];
  /** A bucket in OSV's layout, an address or a folder; OSV's own where it is absent. */
  readonly from?: string;
}

/** A line each. */
export interface Updated {
  readonly done: readonly string[];
  readonly failed: readonly string[];
}

/** Paths are as in `Snapshot.file`: with `/`, or URIs where there is no disk. */
export interface Files {
  /** Undefined where there is no such file; one that cannot be read is skipped. Never rejects. */
  read(file: string): Promise<FileContent | undefined>;
  /**
   * Entries of a folder, folders with a trailing `/`, sorted; empty where there is none. Symbolic links to folders are left out.
   * Rejects with a message that names the folder where it cannot be listed.
   */
  list(folder: string): Promise<readonly string[]>;
}

/** A file that is too large, not text or not readable is told apart here, so that nobody reads it by accident. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'skipped'; readonly reason: string };

/** Larger files are generated or data; reading them would cost more than it can tell. */
export const largestBytes = 5 * 1024 * 1024;

export const tooLarge: FileContent = { kind: 'skipped', reason: `it is larger than ${largestBytes / 1024 / 1024} MB` };

/** The same text counts as text on a disk and through an editor. */
export function contentOf(text: string): FileContent {
  if (text.length > largestBytes) return tooLarge;
  if (text.slice(0, 8192).includes('\0')) return { kind: 'skipped', reason: 'it is not text in UTF-8' };
  return { kind: 'text', text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}
