// The images that the resources of a unit name: in FROM, COPY --from and the containers of Kubernetes and Compose.

import type { Resource } from './resource.ts';
import type { Value } from './value.ts';

/** Maps of an image's parts, or texts. A stage of the same file is none. */
export function* namedImages(resources: readonly Resource[]): Generator<Value> {
  for (const resource of resources) {
    const image = imageOf(resource);
    if (image) yield image;
    yield* namedImages(resource.parts);
  }
}

function imageOf({ type, body }: Resource): Value | undefined {
  const value = (name: string): Value | undefined => body.entries.get(name)?.value;
  switch (type) {
    case 'stage':
      return value('image');
    case 'COPY': {
      const origin = value('origin');
      return origin?.kind === 'string' && origin.value === 'none' ? value('from') : undefined;
    }
    default:
      return value('$image');
  }
}
