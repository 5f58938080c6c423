// One requirement of pip, without its options: a name with a version (PEP 508), `name @ URL`, a URL, or a path. Spans are offsets of
// the text. What is not understood is reported, and what stands before it is kept.

import { type Span, spanOf } from '../../../text/span.ts';
import type { Specifier } from '../specifier.ts';
import { pipUrl } from './pip-url.ts';

export interface Requirement extends Specifier {
  readonly extras: readonly Span[];
  readonly marker?: Span;
  readonly problem?: { readonly span: Span; readonly message: string };
}

/** `problem` says what is not understood; a name that stands before it is kept. */
export function readRequirement(text: string): Requirement {
  // After a URL, which may hold a `;` itself, white space must follow it.
  const separator = isUrl(text) ? text.search(/;\s/) : text.indexOf(';');
  const end = lengthTrimmed(text, separator < 0 ? text.length : separator);
  const marker = separator < 0 ? undefined : trimmed(text, separator + 1, text.length);
  const requirement = readBeforeMarker(text.slice(0, end));
  return marker && marker.end > marker.start ? { ...requirement, marker } : requirement;
}

const isUrl = (text: string): boolean => /^(?:https?|ftp|file|ssh|(?:git|hg|svn|bzr)(?:\+[a-z]+)?):/i.test(text);

function readBeforeMarker(text: string): Requirement {
  if (isUrl(text)) return { ...pipUrl(text, 0), extras: [] };
  return isPath(text) ? readPath(text) : readNamed(text);
}

/** pip looks on the disk; here a path is what begins like one, holds a `/` before any `@`, or ends as an archive. */
function isPath(text: string): boolean {
  if (/^(?:[./\\~]|[a-z]:[\\/])/i.test(text)) return true;
  const at = text.indexOf('@');
  if (text.slice(0, at < 0 ? text.length : at).includes('/')) return true;
  return at < 0 && /\.(?:whl|zip|tar|tgz|tbz|txz|tlz|tar\.(?:gz|bz2|xz|lz|lzma))$/i.test(text);
}

function readPath(text: string): Requirement {
  const bracket = text.endsWith(']') ? text.lastIndexOf('[') : -1;
  const path = bracket < 0 ? text : text.slice(0, bracket);
  const extras = bracket < 0 ? [] : extrasIn(text, bracket + 1, text.length - 1);
  // What lies in the checkout is versioned with it.
  return { ...pipUrl(path, 0), source: 'file', pinned: true, extras };
}

function readNamed(text: string): Requirement {
  const length = nameLength(text);
  if (length === 0) {
    const problem = { span: spanOf(0, text.length), message: 'expected the name of a package, a URL or a path' };
    return { source: 'registry', pinned: undefined, extras: [], problem };
  }
  const name = spanOf(0, length);
  const broken = { source: 'registry', name, pinned: undefined } as const;
  let at = skipSpace(text, length);
  let extras: Span[] = [];
  if (text[at] === '[') {
    const close = text.indexOf(']', at);
    if (close < 0)
      return {
        ...broken,
        extras,
        problem: { span: spanOf(at, text.length), message: 'these extras are not closed with `]`' },
      };
    extras = extrasIn(text, at + 1, close);
    at = skipSpace(text, close + 1);
  }
  if (text[at] === '@') {
    const from = skipSpace(text, at + 1);
    if (from < text.length) return { ...pipUrl(text, from), name, extras };
    return { ...broken, extras, problem: { span: spanOf(at, text.length), message: 'expected a URL after `@`' } };
  }
  const versions = readVersions(text, at);
  if ('message' in versions) return { ...broken, extras, problem: versions };
  return { source: 'registry', name, extras, ...versions };
}

function nameLength(text: string): number {
  let length = 0;
  while (/[\w.-]/.test(text[length] ?? '')) length++;
  while (length > 0 && !/\w/.test(text[length - 1] ?? '')) length--;
  return /[a-z0-9]/i.test(text[0] ?? '') ? length : 0;
}

function extrasIn(text: string, start: number, end: number): Span[] {
  const extras: Span[] = [];
  let from = start;
  while (from < end) {
    const comma = text.indexOf(',', from);
    const to = comma < 0 || comma > end ? end : comma;
    const extra = trimmed(text, from, to);
    if (extra.end > extra.start) extras.push(extra);
    from = to + 1;
  }
  return extras;
}

type Versions = Pick<Specifier, 'version' | 'pinned'> | { readonly span: Span; readonly message: string };

/** `>=1, <2`, also in parentheses. One exact version stands without its operator, since that is the text to change. */
function readVersions(text: string, start: number): Versions {
  if (start >= text.length) return { pinned: false };
  const inParentheses = text[start] === '(';
  const close = inParentheses ? text.lastIndexOf(')') : text.length;
  if (close < 0) return { span: spanOf(start, text.length), message: 'this parenthesis is not closed' };
  const first = inParentheses ? start + 1 : start;
  const clauses: Clause[] = [];
  for (let at = skipSpace(text, first); at < close; ) {
    const clause = readClause(text, at, close);
    if ('message' in clause) return clause;
    clauses.push(clause);
    at = skipSpace(text, clause.version.end);
    if (at >= close) break;
    if (text[at] !== ',') return { span: spanOf(at, text.length), message: unexpected(text.slice(at)) };
    at = skipSpace(text, at + 1);
  }
  if (inParentheses && close + 1 < text.length) {
    return { span: spanOf(close + 1, text.length), message: 'expected nothing after the parenthesis but a marker' };
  }
  if (clauses.length === 0) return { pinned: false };
  const only = clauses.length === 1 ? clauses[0] : undefined;
  const version = only?.exact ? only.version : trimmed(text, first, close);
  const holdsVariable = /\$\{[A-Z0-9_]+\}/.test(text.slice(version.start, version.end));
  return { version, pinned: holdsVariable ? undefined : clauses.some((clause) => clause.exact) };
}

interface Clause {
  readonly version: Span;
  readonly exact: boolean;
}

function readClause(text: string, start: number, end: number): Clause | { span: Span; message: string } {
  const operator = /^(?:===|==|~=|!=|<=|>=|<|>)/.exec(text.slice(start, start + 3))?.[0];
  if (!operator) return { span: spanOf(start, text.length), message: unexpected(text.slice(start)) };
  const from = skipSpace(text, start + operator.length);
  let to = from;
  while (to < end && !/[\s,;)[#]/.test(text[to] ?? '')) to++;
  if (to === from) return { span: spanOf(start, from), message: `expected a version after \`${operator}\`` };
  const exact = operator === '===' || (operator === '==' && !text.slice(from, to).endsWith('.*'));
  return { version: spanOf(from, to), exact };
}

function unexpected(rest: string): string {
  if (rest.startsWith('=')) return '`=` is not an operator of versions; `==` is';
  if (rest.startsWith('[')) return 'extras stand after the name, before the version';
  if (rest.startsWith('\\')) return 'white space after `\\` keeps the line from being continued';
  return 'expected an operator such as `==` or `>=`, or `;` and a marker';
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (text[next] === ' ' || text[next] === '\t') next++;
  return next;
}

const lengthTrimmed = (text: string, end: number): number => text.slice(0, end).trimEnd().length;

function trimmed(text: string, start: number, end: number): Span {
  const from = Math.min(skipSpace(text, start), end);
  return spanOf(from, Math.max(from, lengthTrimmed(text, end)));
}
