// Reads one document of a YAML stream. A line that YAML cannot take, such as one that is being typed, is set aside as unknown and
// reported, so that it costs no more than itself; text that is too large or nested too deeply is not read at all.

import { type Document, parseDocument } from 'yaml';
import type { Comment, Problem } from '../../model/file.ts';
import type { Source } from '../../model/place.ts';
import { hole, type Value } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';
import { type Lowered, lowerYaml, type Origin } from './lower.ts';
import { readInPart } from './template.ts';

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
  const read = origin === 'plain' ? repaired(masked) : branched(masked, firstBranches);
  const lowered = loweredSafely(read.document, read.text, source, origin);
  return {
    source,
    text,
    masked,
    value: lowered.value,
    comments: commentsOf(read.text, text, lowered.opaque),
    problems: [...read.problems, ...lowered.problems],
  };
}

const mostCharacters = 8_000_000;

// The parser needs about a kilobyte for each, so these are what a document, and a line without end, may cost.
const mostTokens = 400_000;
const mostTokensOfLine = 50_000;

// Deeper text than this is not a configuration but an attack on the stack.
const deepest = 200;

/** What is too much for the parser, with the place where it becomes so. */
function excess(text: string): Problem | undefined {
  const at = (offset: number, message: string): Problem => ({
    span: spanOf(offset, offset + 1),
    message: `not analysed: this document ${message}`,
  });
  if (text.length > mostCharacters) return at(0, `is larger than ${mostCharacters / 1_000_000} MB`);
  let lineStart = 0;
  let tokens = 0;
  let tokensBeforeLine = 0;
  let depth = 0;
  // White space, dashes and question marks at the start of a line; each of these marks opens a level.
  let margin = true;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset] ?? '';
    if (character === '\n') {
      lineStart = offset + 1;
      tokensBeforeLine = ++tokens;
      margin = true;
      continue;
    }
    if (!' -?'.includes(character)) margin = false;
    if (!'[]{},:-?"&!'.includes(character)) continue;
    tokens++;
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth = Math.max(depth - 1, 0);
    if (depth > deepest || (margin && tokens - tokensBeforeLine > deepest))
      return at(offset, `nests deeper than ${deepest} levels`);
    if (tokens - tokensBeforeLine > mostTokensOfLine)
      return at(lineStart, `holds more than ${mostTokensOfLine} keys and items in one line`);
    if (tokens > mostTokens) return at(offset, `holds more than ${mostTokens} keys and items`);
  }
  return undefined;
}

interface Read {
  /** What was parsed in the end. */
  readonly text: string;
  readonly document: Document.Parsed;
  readonly problems: readonly Problem[];
}

/** A template whose branches contradict each other in structure is read without its alternatives. */
function branched(masked: string, firstBranches: () => string): Read {
  const both = parse(masked);
  if (both.errors.length === 0) return { text: masked, document: both, problems: [] };
  const first = firstBranches();
  if (first !== masked && parse(first).errors.length === 0) {
    const [error] = both.errors;
    const problem = { ...problemOf(error), message: `${readInPart}: only the first branch of each condition` };
    return { text: first, document: parse(first), problems: [problem] };
  }
  const read = repaired(masked);
  return {
    ...read,
    problems: read.problems.map(({ span, message }) => ({
      ...(span && { span }),
      message: `${readInPart}: ${message}`,
    })),
  };
}

// Every attempt parses the document again, and text with more errors than a few is not one that somebody is typing.
const mostRepairs = 6;
const mostRepairedCharacters = 100_000;

/** Sets lines aside until the rest holds together, as long as each leaves fewer errors than there were. */
function repaired(whole: string): Read {
  let text = whole;
  let document = parse(text);
  const problems: Problem[] = [];
  for (
    let repair = 0;
    document.errors.length > 0 && repair < mostRepairs && text.length <= mostRepairedCharacters;
    repair++
  ) {
    const error = document.errors[0];
    const better = error && betterThan(text, document.errors.length, error);
    if (!better) break;
    problems.push({ ...problemOf(error), span: better.span });
    ({ text, document } = better);
  }
  return { text, document, problems: [...problems, ...document.errors.slice(0, 1).map(problemOf)] };
}

