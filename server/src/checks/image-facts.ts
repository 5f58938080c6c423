// The facts about images in rules/tables/image-lifecycles.json, which scripts/image-facts.mjs compiles: end-of-life dates of products
// (endoflife.date, MIT), the product of an image, tags that are still built and official images that are retired.

/** YYYY-MM-DD, the last day with fixes; `true`: it has ended, nobody says when; `false`: no end is announced. */
export type End = string | boolean;

export interface ReleaseDetails {
  /** Where others go on with the fixes, the day on which the first team stopped. */
  readonly security?: string;
  /** Until when those who pay for it get fixes after the end. */
  readonly extended?: string;
  /** How tags name it besides its version. */
  readonly codename?: string;
  /** It was made to live for less than half a year, until the next one is out. */
  readonly brief?: true;
}

export type Release = readonly [version: string, end: End, details?: ReleaseDetails];

export interface Retirement {
  /** The day after which there were no updates. */
  readonly since?: string;
  /** What takes its place, as one writes it. */
  readonly instead?: string;
  /** Words of tags that are built still. */
  readonly except?: string;
}

/** Images go by their repository, with its registry in front where that is not Docker Hub: `library/node`, `quay.io/argoproj/argocd`. */
export interface ImageFacts {
  /** The products that are what an image stands on rather than what runs in it. */
  readonly distributions: readonly string[];
  /** How tags name distributions before their version, such as `al` in `al2023`, to product. */
  readonly tagNames: Readonly<Record<string, string>>;
  /** Words of tags that name a release of a distribution, such as `buster`, to product. */
  readonly codenames: Readonly<Record<string, string>>;
  /** Releases from the oldest to the newest; of the services of clouds, too. */
  readonly products: Readonly<Record<string, readonly [title: string, releases: readonly Release[]]>>;
  readonly images: Readonly<Record<string, string>>;
  readonly retired: Readonly<Record<string, Retirement>>;
  /** Versions and flavours of the tags that are built, each pair of which is a tag; words between blanks, `_` for nothing. */
  readonly tags: Readonly<Record<string, readonly (readonly [versions: string, flavours: string])[]>>;
}

export const noImageFacts: ImageFacts = {
  distributions: [],
  tagNames: {},
  codenames: {},
  products: {},
  images: {},
  retired: {},
  tags: {},
};

const mirrors: Readonly<Record<string, string>> = {
  'docker.io': '',
  'registry-1.docker.io': '',
  'registry.hub.docker.com': '',
  'mirror.gcr.io': '',
  'public.ecr.aws': 'docker/',
};

/** The name of an image in the facts. Mirrors of Docker Hub hold the same images. */
export function repositoryIn(registry: string, repository: string): string {
  const prefix = mirrors[registry];
  return prefix !== undefined && repository.startsWith(prefix)
    ? repository.slice(prefix.length)
    : `${registry}/${repository}`;
}

/** `1.2.3` as numbers, with or without a `v`; what follows a `_`, `u` or `+` is a build of the same version. Undefined for anything else. */
export function numbersOf(text: string): readonly number[] | undefined {
  return /^v?(\d+(?:\.\d+)*)(?:[_u]\d+|\+.*)?$/.exec(text)?.[1]?.split('.').map(Number);
}

export function startsWith(numbers: readonly number[], beginning: readonly number[]): boolean {
  return beginning.length <= numbers.length && beginning.every((number, index) => number === numbers[index]);
}

export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** What is made to live for a few months goes on being used for some: only a year after its end it counts as left behind. */
export function isOverdue([, end, details]: Release, day: string): boolean {
  if (typeof end === 'boolean') return end;
  return day > (details?.brief ? `${Number(end.slice(0, 4)) + 1}${end.slice(4)}` : end);
}

/** Does it get fixes on that day? */
export const isSupported = ([, end]: Release, day: string): boolean => (typeof end === 'boolean' ? !end : day <= end);
