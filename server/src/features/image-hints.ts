// Inlay hints behind images: until when they get fixes. Of the software in the image and the distribution beneath it the one that ends first.

import type { InlayHint } from 'vscode-languageserver';
import type { ImageFacts } from '../checks/image-facts.ts';
import { firstEnd } from '../checks/image-lifecycle.ts';
import type { Analysis } from '../engine/analyse.ts';
import { stateOf } from '../rules/end-of-life.ts';
import { rangeOf } from '../text/lsp.ts';
import type { Span } from '../text/span.ts';
import { imagesIn } from './known-images.ts';

/** The hints in a part of the file. `today` is YYYY-MM-DD. */
export function imageHints(
  file: string,
  within: Span,
  analysis: Analysis,
  facts: ImageFacts,
  today: string,
): readonly InlayHint[] {
  const snapshot = analysis.snapshotOf(file);
  if (!snapshot) return [];
  return imagesIn(file, analysis, facts, today).flatMap((image): InlayHint[] => {
    const life = firstEnd(image);
    if (!life || image.span.end < within.start || image.span.end > within.end) return [];
    return [
      {
        position: rangeOf(snapshot, image.span).end,
        label: `${life.ended ? 'ended' : 'until'} ${life.end}`,
        tooltip: `${life.name} ${stateOf(life)}.`,
        paddingLeft: true,
      },
    ];
  });
}
