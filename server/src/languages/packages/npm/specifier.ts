// The right side of a dependency in package.json, told apart in npm's own order (npm-package-arg, hosted-git-info), with the
// protocols that pnpm and yarn add: workspace:, link:, portal:, catalog:, patch:.

import { valid, validRange } from 'semver';
import { type Span, spanOf } from '../../../text/span.ts';
import { isCommit, type Specifier } from '../specifier.ts';

export function npmSpecifier(text: string): Specifier {
  const scheme = /^([a-z]+):/i.exec(text)?.[1]?.toLowerCase();
  const afterScheme = spanOf((scheme?.length ?? 0) + 1, text.length);
  switch (scheme) {
    case 'npm':
      return alias(text, afterScheme);
    case 'jsr':
      // Another registry with names of its own, which must not be taken for npm's.
      return {
        source: 'registry',
        pinned: alias(text, afterScheme).pinned,
        unknown: 'the package comes from JSR, not npm',
      };
    case 'workspace':
      return { source: 'workspace', version: afterScheme, pinned: true };
    case 'catalog':
      return { source: 'registry', pinned: undefined, catalog: text.slice(afterScheme.start).trim() || 'default' };
    case 'patch':
      return { source: 'registry', pinned: undefined, unknown: 'the version stands in a patch' };
    case 'file':
    case 'link':
    case 'portal':
      return localPath(text);
  }
  if (/^(?:\.|~\/|[/\\]|[a-z]:[\\/])/i.test(text)) return localPath(text);
  if (isGit(text)) return git(text);
  if (/^https?:/i.test(text)) return { source: 'url', url: whole(text), pinned: false };
  if (text.includes('/') || /\.(?:tgz|tar\.gz|tar)$/i.test(text)) return localPath(text);
  return registry(text, whole(text));
}

const whole = (text: string): Span => spanOf(0, text.length);

/** `npm:lodash@^4`; yarn also writes `npm:^4`, which renames nothing. */
function alias(text: string, { start, end }: Span): Specifier {
  const rest = text.slice(start, end);
  const at = rest.indexOf('@', 1);
  if (at < 0 && validRange(rest, true) !== null) return registry(text, spanOf(start, end));
  if (at < 0) return { source: 'alias', name: spanOf(start, end), pinned: false };
  return { ...registry(text, spanOf(start + at + 1, end)), source: 'alias', name: spanOf(start, start + at) };
}

function registry(text: string, version: Span): Specifier {
  return { source: 'registry', version, pinned: valid(text.slice(version.start, version.end).trim(), true) !== null };
}

// What lies in the checkout is versioned with it.
const localPath = (text: string): Specifier => ({ source: 'file', url: whole(text), pinned: true });

function isGit(text: string): boolean {
  return (
    /^(?:git|ssh|git\+[a-z]+):/i.test(text) ||
    /^(?:github|gitlab|bitbucket|gist|sourcehut):/i.test(text) ||
    // git@host.example:user/project, as scp writes it.
    /^[^@/]+@[^:./]+\.[^:/]+:[^:]/.test(text) ||
    // A repository of a host that npm knows, or of any by its ending; an archive below one is a plain URL.
    /^https?:\/\/(?:[^@/]*@)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)\/[^/#]+\/[^/#]+(?:#|$)/i.test(text) ||
    /^https?:\/\/[^#]+\.git(?:#|$)/i.test(text) ||
    // user/project is GitHub's.
    /^[^@:/\s#.][^@:/\s#]*\/[^@:/\s#]+(?:#|$)/.test(text)
  );
}

function git(text: string): Specifier {
  const hash = text.indexOf('#');
  if (hash < 0) return { source: 'git', url: whole(text), pinned: false };
  const ref = spanOf(hash + 1, text.length);
  return { source: 'git', url: spanOf(0, hash), ref, pinned: isCommit(text.slice(ref.start)) };
}
