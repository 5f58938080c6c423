// The images that a file names, with what the facts know of them: in FROM, COPY --from and the containers of Kubernetes.

import type { ImageFacts } from '../checks/image-facts.ts';
import type { Analysis } from '../engine/analyse.ts';
import { namedImages } from '../model/named-images.ts';
import { type KnownImage, knownImage } from '../rules/end-of-life.ts';
import type { Span } from '../text/span.ts';

export interface SeenImage extends KnownImage {
  /** The whole reference, absolute in the file. */
  readonly span: Span;
}

/** In no order. `today` is YYYY-MM-DD. */
export function imagesIn(file: string, analysis: Analysis, facts: ImageFacts, today: string): readonly SeenImage[] {
  return [...namedImages(analysis.unit.resources)].flatMap((value) => {
    const at = analysis.locate(value.place);
    const known = at?.file === file ? knownImage(value, facts, today) : undefined;
    return at && known ? [{ ...known, span: at.span }] : [];
  });
}
