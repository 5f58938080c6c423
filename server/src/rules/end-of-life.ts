// `endOfLife: { in: image }` of the rule language: what the facts know of an image on the day of the analysis, as a map whose values stand
// on the characters of the tag, or of the repository where they speak of the image as a whole. With `product: amazon-eks` the same of a
// version of a service. rules/README.md lists the entries.

import type { ImageFacts } from '../checks/image-facts.ts';
import { type ImageLifecycle, imageLifecycle, type Life, lifeOf, type Retired } from '../checks/image-lifecycle.ts';
import { type ImagePart, parseImage } from '../model/image.ts';
import type { Place } from '../model/place.ts';
import { type Entry, hole, type MapValue, placeInString, type StringValue, type Value } from '../model/value.ts';

/** An image of a configuration with what is known of it. */
export interface KnownImage extends ImageLifecycle {
  /** Without the registry and `library/`: `node`. */
  readonly name: string;
  /** The last part of the repository. */
  readonly nameAt: Value;
  readonly tagAt: Value | undefined;
  /** Name and tag, where both are written as they are and no digest makes them a mere note. */
  readonly written: Place | undefined;
}

/** `image` is the map of its parts or the whole as a text. Undefined where nothing is known of it. */
export function knownImage(image: Value, facts: ImageFacts, today: string): KnownImage | undefined {
  const { registry, repository, name, tag, digest } = partsOf(image);
  if (!registry || !repository) return undefined;
  const [registryText, repositoryText, tagText] = [registry, repository, tag].map((one) => one && knownText(one));
  if (registryText === undefined || repositoryText === undefined || (tag && tagText === undefined)) return undefined;
  const known = imageLifecycle({ registry: registryText, repository: repositoryText, tag: tagText }, facts, today);
  if (!known) return undefined;
  const isLiteral = name !== undefined && tag !== undefined && isWritten(name) && isWritten(tag) && !digest;
  return {
    ...known,
    name: repositoryText.replace(/^library\//, ''),
    nameAt: name ?? repository,
    tagAt: tag,
    written: isLiteral ? { ...registry.place, end: tag.place.end } : undefined,
  };
}

/** What is said of a release. */
type ToldLife = Omit<Life, 'security'>;

/** The map that rules ask of an image, where something is known of it. */
export type LifecycleOf = (image: Value, today: string) => MapValue | undefined;

/** Several rules ask of each image, so the answer is kept as long as the image. */
export function lifecyclesFrom(facts: () => ImageFacts): LifecycleOf {
  const answers = new WeakMap<Value, { readonly today: string; readonly lifecycle: MapValue | undefined }>();
  return (image, today) => {
    const answer = answers.get(image);
    if (answer?.today === today) return answer.lifecycle;
    const lifecycle = lifecycleOf(image, facts(), today);
    answers.set(image, { today, lifecycle });
    return lifecycle;
  };
}

function lifecycleOf(image: Value, facts: ImageFacts, today: string): MapValue | undefined {
  const known = knownImage(image, facts, today);
  if (!known) return undefined;
  const { runtime, distribution, retired, written, nameAt } = known;
  const tagAt = known.tagAt ?? nameAt;
  const overdue = [runtime, distribution].find((life) => life?.overdue);
  const nearest = written && overdue ? known.nearest() : undefined;
  const builtAs = written && !overdue ? known.builtAs() : undefined;
  return mapAt(nameAt, {
    runtime: runtime && lifeAt(runtime, tagAt),
    distribution: distribution && lifeAt(distribution, tagAt),
    overdue: overdue && lifeAt(overdue, tagAt),
    retired: retired && retiredAt(retired, known),
    nearest: nearest === undefined ? undefined : textAt(nearest, tagAt),
    builtAs: builtAs === undefined ? undefined : textAt(builtAs, tagAt),
    replacement:
      written && retired?.replacement ? { ...textAt(retired.replacement, tagAt), place: written } : undefined,
  });
}

/** What rules ask of the version of a service; its values stand on the version. */
export function versionLife(version: Value, product: string, facts: ImageFacts, today: string): MapValue | undefined {
  const text = version.kind === 'number' ? String(version.value) : knownText(version);
  const life = text === undefined ? undefined : lifeOf(product, withoutBuild(text), facts, today);
  return life && lifeAt(life, version);
}

/** GKE names the build of a version behind it: `1.27.16-gke.2440000`. */
const withoutBuild = (version: string): string => version.replace(/-gke\..*$/, '');

/** `has had no security fixes since 2025-04-30`. */
export function stateOf({ end, ended, atLatest, extended }: Omit<ToldLife, 'name' | 'overdue'>): string {
  if (end === true) return 'gets no security fixes any more';
  if (end === false) return 'gets security fixes, and no end is announced';
  if (!ended) return `gets security fixes until ${end}`;
  if (extended) return `left standard support on ${end} and costs extra until ${extended}`;
  return `has had no security fixes since ${end}${atLatest ? ' at the latest' : ''}`;
}

/** `The official image openjdk is retired and has had no updates since 2022-07-31.` */
export const retiredText = (retired: Retired, name: string): string =>
  `The official image \`${name}\` is retired and ${retiredState(retired)}${adviceOf(retired)}.`;

const retiredState = ({ since }: Retired): string =>
  since ? `has had no updates since ${since}` : 'gets no updates any more';

const adviceOf = ({ instead }: Retired): string => (instead ? `: \`${instead}\` takes its place` : '');

type Parts = Readonly<Partial<Record<'registry' | 'repository' | 'name' | 'tag' | 'digest', Value>>>;

function partsOf(image: Value): Parts {
  if (image.kind === 'string') return partsOfText(image);
  if (image.kind !== 'map' || image.open) return {};
  const part = (name: string): Value | undefined => image.entries.get(name)?.value;
  const [registry, repository, name, tag, digest] = ['registry', 'repository', 'name', 'tag', 'digest'].map(part);
  return given({ registry, repository, name, tag, digest });
}

function partsOfText(image: StringValue): Parts {
  const parsed = parseImage(image.value);
  const part = (one: ImagePart | undefined): Value | undefined =>
    one && { ...image, value: one.text, place: placeInString(image, one.span.start, one.span.end), pieces: [] };
  if (!parsed) return {};
  const { registry, repository, name, tag, digest } = parsed;
  return given({
    registry: part(registry),
    repository: part(repository),
    name: part(name),
    tag: part(tag),
    digest: part(digest),
  });
}

function given(parts: Readonly<Record<keyof Parts, Value | undefined>>): Parts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

const knownText = (value: Value): string | undefined =>
  value.kind === 'string' && !value.value.includes(hole) ? value.value : undefined;

/** Does it stand there as it is, and not by a variable? */
const isWritten = (value: Value): boolean =>
  value.kind === 'string' && !value.trail?.length && value.place.end - value.place.start === value.value.length;

/** A release as rules ask of it. */
export function lifeAt(life: ToldLife, at: Value): MapValue {
  return mapAt(at, {
    name: textAt(life.name, at),
    state: textAt(stateOf(life), at),
    overdue: { ...standing(at), kind: 'boolean', value: life.overdue },
  });
}

function retiredAt(retired: Retired, { name, nameAt }: KnownImage): MapValue {
  return mapAt(nameAt, {
    name: textAt(name, nameAt),
    state: textAt(retiredState(retired), nameAt),
    advice: textAt(adviceOf(retired), nameAt),
  });
}

export const textAt = (value: string, at: Value): StringValue => ({
  ...standing(at),
  kind: 'string',
  value,
  pieces: [],
});

export function mapAt(at: Value, fields: Readonly<Record<string, Value | undefined>>): MapValue {
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(fields)) {
    if (value) entries.set(name, { key: at.place, value, place: value.place });
  }
  return { ...standing(at), kind: 'map', entries, header: at.place };
}

/** What a finding tells of where the value came from. */
const standing = ({ place, trail }: Value): Pick<Value, 'place' | 'trail'> => ({ place, ...(trail && { trail }) });
