// What is known of an image by its name and tag on a given day: which release of which product runs in it, on which distribution, until
// when both get fixes, and which tags of the same flavour are supported. What the facts do not know is not spoken of: a tag that is
// newer than they are, or that moves along with the releases, has never ended.

import {
  compareNumbers,
  type End,
  type ImageFacts,
  isOverdue,
  isSupported,
  numbersOf,
  type Release,
  repositoryIn,
  startsWith,
} from './image-facts.ts';
import { type ImageTag, readTag, releaseOf, releasesOf } from './image-tag.ts';
import { builtAs, replacement, supportedTags } from './supported-tags.ts';

export interface ImageLifecycle {
  /** The product of the image: its name at endoflife.date, and as one says it. */
  readonly product?: { readonly slug: string; readonly title: string };
  readonly runtime?: Life;
  readonly distribution?: Life;
  readonly retired?: Retired;
  /** The tag that is built in its place, where this one is built no more while its version and flavour are. */
  builtAs(): string | undefined;
  /** Tags of the same flavour that get fixes, from this version on; looked up when asked for. */
  supported(): readonly string[];
  /** The first of them that does so for half a year, or else the first. */
  nearest(): string | undefined;
}

export interface Life {
  /** `Node.js 18`, `Debian 10 (buster)`. */
  readonly name: string;
  /** The last day with fixes. */
  readonly end: End;
  /** The version is older than all that have a date; `end` is that of the next one. */
  readonly atLatest?: true;
  /** When the first team stopped, where others go on until `end`. */
  readonly security?: string;
  /** Until when those who pay for it get fixes after `end`. */
  readonly extended?: string;
  readonly ended: boolean;
  /** Has it ended long enough ago to warn of it? */
  readonly overdue: boolean;
}

export interface Retired {
  readonly since?: string;
  readonly instead?: string;
  /** The whole name of an image with which the same software goes on. */
  readonly replacement?: string;
}

/** As `parseImage` names the parts; all of them known. */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag?: string | undefined;
}

/** `today` is YYYY-MM-DD. Undefined where nothing is known of the image. */
export function imageLifecycle(image: ImageName, facts: ImageFacts, today: string): ImageLifecycle | undefined {
  const repository = repositoryIn(image.registry, image.repository);
  const product = facts.images[repository];
  if (!product && !facts.retired[repository] && !facts.tags[repository]) return undefined;
  const tag = readTag(image.tag, product, facts);
  const own = product && tag.head !== '' ? lifeOf(product, tag.head, facts, today) : undefined;
  const isDistribution = product !== undefined && facts.distributions.includes(product);
  const beneath = tag.distribution && lifeOfRelease(tag.distribution.product, tag.distribution.release, facts, today);
  const distribution = isDistribution ? own : beneath;
  const retired = retiredOf(repository, tag, facts, today);
  const supported = () => supportedTags(repository, tag, facts, today);
  const title = product && facts.products[product]?.[0];
  return {
    ...(product && title && { product: { slug: product, title } }),
    ...(own && !isDistribution && { runtime: own }),
    ...(distribution && { distribution }),
    ...(retired && { retired }),
    builtAs: () => builtAs(repository, tag, facts),
    supported,
    nearest: () => supportedTags(repository, tag, facts, halfAYearAfter(today))[0] ?? supported()[0],
  };
}

/** Of a version of a product, as one writes it. */
export function lifeOf(product: string, head: string, facts: ImageFacts, today: string): Life | undefined {
  const releases = releasesOf(product, facts);
  const release = releaseOf(head, releases);
  if (release) return lifeOfRelease(product, release, facts, today);
  const numbers = numbersOf(head);
  if (!numbers) return undefined;
  const name = `${facts.products[product]?.[0]} ${head.replace(/^v/, '')}`;
  const within = releases.filter(([version]) => startsWith(numbersOf(version) ?? [], numbers));
  if (within.length > 0) return lifeOfSeveral(name, within, releases, today);
  const next = nextOf(numbers, releases);
  return next && isOverdue(next, today)
    ? { name, end: next[1], atLatest: true, ended: true, overdue: true }
    : undefined;
}

function lifeOfRelease(product: string, release: Release, facts: ImageFacts, today: string): Life {
  const [version, end, details] = release;
  const codename = details?.codename ? ` (${details.codename})` : '';
  return {
    name: `${facts.products[product]?.[0]} ${version}${codename}`,
    end,
    ...(details?.security && { security: details.security }),
    ...(details?.extended && today <= details.extended && { extended: details.extended }),
    ended: !isSupported(release, today),
    overdue: isOverdue(release, today),
  };
}

/** `python:2`. As long as there is none after them the tag moves along with releases that nobody knows yet. */
function lifeOfSeveral(name: string, within: readonly Release[], releases: readonly Release[], today: string): Life {
  const isOver = within.every((one) => isOverdue(one, today)) && within.at(-1) !== releases.at(-1);
  const ends = within.map(([, end]) => end);
  const last = ends
    .filter((end) => typeof end === 'string')
    .sort()
    .at(-1);
  return { name, end: isOver ? (last ?? true) : false, ended: isOver, overdue: isOver };
}

/**
 * The facts list what was supported in the last years. A version that they do not list and that comes before all of them, or before
 * another of the same line, is no younger than that.
 */
function nextOf(numbers: readonly number[], releases: readonly Release[]): Release | undefined {
  const index = releases.findIndex(([version]) => compareNumbers(numbersOf(version) ?? [0], numbers) > 0);
  const next = releases[index];
  const isSameLine = next && numbersOf(next[0])?.[0] === numbers[0];
  return index === 0 || isSameLine ? next : undefined;
}

function retiredOf(repository: string, tag: ImageTag, facts: ImageFacts, today: string): Retired | undefined {
  const retirement = facts.retired[repository];
  if (!retirement) return undefined;
  const { since, instead, except } = retirement;
  if (except?.split(' ').some((word) => tag.words.includes(word))) return undefined;
  const other = instead && replacement(instead, tag, facts, halfAYearAfter(today));
  return { ...(since && { since }), ...(instead && { instead }), ...(other && { replacement: other }) };
}

const halfAYearAfter = (day: string): string => new Date(Date.parse(day) + 182 * 86_400_000).toISOString().slice(0, 10);

/** The first day on which something of the image ends or ended, with what it is. */
export function firstEnd({ runtime, distribution }: ImageLifecycle): (Life & { readonly end: string }) | undefined {
  const dated = [runtime, distribution].filter(
    (life): life is Life & { readonly end: string } => typeof life?.end === 'string',
  );
  return dated.sort((a, b) => (a.end < b.end ? -1 : 1))[0];
}
