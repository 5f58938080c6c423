// What the patterns of a .dockerignore leave out, as Docker reads them: the last pattern that matches a path or a folder around it
// decides, and `!` takes a path back in. github.com/moby/patternmatcher (patternmatcher.go, ignorefile/ignorefile.go).

/** `path` counts from the root of the build context: `.git`, `config/.env`. */
export function isLeftOut(path: string, patterns: readonly string[]): boolean {
  const steps = path.split('/');
  const around = steps.map((_, index) => steps.slice(0, index + 1).join('/'));
  let leftOut = false;
  for (const written of patterns) {
    const takesBack = written.startsWith('!');
    if (takesBack !== leftOut) continue;
    const pattern = cleaned(takesBack ? written.slice(1).trim() : written);
    const matches = matcherOf(pattern);
    if (matches && around.some((one) => matches.test(one))) leftOut = !takesBack;
  }
  return leftOut;
}

/** Without `.` and `..` steps and the slashes around, as Go's filepath.Clean has it. */
function cleaned(pattern: string): string {
  const steps: string[] = [];
  for (const step of pattern.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Undefined for a pattern that Docker refuses. */
function matcherOf(pattern: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (pattern.startsWith('**', at)) {
      at += pattern[at + 2] === '/' ? 2 : 1;
      source += at + 1 >= pattern.length ? '.*' : '(?:.*/)?';
    } else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '\\' && at + 1 < pattern.length) source += literally(pattern[++at] ?? '');
    else if (character === '[' || character === ']') source += character;
    else source += literally(character);
  }
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return undefined;
  }
}

const literally = (character: string): string => character.replace(/[.*+?${}()|\\/]/g, '\\$&');
