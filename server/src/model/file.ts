// What a language knows of a file and of the files evaluated together with it.

import type { Snapshot } from '../text/snapshot.ts';
import { type Span, shifted } from '../text/span.ts';
import type { Location, Place, Source } from './place.ts';
import type { LanguageId, Resource } from './resource.ts';

/** A file after parsing and lowering; languages add what they need for evaluation. Holds no syntax node. */
export interface SourceFile {
  readonly file: string;
  readonly language: LanguageId;
  readonly snapshot: Snapshot;
  /** Where each source of the file starts, in UTF-16 units of the current text. */
  readonly sources: ReadonlyMap<Source, number>;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

export interface Comment {
  /** Absolute in the file, the comment's mark included. */
  readonly span: Span;
  /** Without the mark (`#`, `//`, `/* … *​/`) and the white space around it. */
  readonly text: string;
}

/** Why a file or a part of it was not analysed. `span` is absent where it concerns the whole file. */
export interface Problem {
  readonly span?: Span;
  readonly message: string;
}

export interface FileProblem extends Problem {
  readonly file: string;
}

/** A problem whose span counts from a source, told from the start of the file; `offset` is where the source starts. */
export const problemAt = ({ span, message }: Problem, offset: number): Problem => ({
  ...(span && { span: shifted(span, offset) }),
  message,
});

/** Files evaluated together: a Terraform module, the manifests of a root, one Dockerfile. */
export interface Unit {
  readonly language: LanguageId;
  readonly files: readonly SourceFile[];
  /** Each belongs to one of the files, by `place.source.file`. Unchanged ones are the same objects as before. */
  readonly resources: readonly Resource[];
  /** What could not be evaluated, such as a reference cycle. */
  readonly problems: readonly FileProblem[];
  /** The texts that the evaluation asked `Around` for. */
  readonly asked?: readonly string[];
  /** The ecosystems of which it is not known yet what is known against their packages. */
  readonly awaits?: readonly string[];
}

/** What an evaluation may look at besides the unit's own files. */
export interface Around<File extends SourceFile = SourceFile> {
  /** The files of the units that `calls` names, and of those that these call. */
  readonly called: readonly File[];
  /** Do others call this unit? Then it is judged in them, and here only what is the same for all of them. */
  readonly isCalled: boolean;
  /** Files of values that the configuration names; a later one wins. */
  readonly values: readonly File[];
  /**
   * What a file says that no language reads: null where there is no such file, undefined where that is not known. Of a folder, which has a
   * trailing `/`, the files below it, a line each.
   */
  text(file: string): string | null | undefined;
}

export const nothingAround: Around<never> = { called: [], isCalled: false, values: [], text: () => undefined };

/** Where a place stands in the current text; undefined if its source is no longer there. */
export function locate(place: Place, fileOf: (file: string) => SourceFile | undefined): Location | undefined {
  const offset = fileOf(place.source.file)?.sources.get(place.source);
  if (offset === undefined) return undefined;
  return { file: place.source.file, span: shifted(place, offset) };
}
