// The options of a requirements file: `-r other.txt`, `--index-url=https://…`, `--hash=sha256:…`. pip splits them as a shell does and
// reads them with optparse, so a value may follow after `=`, after white space, or right after a short option, and a long option
// may be shortened as long as it is clear.

import { type Span, spanOf } from '../../../text/span.ts';

export interface Option {
  /** The long form, whichever is written. */
  readonly name: string;
  readonly place: Span;
  /** Only the option's own name as written. */
  readonly header: Span;
  /** Inside the quotes where there are any; absent for an option that takes none. */
  readonly value?: Span;
}

export interface Options {
  readonly options: readonly Option[];
  /** The first thing that is wrong. */
  readonly problem?: { readonly span: Span; readonly message: string };
}

// As of pip 26; `--global-option` and `--install-option` were taken by older ones.
const withValue = [
  '--index-url',
  '--pypi-url',
  '--extra-index-url',
  '--constraint',
  '--requirement',
  '--editable',
  '--find-links',
  '--no-binary',
  '--only-binary',
  '--all-releases',
  '--only-final',
  '--trusted-host',
  '--use-feature',
  '--hash',
  '--config-settings',
  '--global-option',
  '--install-option',
];
const withoutValue = ['--no-index', '--prefer-binary', '--require-hashes', '--no-require-hashes', '--pre'];
const short: Readonly<Record<string, string>> = {
  '-i': '--index-url',
  '-c': '--constraint',
  '-r': '--requirement',
  '-e': '--editable',
  '-f': '--find-links',
  '-C': '--config-settings',
};

/** Where the options begin: at the first word with a dash. The length of the text where there are none. */
export function optionsStart(text: string): number {
  if (text.startsWith('-')) return 0;
  const at = text.search(/\s-/);
  return at < 0 ? text.length : at + 1;
}

/** Reads `text` from `start` on; spans are offsets of `text`. */
export function readOptions(text: string, start: number): Options {
  const options: Option[] = [];
  const { words, unclosed } = wordsOf(text, start);
  let problem = unclosed && { span: unclosed, message: 'this quote is not closed' };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const { header, attached } = split(text, word);
    const written = text.slice(header.start, header.end);
    // Words between options are passed over, as pip does.
    if (!written.startsWith('-')) continue;
    const name = nameOf(written);
    if (!name) {
      problem ??= { span: header, message: `\`${written}\` is not an option of requirements files` };
      continue;
    }
    if (withoutValue.includes(name)) {
      options.push({ name, place: word, header });
      continue;
    }
    const value = attached ?? words[++i];
    if (value) options.push({ name, place: spanOf(word.start, value.end), header, value: unquoted(text, value) });
    else problem ??= { span: header, message: `\`${written}\` needs a value` };
  }
  return { options, ...(problem && { problem }) };
}

/** Words end at white space outside of quotes. */
function wordsOf(text: string, start: number): { words: Span[]; unclosed?: Span } {
  const words: Span[] = [];
  let at = start;
  while (at < text.length) {
    while (isSpace(text, at)) at++;
    const from = at;
    while (at < text.length && !isSpace(text, at)) {
      const char = text[at];
      if (char === '"' || char === "'") {
        const close = text.indexOf(char, at + 1);
        if (close < 0) return { words, unclosed: spanOf(at, text.length) };
        at = close + 1;
      } else at += 1;
    }
    if (at > from) words.push(spanOf(from, at));
  }
  return { words };
}

const isSpace = (text: string, at: number): boolean => text[at] === ' ' || text[at] === '\t';

/** `--name=value` and `-rvalue` hold their value; `--name` and `-r` do not. */
function split(text: string, word: Span): { header: Span; attached?: Span } {
  if (text.startsWith('--', word.start)) {
    const equals = text.indexOf('=', word.start);
    if (equals < 0 || equals >= word.end) return { header: word };
    return { header: spanOf(word.start, equals), attached: spanOf(equals + 1, word.end) };
  }
  if (word.end - word.start <= 2 || text[word.start] !== '-') return { header: word };
  return { header: spanOf(word.start, word.start + 2), attached: spanOf(word.start + 2, word.end) };
}

function nameOf(written: string): string | undefined {
  if (!written.startsWith('--')) return short[written];
  const all = [...withValue, ...withoutValue];
  const begun = all.filter((name) => name.startsWith(written));
  const name = all.includes(written) ? written : begun.length === 1 ? begun[0] : undefined;
  return name === '--pypi-url' ? '--index-url' : name;
}

function unquoted(text: string, { start, end }: Span): Span {
  const quote = text[start];
  const quoted = end - start >= 2 && (quote === '"' || quote === "'") && text[end - 1] === quote;
  return quoted ? spanOf(start + 1, end - 1) : spanOf(start, end);
}
