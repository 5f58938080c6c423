// Reads image references as Docker does, with the place of each part: `registry:5000/team/app:1.2@sha256:…`. The grammar and
// the defaults are those of github.com/distribution/reference (normalize.go, reference.go), but nothing is refused: half a
// reference is what stands in an editor most of the time. Text may hold `hole` characters, and whatever they may hide is one too.

import { type Span, spanOf } from '../text/span.ts';
import { hole } from './value.ts';

/** A part that is not there is undefined; one that may be there, because a hole can hide it, is a `hole`. */
export interface ImageReference {
  /** `docker.io` where none is written. */
  readonly registry: ImagePart;
  /** The whole path within the registry: `library/nginx`, `bitnami/redis`. */
  readonly repository: ImagePart;
  /** The last component of the repository: `nginx`, `redis`. */
  readonly name: ImagePart;
  readonly tag: ImagePart | undefined;
  /** With its algorithm: `sha256:…`. */
  readonly digest: ImagePart | undefined;
}

export interface ImagePart {
  readonly text: string;
  /** In the text of the reference. A registry that is not written has the repository's. */
  readonly span: Span;
}

const defaultRegistry = 'docker.io';

/** Undefined only for text without any character of a name. */
export function parseImage(text: string): ImageReference | undefined {
  const at = indexOr(text, '@', 0, text.length);
  const lastSlash = text.lastIndexOf('/', at - 1);
  const colon = Math.min(indexOr(text, ':', lastSlash + 1, text.length), at);
  if (at === 0 || colon <= lastSlash + 1) return undefined;
  const part = (start: number, end: number): ImagePart => ({ text: text.slice(start, end), span: spanOf(start, end) });
  // A hole at the end of what is written may hold `:tag`, `@digest` or both; one that a `/` or `:` follows may not.
  const hidden = (start: number, end: number): ImagePart | undefined =>
    text.slice(start, end).includes(hole) ? { text: hole, span: spanOf(start, end) } : undefined;
  const tag = at > colon + 1 ? part(colon + 1, at) : hidden(lastSlash + 1, colon);
  const digest =
    text.length > at + 1 ? part(at + 1, text.length) : hidden(tag && colon < at ? colon : lastSlash + 1, at);
  return { ...pathOf(text.slice(0, colon), part), name: part(lastSlash + 1, colon), tag, digest };
}

function pathOf(
  path: string,
  part: (start: number, end: number) => ImagePart,
): Pick<ImageReference, 'registry' | 'repository'> {
  const slash = path.indexOf('/');
  const first = path.slice(0, Math.max(slash, 0));
  if (slash > 0 && isRegistry(first)) {
    const registry = part(0, slash);
    const repository = part(slash + 1, path.length);
    return first === 'index.docker.io' || first === defaultRegistry
      ? { registry: { ...registry, text: defaultRegistry }, repository: official(repository) }
      : { registry, repository };
  }
  const repository = part(0, path.length);
  // A hole at the front may hold a registry: `${REGISTRY}nginx`, `${REGISTRY}/nginx`.
  if ((first || path).includes(hole)) {
    return { registry: { text: hole, span: slash > 0 ? spanOf(0, slash) : repository.span }, repository };
  }
  return { registry: { text: defaultRegistry, span: repository.span }, repository: official(repository) };
}

// The first component is a host if it could not be a name: it has a dot, a port or a capital, or is `localhost`.
const isRegistry = (component: string): boolean =>
  /[.:]/.test(component) || component === 'localhost' || component !== component.toLowerCase();

const official = (repository: ImagePart): ImagePart =>
  repository.text.includes('/') ? repository : { ...repository, text: `library/${repository.text}` };

function indexOr(text: string, searched: string, from: number, otherwise: number): number {
  const index = text.indexOf(searched, from);
  return index < 0 ? otherwise : index;
}
