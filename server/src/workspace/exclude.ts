// Which files of a root are left out: folders that hold other people's files or a tool's own, and what `exclude` says.
// .gitignore is not asked: what it hides, such as terraform.tfvars with its secrets, is what a security tool must see.

import { escape as literally, Minimatch } from 'minimatch';

/** Copies that tools make of what others maintain; the first level below which nothing is read. */
export const skippedFolders: readonly string[] = [
  '.git',
  '.hg',
  '.svn',
  '.terraform',
  '.terragrunt-cache',
  '.venv',
  'node_modules',
];

const options = { dot: true, nocomment: true, nonegate: true };

/** Asks of a path relative to the root, folders with a trailing `/`. */
export type Excluded = (path: string) => boolean;

/**
 * Globs as in .gitignore: one without a slash means files and folders of that name at any depth, and a folder means everything
 * below it.
 */
export function excludedBy(patterns: readonly string[]): Excluded {
  const matchers = patterns.flatMap((pattern) => globsOf(pattern).map((glob) => new Minimatch(glob, options)));
  return (path) => matchers.some((matcher) => matcher.match(path.replace(/\/$/, '')));
}

function globsOf(pattern: string): readonly string[] {
  const glob = isAnchored(pattern) ? bare(pattern) : `**/${bare(pattern)}`;
  return [glob, `${glob}/**`];
}

const isAnchored = (pattern: string): boolean => pattern.replace(/\/$/, '').includes('/');
const bare = (pattern: string): string => pattern.replace(/^\.?\//, '').replace(/\/(?:\*\*)?$/, '');

/** The same pattern, said from the folder above; `below` is the path from there to the pattern's own, with a trailing `/`. */
export const fromAbove = (pattern: string, below: string): string =>
  `/${literally(below)}${isAnchored(pattern) ? '' : '**/'}${bare(pattern)}`;

/** The same pattern, said from the folder below, at `below`; undefined where it speaks of nothing there. */
export function fromBelow(pattern: string, below: string): string | undefined {
  if (!isAnchored(pattern)) return pattern;
  const steps = bare(pattern).split('/');
  for (const folder of below.split('/').filter((step) => step !== '')) {
    const step = steps[0];
    if (step === '**') break;
    if (step === undefined || !new Minimatch(step, options).match(folder)) return undefined;
    steps.shift();
  }
  // Who names a folder wants it read, even if it is excluded as a part of another.
  return steps.length === 0 ? undefined : `/${steps.join('/')}`;
}
