// The hover on an image, with or without a finding: what it is, how long its releases get fixes, and which tags are supported.

import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { ImageFacts } from '../checks/image-facts.ts';
import type { Life } from '../checks/image-lifecycle.ts';
import type { Analysis } from '../engine/analyse.ts';
import { retiredText, stateOf } from '../rules/end-of-life.ts';
import { rangeOf } from '../text/lsp.ts';
import { imagesIn, type SeenImage } from './known-images.ts';

export interface ImageHoverTools {
  readonly images: () => ImageFacts;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export function imageHoverAt(
  file: string,
  offset: number,
  analysis: Analysis,
  { images, today }: ImageHoverTools,
): Hover | undefined {
  const snapshot = analysis.snapshotOf(file);
  const image = imagesIn(file, analysis, images(), today).find(
    ({ span }) => span.start <= offset && offset <= span.end,
  );
  const value = image && textOf(image);
  return snapshot && value
    ? { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(snapshot, image.span) }
    : undefined;
}

function textOf(image: SeenImage): string | undefined {
  const { product, runtime, distribution, retired, name } = image;
  const supported = image.supported();
  const lives = [runtime, distribution].flatMap((life) => (life ? [lifeText(life)] : []));
  const lines = [
    ...(retired ? [retiredText(retired, name)] : []),
    ...(lives.length === 0 && product ? [`**${product.title}**: the tag names no release that has a date.`] : lives),
    ...(supported.length > 0 ? [`Supported tags: ${shown(supported)}`] : []),
    ...(product ? [`[endoflife.date](https://endoflife.date/${product.slug})`] : []),
  ];
  return lines.length > 0 ? lines.join('\n\n') : undefined;
}

function lifeText(life: Life): string {
  const team = life.security ? ` (from its security team until ${life.security})` : '';
  return `**${life.name}** ${stateOf(life)}${team}.`;
}

const most = 8;

function shown(tags: readonly string[]): string {
  const names = tags.slice(0, most).map((tag) => `\`${tag}\``);
  return [...names, ...(tags.length > most ? ['…'] : [])].join(', ');
}
