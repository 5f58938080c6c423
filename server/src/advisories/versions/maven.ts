// The order of Maven (https://maven.apache.org/pom.html#version-order-specification): tokens between dots, hyphens and changes from digits
// to letters; tokens that mean nothing are trimmed at the end, before hyphens and before qualifiers; the shorter version is filled up.

import { compareText } from '../../text/order.ts';
import { compareDigits, isDigits, type VersionOrder } from './order.ts';

interface Token {
  readonly separator: '.' | '-';
  /** Digits, or a qualifier in lower case. */
  readonly text: string;
}

export const maven: VersionOrder = {
  isVersion: (text) => text.trim() !== '',
  compare(a, b) {
    const [left, right] = [tokensOf(a), tokensOf(b)];
    for (let i = 0; i < Math.max(left.length, right.length); i++) {
      const difference = compareTokens(left[i] ?? filling(right[i]!), right[i] ?? filling(left[i]!));
      if (difference !== 0) return difference;
    }
    return 0;
  },
  stageOf: (version) => (tokensOf(version).some(isBeforeRelease) ? 'before' : 'release'),
  major: (version) => /^\d+/.exec(version.trim())?.[0],
};

/** In their order; what is not among them comes after all of them. */
const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const release = qualifiers.indexOf('');
const isKnown = (text: string): boolean => qualifiers.includes(text);
const isBeforeRelease = ({ text }: Token): boolean => isKnown(text) && qualifiers.indexOf(text) < release;

const synonyms: Readonly<Record<string, string>> = { cr: 'rc', ga: '', final: '', release: '' };
/** Only when a number follows at once. */
const letters: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', m: 'milestone' };

function tokensOf(version: string): Token[] {
  const tokens: Token[] = [];
  // An empty token, as in `1..2`, is a zero.
  for (const { 1: separator, 2: text = '', index, 0: all } of version.trim().toLowerCase().matchAll(token)) {
    const next = version[index + all.length] ?? '';
    tokens.push({ separator: separator === '.' ? '.' : '-', text: meaningOf(text || '0', isDigits(next)) });
  }
  return trimmed(tokens);
}

const token = /(^|[.-]|(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d))(\d+|[^\d.-]+|(?=[.-]|$))/g;

const meaningOf = (text: string, beforeDigit: boolean): string =>
  (beforeDigit ? letters[text] : undefined) ?? synonyms[text] ?? text;

const isNull = ({ text }: Token): boolean => text === '' || /^0+$/.test(text);

function trimmed(tokens: readonly Token[]): Token[] {
  const kept = [...tokens];
  for (let i = kept.length - 1; i > 0; i--) {
    if (isNull(kept[i]!)) kept.splice(i, 1);
    else while (i > 0 && !isBoundary(kept[i]!)) i--;
  }
  return kept;
}

/** Zeros before it mean nothing: 1.0.0-RC is 1-RC and, since Maven 3.9, 1.0.0.RC is the same. */
const isBoundary = ({ separator, text }: Token): boolean => separator === '-' || !isDigits(text);

/** What means nothing beside the token: a zero beside `.1`, the release beside a qualifier and `-1`. */
const filling = ({ separator, text }: Token): Token => ({
  separator,
  text: separator === '.' && isDigits(text) ? '0' : '',
});

function compareTokens(a: Token, b: Token): number {
  const difference = kindOf(a) - kindOf(b);
  if (difference !== 0) return difference;
  return isDigits(a.text) ? compareDigits(a.text, b.text) : compareQualifiers(a.text, b.text);
}

/** Qualifiers come before `-1`, and that before `.1`. */
const kindOf = ({ separator, text }: Token): number => (!isDigits(text) ? 0 : separator === '-' ? 1 : 2);

function compareQualifiers(a: string, b: string): number {
  const rank = (text: string): number => (isKnown(text) ? qualifiers.indexOf(text) : qualifiers.length);
  return rank(a) - rank(b) || (isKnown(a) ? 0 : compareText(a, b));
}
