// Reads YAML streams into values with exact places, tolerantly: manifests, Helm templates and whatever half of either stands in an
// editor. Each document is a source of its own, and one whose text did not change is taken from the previous answer as it is.

import { type Comment, type Problem, problemAt } from '../model/file.ts';
import type { Source } from '../model/place.ts';
import { type Span, shifted, spanOf } from '../text/span.ts';
import { withoutConflicts } from './conflicts.ts';
import { commentsOf, readDocument, type YamlDocument } from './yaml/document.ts';
import { readTemplate } from './yaml/template.ts';

export { headerOfItem } from './yaml/lower.ts';
export type { YamlDocument };

/** Spans of comments and problems count from the start of the text. */
export interface YamlStream {
  readonly documents: readonly PlacedDocument[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

export interface PlacedDocument {
  readonly document: YamlDocument;
  /** Where it starts in the text. */
  readonly offset: number;
}

/** `file` is what the sources of the documents are in; `previous` is the answer for an earlier text of the same file. */
export function readYaml(text: string, file: string, previous?: YamlStream): YamlStream {
  const resolved = withoutConflicts(text);
  const template = readTemplate(resolved.text);
  const masked = template?.masked ?? resolved.text;
  const alternative = lazily(() => template?.firstBranches() ?? masked);
  const reusable = new Map<string, YamlDocument[]>();
  for (const { document } of previous?.documents ?? [])
    reusable.set(document.text, [...(reusable.get(document.text) ?? []), document]);
  const parts = partsOf(masked);
  const isEmpty = (part: Span): boolean => !holdsContent(masked, part);
  const documents = parts
    .filter((part) => !isEmpty(part))
    .map(({ start, end }): PlacedDocument => {
      const own = resolved.text.slice(start, end);
      const ownMasked = masked.slice(start, end);
      const same = reusable.get(own);
      const known = same?.findIndex((document) => document.masked === ownMasked) ?? -1;
      const document = known < 0 ? undefined : same?.splice(known, 1)[0];
      return {
        document: document ?? readDocument({ file }, own, ownMasked, () => alternative().slice(start, end)),
        offset: start,
      };
    });
  return {
    documents,
    comments: [
      ...(template?.comments ?? []),
      ...documents.flatMap(commentsIn),
      ...parts
        .filter(isEmpty)
        .flatMap(({ start, end }) => moved(commentsOf(masked.slice(start, end), text.slice(start, end), []), start)),
    ].sort((a, b) => a.span.start - b.span.start),
    problems: [...resolved.problems, ...(template?.problems ?? []), ...documents.flatMap(problemsIn)],
  };
}

/** A file that is one document and no template, such as a workflow, whose `${{ … }}` are plain text. Offsets of the text are those of the source. */
export const readYamlDocument = (text: string, source: Source): YamlDocument =>
  readDocument(source, text, text, () => text);

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A document starts with its `---` or behind a `...`; one without anything but comments and directives is none. */
function partsOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { 0: line, 1: marker, index } of text.matchAll(/^(---|\.\.\.)(?=\s|$).*(?:\r?\n)?/gm)) {
    // Directives belong to the document that their `---` starts.
    if (marker === '---' && isDirectives(text.slice(start, index))) continue;
    spans.push(spanOf(start, index));
    start = marker === '---' ? index : index + line.length;
  }
  spans.push(spanOf(start, text.length));
  return spans;
}

const isDirectives = (text: string): boolean => /^%/m.test(text) && !/^[^%#\s]/m.test(text);

const holdsContent = (text: string, { start, end }: Span): boolean =>
  /^(?!---(?:\s|$)|[^\S\n]*(?:#|$))|^--- +[^\s#]/m.test(text.slice(start, end));

const commentsIn = ({ document, offset }: PlacedDocument): Comment[] => moved(document.comments, offset);

const moved = (comments: readonly Comment[], by: number): Comment[] =>
  comments.map((comment) => ({ ...comment, span: shifted(comment.span, by) }));

const problemsIn = ({ document, offset }: PlacedDocument): Problem[] =>
  document.problems.map((problem) => problemAt(problem, offset));
