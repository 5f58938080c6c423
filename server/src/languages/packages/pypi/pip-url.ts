// URLs in requirements: `git+https://host/project@ref#egg=name`, an archive, a wheel. The parts are found by their marks and not with
// the URL class, because each must be underlined where it stands, and `${VARIABLE}` may stand anywhere.

import { type Span, spanOf } from '../../../text/span.ts';
import { isCommit, type Specifier } from '../specifier.ts';

/** Reads `text` from `start` on; spans are offsets of `text`. */
export function pipUrl(text: string, start: number): Specifier {
  const hash = text.indexOf('#', start);
  const end = hash < 0 ? text.length : hash;
  const fragment = hash < 0 ? spanOf(end, end) : spanOf(hash + 1, text.length);
  const named = eggIn(text, fragment);
  const repository = /^(git|hg|svn|bzr)[+:]|^ssh:/i.exec(text.slice(start, start + 4));
  if (repository) {
    const ref = refIn(text, start, end);
    return {
      source: /^(?:git|ssh)/i.test(repository[0]) ? 'git' : 'url',
      url: spanOf(start, ref ? ref.start - 1 : end),
      ...(ref && { ref }),
      ...(named && { name: named }),
      pinned: ref !== undefined && isCommit(text.slice(ref.start, ref.end)),
    };
  }
  const isFile = /^file:/i.test(text.slice(start, start + 5));
  const hashed = /(?:^|&)(?:sha\d+|md5)=/i.test(text.slice(fragment.start, fragment.end));
  const wheel = wheelIn(text, start, end);
  const name = named ?? wheel?.name;
  return {
    source: isFile ? 'file' : 'url',
    url: spanOf(start, end),
    ...(name && { name }),
    ...(wheel && { version: wheel.version }),
    pinned: isFile || hashed || wheel !== undefined,
  };
}

/** `#egg=name[extra]&subdirectory=x` */
function eggIn(text: string, fragment: Span): Span | undefined {
  const egg = /(?:^|&)egg=([\w.-]+)/.exec(text.slice(fragment.start, fragment.end));
  if (!egg?.[1]) return undefined;
  const end = fragment.start + egg.index + egg[0].length;
  return spanOf(end - egg[1].length, end);
}

/** After the last `@` of the path; an `@` before the path belongs to the user's name. */
function refIn(text: string, start: number, end: number): Span | undefined {
  const authority = text.indexOf('//', start);
  const path = text.indexOf('/', authority < 0 ? start : authority + 2);
  const at = text.lastIndexOf('@', end - 1);
  return path >= 0 && at > path && at + 1 < end ? spanOf(at + 1, end) : undefined;
}

/** `name-1.0-py3-none-any.whl`, as PEP 427 lays wheel names out. */
function wheelIn(text: string, start: number, end: number): { name: Span; version: Span } | undefined {
  if (!/\.whl$/i.test(text.slice(Math.max(start, end - 4), end))) return undefined;
  const from = Math.max(start, text.lastIndexOf('/', end - 1) + 1);
  const nameEnd = text.indexOf('-', from);
  const versionEnd = text.indexOf('-', nameEnd + 1);
  if (nameEnd < 0 || versionEnd < 0 || versionEnd > end) return undefined;
  return { name: spanOf(from, nameEnd), version: spanOf(nameEnd + 1, versionEnd) };
}
