// Parses YAML that may be broken. A line that YAML cannot take, such as one that is being typed, is set aside as unknown and reported,
// so that it costs no more than itself.

import { type Document, parseDocument } from 'yaml';
import type { Problem } from '../../model/file.ts';
import { hole } from '../../model/value.ts';
import { type Span, spanOf } from '../../text/span.ts';

export interface Parsed {
  /** What was parsed in the end, as long as the text that was given. */
  readonly text: string;
  readonly document: Document.Parsed;
  readonly problems: readonly Problem[];
}

/** Scalars are left as written and resolved in lowering; keys that stand twice are found there, too. */
export function parse(text: string): Document.Parsed {
  return parseDocument(text, {
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  }) as Document.Parsed;
}

// Every attempt parses the document again, and text with more errors is no manifest that somebody is typing.
const mostRepairs = 6;
const mostErrors = 500;
const mostRepairedCharacters = 100_000;

/** Sets lines aside until the rest holds together, as long as each leaves fewer errors than there were. */
export function parseRepaired(original: string): Parsed {
  let text = original;
  let document = parse(text);
  const problems: Problem[] = [];
  const worthIt = text.length <= mostRepairedCharacters && document.errors.length <= mostErrors;
  for (let repair = 0; worthIt && document.errors.length > 0 && repair < mostRepairs; repair++) {
    const error = document.errors[0];
    const continued = error && withContinuedQuote(text, error);
    const whole = continued && parse(continued);
    if (whole && whole.errors.length < document.errors.length) {
      text = continued;
      document = whole;
      continue;
    }
    const better = error && betterThan(text, document.errors.length, error);
    if (!better) break;
    problems.push({ ...problemOf(error), span: better.span });
    ({ text, document } = better);
  }
  return { text, document, problems: [...problems, ...document.errors.slice(0, 1).map(problemOf)] };
}

type YamlError = Document.Parsed['errors'][number];

export function problemOf(error: YamlError | undefined): Problem {
  const message = `not valid YAML: ${wordsOf(error)}`;
  return error ? { span: spanOf(...error.pos), message } : { message };
}

function wordsOf(error: YamlError | undefined): string {
  const message = error?.message.split('\n')[0];
  if (!error || !message) return 'it cannot be read';
  if (isUnclosedQuote(error)) return 'a quote is not closed';
  if (message.startsWith('Maximum call stack')) return 'it nests too deeply';
  if (error.code === 'MULTILINE_IMPLICIT_KEY') return 'a key without a colon';
  if (error.code === 'UNEXPECTED_TOKEN') return 'unexpected text';
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY') return 'a second key in one line';
  return `${message[0]?.toLowerCase()}${message.slice(1)}`;
}

const isUnclosedQuote = ({ message }: YamlError): boolean => /^Missing closing ["']quote/.test(message);

/** kubectl's parser lets a quoted string go on further left than YAML 1.2 does, so that is no error: it becomes one line. */
function withContinuedQuote(text: string, error: YamlError): string | undefined {
  if (!isUnclosedQuote(error)) return undefined;
  const [from] = error.pos;
  const quote = error.message.includes('"') ? /(?:[^"\\]|\\.)*"/sy : /[^']*'/y;
  quote.lastIndex = from;
  const rest = quote.exec(text)?.[0];
  return rest && put(text, from, rest.replace(/[\r\n]/g, ' '));
}

/** The text without a value or a line, whichever is the first to leave fewer errors. */
function betterThan(
  text: string,
  errors: number,
  error: YamlError,
): { text: string; document: Document.Parsed; span: Span } | undefined {
  const [start] = error.pos;
  const own = lineAround(text, start);
  const above = lineAbove(text, start, content);
  // Text that fits nothing before it may well be right, and what is above it wrong.
  const lines = error.code === 'UNEXPECTED_TOKEN' ? [above, own] : [own, lineAbove(text, start, opensQuote), above];
  for (const line of lines) {
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

/** The nearest line above that looks so. */
function lineAbove(text: string, offset: number, look: RegExp): Span | undefined {
  for (let { start, end } = lineAround(text, offset); start > 0; ) {
    ({ start, end } = lineAround(text, start - 1));
    if (end - start <= longestRepaired && look.test(text.slice(start, end))) return spanOf(start, end);
  }
  return undefined;
}

/** A value that begins with a quote and does not close it. */
const opensQuote = /(?:: |- |^)\s*(?:"(?:[^"\\]|\\.)*|'[^']*)$/;

/** Anything but white space and comments. */
const content = /^\s*[^\s#]/;

const longestRepaired = 1000;

function withoutValue(text: string, line: Span): string | undefined {
  const written = text.slice(line.start, line.end).replace(/\r$/, '');
  const key = /^\s*(?:- +)*(?:[\w./-]+|"[^"]*"|'[^']*')\s*:\s+/.exec(written)?.[0];
  if (!key || key.length === written.length) return undefined;
  return put(text, line.start, key + hole.repeat(written.length - key.length));
}

function withoutLine(text: string, line: Span): string | undefined {
  const written = text.slice(line.start, line.end).replace(/\r$/, '');
  const margin = (/^\s*(?:- +)*/.exec(written)?.[0] ?? '').replaceAll('\t', ' ');
  const room = written.length - margin.length;
  if (room === 0) return undefined;
  return put(text, line.start, margin + (room < 2 ? ' ' : `${hole}:`.padEnd(room)));
}

const put = (text: string, at: number, replacement: string): string =>
  text.slice(0, at) + replacement + text.slice(at + replacement.length);
