// Regular expressions in RE2's syntax, run by JavaScript's engine. RE2 takes time linear in the text; JavaScript's may not, so
// patterns that could take forever are refused.
// https://developer.hashicorp.com/terraform/language/functions/regex

import { CallError, type Plain } from './define.ts';

const longestText = 20_000;

/** `flags` are JavaScript's. */
export function compiled(pattern: string, flags: string): RegExp {
  // A repetition of something that repeats, or of alternatives that repeat, backtracks exponentially.
  if (/\((?:[^()\\]|\\.)*[+*}](?:[^()\\]|\\.)*\)[+*{]/.test(pattern) || /\(\(.*[+*].*\)\)?[+*{]/.test(pattern)) {
    throw new CallError('the pattern repeats a repetition');
  }
  const inline = /^\(\?([imsU]+)\)/.exec(pattern);
  const own = [...(inline?.[1] ?? '')].filter((flag) => 'ims'.includes(flag)).join('');
  const body = pattern
    .slice(inline?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replace(/\\A/g, '^')
    .replace(/\\z/g, '$')
    .replace(/\[\[:(\w+):\]\]/g, (whole, name: string) => posix[name] ?? whole)
    .replace(/\[:(\w+):\]/g, (whole, name: string) => posix[name]?.slice(1, -1) ?? whole);
  try {
    return new RegExp(body, `${flags}${own}u`);
  } catch {
    try {
      // RE2 allows escapes of characters that need none, JavaScript only without `u`.
      return new RegExp(body, `${flags}${own}`);
    } catch {
      throw new CallError('the pattern is not valid');
    }
  }
}

const posix: Readonly<Record<string, string>> = {
  alnum: '[0-9A-Za-z]',
  alpha: '[A-Za-z]',
  digit: '[0-9]',
  lower: '[a-z]',
  punct: '[!-\\/:-@\\[-`{-~]',
  space: '[\\t\\n\\v\\f\\r ]',
  upper: '[A-Z]',
  word: '[0-9A-Za-z_]',
  xdigit: '[0-9A-Fa-f]',
};

/** Each match as Terraform gives it: the text, a list of its groups, or an object of its named groups. */
export function matchesIn(pattern: string, value: string, most: number): Plain[] {
  if (value.length > longestText) throw new CallError('the text is too long');
  const found: Plain[] = [];
  for (const match of value.matchAll(compiled(pattern, 'g'))) {
    if (found.length >= most) break;
    const groups = match.slice(1).map((group) => group ?? null);
    if (match.groups)
      found.push(Object.fromEntries(Object.entries(match.groups).map(([name, group]) => [name, group ?? null])));
    else found.push(groups.length > 0 ? groups : match[0]);
  }
  return found;
}

/** `$1` and `${name}` stand for groups, as in Go's replacement templates. */
export function replacement(template: string): (...match: readonly unknown[]) => string {
  return (...match) => {
    const named = match.at(-1);
    const groups = typeof named === 'object' && named !== null ? (named as Record<string, string | undefined>) : {};
    return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
      const name = braced ?? bare;
      if (name === undefined) return whole === '$$' ? '$' : whole;
      return /^\d+$/.test(name) ? String(match[Number(name)] ?? '') : (groups[name] ?? '');
    });
  };
}
