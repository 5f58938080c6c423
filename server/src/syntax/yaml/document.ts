// Reads one document of a YAML stream: what it holds, its comments, and what of it was not read and why.

import type { Document } from 'yaml';
import type { Comment, Problem } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import type { Value } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { readInPart } from './actions.ts';
import { excess } from './excess.ts';
import { type Lowered, lowerYaml, type Origin } from './lower.ts';
import { type Parsed, parse, parseRepaired, problemOf } from './repair.ts';

/** All spans and places count from the start of the document. */
export interface YamlDocument {
  readonly source: Source;
  /** As it stands in the file, from its `---` on. */
  readonly text: string;
  /** `text` with holes where its template actions stand; the same text where it has none. */
  readonly masked: string;
  /** Undefined if it holds nothing but comments. */
  readonly value: Value | undefined;
  readonly comments: readonly Comment[];
  readonly problems: readonly Problem[];
}

/** `firstBranches` is a second text of the same length, for templates whose first does not hold together. */
export function readDocument(source: Source, text: string, masked: string, firstBranches: () => string): YamlDocument {
  const origin: Origin = masked === text ? 'plain' : 'template';
  const tooMuch = excess(masked);
  if (tooMuch) return { source, text, masked, value: undefined, comments: [], problems: [tooMuch] };
  const read = origin === 'plain' ? parseRepaired(masked) : branched(masked, firstBranches);
  const lowered = loweredSafely(read.document, read.text, source, origin);
  return {
    source,
    text,
    masked,
    value: lowered.value,
    comments: commentsOf(read.text, text, lowered.opaque),
    problems: [...read.problems, ...lowered.problems].map((problem) => within(text, problem)),
  };
}

/** What is missing at the end is told behind it, where there is no character any more. */
function within({ length }: string, { span, message }: Problem): Problem {
  return span ? { span: spanOf(Math.min(span.start, length), Math.min(span.end, length)), message } : { message };
}

/** A template whose branches contradict each other in structure is read without its alternatives. */
function branched(masked: string, firstBranches: () => string): Parsed {
  const both = parse(masked);
  if (both.errors.length === 0) return { text: masked, document: both, problems: [] };
  const first = firstBranches();
  const document = first === masked ? both : parse(first);
  if (document.errors.length === 0) {
    const problem = { ...problemOf(both.errors[0]), message: `${readInPart}: only the first branch of each condition` };
    return { text: first, document, problems: [problem] };
  }
  const read = parseRepaired(masked);
  return {
    ...read,
    problems: read.problems.map(({ span, message }) => ({
      ...(span && { span }),
      message: `${readInPart}: ${message}`,
    })),
  };
}

function loweredSafely(document: Document.Parsed, text: string, source: Source, origin: Origin): Lowered {
  try {
    return lowerYaml(document.contents, text, source, origin);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return {
      value: undefined,
      problems: [{ span: spanOf(0, 1), message: 'not analysed: this document nests too deeply' }],
      opaque: [],
    };
  }
}

/** A `#` begins a comment at the start of a line or after white space, unless it stands in a string. */
export function commentsOf(masked: string, text: string, opaque: readonly Span[]): Comment[] {
  if (!masked.includes('#')) return [];
  const comments: Comment[] = [];
  let next = 0;
  for (const match of masked.matchAll(/(?<=^|[ \t])#.*$/gm)) {
    const span = spanOf(match.index, match.index + match[0].trimEnd().length);
    while ((opaque[next]?.end ?? span.start + 1) <= span.start) next++;
    if ((opaque[next]?.start ?? span.start + 1) <= span.start) continue;
    comments.push({ span, text: text.slice(span.start, span.end).replace(/^#+/, '').trim() });
  }
  return comments;
}
