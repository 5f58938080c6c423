// What every language offers to the rest of the program. `parse` is per file and incremental, `evaluate` per unit; both are pure,
// synchronous and never throw on any text, so that broken text costs only what is broken.

import type { Around, SourceFile, Unit } from '../model/file.ts';
import type { LanguageId } from '../model/resource.ts';
import type { Snapshot } from '../text/snapshot.ts';

export interface Language<File extends SourceFile = SourceFile> {
  readonly id: LanguageId;
  /** Is this file of the language? By its name and, where the name says too little, its text; `languageId` is the editor's hint. */
  recognises(file: string, text: string, languageId?: string): boolean;
  /** `previous` is the file's last answer; what its text still holds is taken from it. */
  parse(snapshot: Snapshot, previous?: File): File;
  /** Files with the same answer are evaluated together; `root` is the workspace folder. Undefined for one that only says something of others. */
  unitOf(file: string, root: string): string | undefined;
  /** Such files that may say something of this one; those that are there are evaluated with it. */
  companions?(file: string, root: string): readonly string[];
  evaluate(files: readonly File[], previous?: Unit, around?: Around<File>): Unit;
  /** The units, as `unitOf` names them, whose files are evaluated with these. Each is a folder. */
  calls?(files: readonly File[]): readonly string[];
  /** Frees what `parse` kept for its next call, such as a syntax tree. */
  forget(file: string): void;
}
