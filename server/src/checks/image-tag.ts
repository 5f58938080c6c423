// Reads what the tag of an image says: `3.13-slim-buster` is version 3.13 in the flavour slim on Debian 10. Which words name versions
// and distributions is told by the facts; a word that they do not know is a flavour.

import { type ImageFacts, numbersOf, type Release, startsWith } from './image-facts.ts';

export interface ImageTag {
  /** What names the version: a number, a codename, or nothing. */
  readonly head: string;
  /** What follows it, without days such as `20230411`. */
  readonly words: readonly string[];
  /** The distribution that one or two of the words name. */
  readonly distribution?: NamedDistribution;
}

export interface NamedDistribution {
  readonly product: string;
  readonly release: Release;
  /** Among the words. */
  readonly at: number;
  readonly count: number;
  /** What stands before the version, such as `alpine` or `alpine-`; undefined for a codename. */
  readonly prefix?: string;
}

export function readTag(text: string | undefined, product: string | undefined, facts: ImageFacts): ImageTag {
  const all = text ? text.split('-') : [];
  const [first = ''] = all;
  const isHead = numbersOf(first) !== undefined || releasesOf(product, facts).some((one) => isNamed(one, first));
  const words = (isHead ? all.slice(1) : all).filter((word) => !/^\d{8}(?:\.\d+)?$/.test(word));
  const distribution = distributionIn(words, facts);
  return { head: isHead ? first : '', words, ...(distribution && { distribution }) };
}

export const releasesOf = (product: string | undefined, facts: ImageFacts): readonly Release[] =>
  (product && facts.products[product]?.[1]) || [];

export const isNamed = ([version, , details]: Release, name: string): boolean =>
  name === version || (details?.codename !== undefined && name === details.codename);

/** The release that a version belongs to: the most exact that it begins with. */
export function releaseOf(head: string, releases: readonly Release[]): Release | undefined {
  const named = releases.find((release) => isNamed(release, head));
  const numbers = named ? undefined : numbersOf(head);
  if (!numbers) return named;
  return releases
    .filter(([version]) => startsWith(numbers, numbersOf(version) ?? [-1]))
    .sort(([a], [b]) => b.length - a.length)[0];
}

function distributionIn(words: readonly string[], facts: ImageFacts): NamedDistribution | undefined {
  for (const [at, word] of words.entries()) {
    const named = byCodename(word, at, facts) ?? byVersion(word, words[at + 1], at, facts);
    if (named) return named;
  }
  return undefined;
}

function byCodename(word: string, at: number, facts: ImageFacts): NamedDistribution | undefined {
  const product = facts.codenames[word];
  const release = releasesOf(product, facts).find((one) => isNamed(one, word));
  return product && release ? { product, release, at, count: 1 } : undefined;
}

/** `alpine3.12`, `centos7`, `debian-11`. */
function byVersion(
  word: string,
  next: string | undefined,
  at: number,
  facts: ImageFacts,
): NamedDistribution | undefined {
  const [, name = '', joined = ''] = /^([a-z]+)(\d[\d.]*)?$/.exec(word) ?? [];
  const version = joined || (next !== undefined && /^\d[\d.]*$/.test(next) ? next : '');
  const product = facts.tagNames[name];
  if (!product || !version) return undefined;
  const release = releaseOf(version, releasesOf(product, facts));
  if (!release) return undefined;
  return { product, release, at, count: joined ? 1 : 2, prefix: joined ? name : `${name}-` };
}
