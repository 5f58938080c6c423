// The image that a FROM names, as a map of its parts, each on its characters.

import { type ImagePart, parseImage } from '../../model/image.ts';
import type { Source } from '../../model/place.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { spanIn } from '../../syntax/mapped.ts';
import type { Expanded } from './expand.ts';
import { mapOf, partOf, stringOf } from './values.ts';

/** `text`, `registry`, `repository`, `name`, and `tag` and `digest` where they are written. */
export function imageOf(source: Source, word: Expanded): MapValue {
  const image = parseImage(word.text);
  const part = (name: string, parsed: ImagePart | undefined): { name: string; value: Value | undefined } => ({
    name,
    value: parsed && partOf(source, word, parsed.span.start, parsed.span.end, parsed.text),
  });
  return mapOf(
    source,
    [
      { name: 'text', value: stringOf(source, word) },
      part('registry', image?.registry),
      part('repository', image?.repository),
      part('name', image?.name),
      part('tag', image?.tag),
      part('digest', image?.digest),
    ],
    { span: word, header: headerOf(word) },
  );
}

/** What is named in place of an image, a stage or `scratch`: it has no tag that could be absent, so the rest stays open. */
export function noImage(source: Source, word: Expanded): MapValue {
  const text = stringOf(source, word);
  const name = word.text === 'scratch' ? text : undefined;
  return mapOf(
    source,
    [
      { name: 'text', value: text },
      { name: 'name', value: name },
    ],
    {
      span: word,
      header: headerOf(word),
      open: true,
    },
  );
}

const headerOf = (word: Expanded): { start: number; end: number } => spanIn(word, 0, word.text.length);
