// Finds the tags of an image that are built and supported and have the same flavour: `3.6-slim-stretch` is `3.11-slim-bookworm` by now. The
// version becomes the nearest supported one that is as exact, the distribution stays while it lives and becomes its successor then.

import { compareNumbers, type ImageFacts, isSupported, numbersOf, type Release, startsWith } from './image-facts.ts';
import { type ImageTag, type NamedDistribution, releaseOf, releasesOf } from './image-tag.ts';

/** The nearest first. What is not supported on `day` any more is left out, and so is what the facts do not list as built. */
export function supportedTags(repository: string, tag: ImageTag, facts: ImageFacts, day: string): readonly string[] {
  const built = builtTags(repository, facts);
  if (built.size === 0) return [];
  const releases = releasesOf(facts.images[repository], facts);
  const flavours = flavoursOf(tag, facts, day);
  const isUntagged = tag.head === '' && tag.words.length === 0;
  const heads = isUntagged ? releaseHeads(releases, built, day) : headsOf(tag.head, releases, built, day);
  const found = heads.flatMap((head) => {
    const tags = flavours.map((words) => [...(head ? [head] : []), ...words].join('-'));
    return tags.find((one) => isBuilt(one, built)) ?? [];
  });
  return [...new Set(found)];
}

/**
 * Where the tag names a distribution that its version is built on no more: the tag of the same version and flavour on the next release that
 * it is built on. Undefined where an older release is still built, since the facts then do not tell why this one is not.
 */
export function builtAs(repository: string, tag: ImageTag, facts: ImageFacts): string | undefined {
  const { head, words, distribution } = tag;
  const built = builtTags(repository, facts);
  const known = built.get(head === '' ? '_' : head);
  if (!distribution || !known || known.has(words.join('-'))) return undefined;
  const releases = releasesOf(distribution.product, facts);
  const at = releases.indexOf(distribution.release);
  const onRelease = (release: Release): readonly string[] =>
    nameOf(release, distribution)
      .map((name) => onDistribution(tag, distribution, name).join('-'))
      .filter((flavour) => known.has(flavour));
  if (releases.slice(0, at).some((release) => onRelease(release).length > 0)) return undefined;
  const [next] = releases.slice(at + 1).flatMap(onRelease);
  return next === undefined ? undefined : [...(head ? [head] : []), next].join('-');
}

/** The image that takes another's place, in the same version and as much of the flavour as it has; undefined where it has no such tag. */
export function replacement(instead: string, tag: ImageTag, facts: ImageFacts, day: string): string | undefined {
  const repository = `library/${instead}`;
  const release = releaseOf(tag.head, releasesOf(facts.images[repository], facts));
  if (!release || !isSupported(release, day) || tag.words.some((word) => otherPlatforms.test(word))) return undefined;
  const flavours = [...(builtTags(repository, facts).get(release[0]) ?? [])]
    .map((flavour) => (flavour === '_' ? [] : flavour.split('-')))
    .filter((words) => words.every((word) => tag.words.includes(word)))
    .sort((a, b) => b.length - a.length);
  return flavours[0] && `${instead}:${[release[0], ...flavours[0]].join('-')}`;
}

// Windows, and another virtual machine with flags of its own.
const otherPlatforms = /^(?:windowsservercore|nanoserver|openj9)/;

/** Version to flavours; `_` is nothing. */
type Built = ReadonlyMap<string, ReadonlySet<string>>;

function builtTags(repository: string, facts: ImageFacts): Built {
  return new Map(
    (facts.tags[repository] ?? []).flatMap(([versions, flavours]) => {
      const set = new Set(flavours.split(' '));
      return versions.split(' ').map((version) => [version, set] as const);
    }),
  );
}

function isBuilt(tag: string, built: Built): boolean {
  const [head = '', ...words] = tag.split('-');
  return (
    (built.get(head)?.has(words.length > 0 ? words.join('-') : '_') ?? false) || (built.get('_')?.has(tag) ?? false)
  );
}

/** What may name the version, from the one in hand on; nothing where the tag names none. */
function headsOf(head: string, releases: readonly Release[], built: Built, day: string): readonly string[] {
  if (head === '') return [''];
  const own = releaseOf(head, releases);
  const numbers = numbersOf(head);
  const supported = releases.filter((release) => isSupported(release, day));
  if (!numbers) {
    const from = own ? releases.indexOf(own) : releases.length;
    const isCodename = own?.[2]?.codename === head;
    return supported
      .filter((release) => releases.indexOf(release) >= from)
      .flatMap(([version, , details]) => (isCodename ? (details?.codename ?? []) : version));
  }
  const later = (text: string): boolean => {
    const others = numbersOf(text) ?? [];
    return startsWith(numbers, others) || compareNumbers(others, numbers) > 0;
  };
  // `python:3` is as exact as `python:4` would be; there is no end to what it moves along with.
  const isPartial = !own && releases.some(([version]) => startsWith(numbersOf(version) ?? [], numbers));
  if (isPartial)
    return [...built.keys()]
      .filter((version) => numbersOf(version)?.length === numbers.length && later(version))
      .sort(byVersion);
  return releaseHeads(
    releases.filter(([version]) => later(version)),
    built,
    day,
  );
}

/** A release by its own tag, or where it has none by that of its last version. */
function releaseHeads(releases: readonly Release[], built: Built, day: string): readonly string[] {
  return releases
    .filter((release) => isSupported(release, day))
    .flatMap(([version]) =>
      built.has(version) ? version : ([...built.keys()].find((one) => one.startsWith(`${version}.`)) ?? []),
    );
}

const byVersion = (a: string, b: string): number => compareNumbers(numbersOf(a) ?? [], numbersOf(b) ?? []);

/** The words behind the version, with the distribution that is in the tag or one that follows it. */
function flavoursOf(tag: ImageTag, facts: ImageFacts, day: string): readonly (readonly string[])[] {
  const { words, distribution } = tag;
  if (!distribution) return [words];
  const { product, release, prefix } = distribution;
  const releases = releasesOf(product, facts);
  const names = releases
    .slice(releases.indexOf(release))
    .filter((one) => isSupported(one, day))
    .flatMap((one) => nameOf(one, distribution));
  // `alpine` alone is the newest.
  return [...names, ...(prefix ? [prefix.replace(/-$/, '')] : [])].map((name) =>
    onDistribution(tag, distribution, name),
  );
}

/** The words behind the version, with another name for the distribution. */
const onDistribution = ({ words }: ImageTag, { at, count }: NamedDistribution, name: string): readonly string[] => [
  ...words.slice(0, at),
  name,
  ...words.slice(at + count),
];

function nameOf([version, , details]: Release, { prefix }: NamedDistribution): readonly string[] {
  if (prefix !== undefined) return [`${prefix}${version}`];
  return details?.codename === undefined ? [] : [details.codename];
}