type YamlError = Document.Parsed['errors'][number];

function problemOf(error: YamlError | undefined): Problem {
  const message = `not valid YAML: ${wordsOf(error)}`;
  return error ? { span: spanOf(...error.pos), message } : { message };
}

function wordsOf(error: YamlError | undefined): string {
  const message = error?.message.split('\n')[0];
  if (!error || !message) return 'it cannot be read';
  if (message.startsWith('Missing closing')) return 'a quote is not closed';
  if (message.startsWith('Maximum call stack')) return 'it nests too deeply';
  if (error.code === 'MULTILINE_IMPLICIT_KEY') return 'a key without a colon';
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') return 'a second key in one line';
  return `${message[0]?.toLowerCase()}${message.slice(1)}`;
}

function betterThan(
  text: string,
  errors: number,
  error: YamlError,
): { text: string; document: Document.Parsed; span: Span } | undefined {
  const [start] = error.pos;
  for (const line of [lineAround(text, start), quoteBefore(text, start)]) {
    for (const tried of line ? [withoutValue(text, line), withoutLine(text, line)] : []) {
      if (tried === undefined) continue;
      const document = parse(tried);
      if (line && document.errors.length < errors) return { text: tried, document, span: trimmed(text, line) };
    }
  }
  return undefined;
}

function lineAround(text: string, offset: number): Span {
  const start = offset > 0 ? text.lastIndexOf('\n', offset - 1) + 1 : 0;
  const end = text.indexOf('\n', start);
  return spanOf(start, end < 0 ? text.length : end);
}

function trimmed(text: string, { start, end }: Span): Span {
  const line = text.slice(start, end);
  return spanOf(start + Math.max(line.search(/\S/), 0), start + Math.max(line.trimEnd().length, 1));
}

/** The nearest line above whose value begins with a quote that it does not close. */
function quoteBefore(text: string, offset: number): Span | undefined {
  for (let { start, end } = lineAround(text, offset); start > 0; ) {
    ({ start, end } = lineAround(text, start - 1));
    if (end - start <= longestRepaired && opensQuote.test(text.slice(start, end))) return spanOf(start, end);
  }
  return undefined;
}

const opensQuote = /(?:: |- |^)\s*(?:"(?:[^"\\]|\\.)*|'[^']*)$/;

const longestRepaired = 1000;

function withoutValue(text: string, line: Span): string | undefined {
  const content = text.slice(line.start, line.end).replace(/\r$/, '');
  const key = /^\s*(?:- +)*(?:[\w./-]+|"[^"]*"|'[^']*')\s*:\s+/.exec(content)?.[0];
  if (!key || key.length === content.length) return undefined;
  return put(text, line.start, key + hole.repeat(content.length - key.length));
}

function withoutLine(text: string, line: Span): string | undefined {
  const content = text.slice(line.start, line.end).replace(/\r$/, '');
  const margin = (/^\s*(?:- +)*/.exec(content)?.[0] ?? '').replaceAll('\t', ' ');
  const room = content.length - margin.length;
  if (room === 0) return undefined;
  return put(text, line.start, margin + (room < 2 ? ' ' : `${hole}:`.padEnd(room)));
}

const put = (text: string, at: number, replacement: string): string =>
  text.slice(0, at) + replacement + text.slice(at + replacement.length);

/** Scalars are left as written and resolved in lowering; keys that stand twice are found there, too. */
function parse(text: string): Document.Parsed {
  return parseDocument(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  }) as Document.Parsed;
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
function commentsOf(masked: string, text: string, opaque: readonly Span[]): Comment[] {
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
