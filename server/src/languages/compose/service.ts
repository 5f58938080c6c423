// The resources of a Compose file: its services with what rules ask of them, and its networks, volumes, secrets and configs.

import { imageValue } from '../../model/image-value.ts';
import type { Resource } from '../../model/resource.ts';
import type { Entry, MapValue } from '../../model/value.ts';
import { withEntries } from '../../model/virtual.ts';
import { filledIn } from './characters.ts';
import { variablesOf } from './environment.ts';
import { portsOf } from './ports.ts';
import { volumesOf } from './volumes.ts';

/** `body` is the service's mapping, completed. */
export function serviceResource(name: string, entry: Entry, body: MapValue): Resource {
  const at = (key: string): Entry | undefined => body.entries.get(key);
  const image = at('image');
  const ports = at('ports');
  const volumes = at('volumes');
  const environment = at('environment');
  const build = at('build')?.value;
  const buildArgs = build?.kind === 'map' ? build.entries.get('args') : undefined;
  return resourceAt('service', name, entry, {
    ...withEntries(body, entry.key, [
      ['$image', image && { ...image, value: imageValue(image, filledIn) }],
      ['$ports', ports && portsOf(ports)],
      ['$volumes', volumes && volumesOf(volumes)],
      ['$environment', environment && variablesOf(environment)],
      ['$buildArgs', buildArgs && variablesOf(buildArgs)],
    ]),
  });
}

/** The key in the file, and the type of what stands below it. */
const declared: readonly (readonly [key: string, type: string])[] = [
  ['networks', 'network'],
  ['volumes', 'volume'],
  ['secrets', 'secret'],
  ['configs', 'config'],
];

/** What a file declares besides services. */
export function declaredResources(file: MapValue): readonly Resource[] {
  return declared.flatMap(([key, type]) => {
    const entries = file.entries.get(key)?.value;
    if (entries?.kind !== 'map') return [];
    return [...entries.entries].flatMap(([name, entry]) => {
      if (entry.value.kind === 'map') return [resourceAt(type, name, entry, entry.value)];
      // Without a mapping everything is as it is by default.
      const nothing: MapValue = { kind: 'map', entries: new Map(), place: entry.value.place };
      return entry.value.kind === 'null' ? [resourceAt(type, name, entry, nothing)] : [];
    });
  });
}

const resourceAt = (type: string, name: string, { key, place }: Entry, body: MapValue): Resource => ({
  language: 'compose',
  type,
  name,
  address: `${type}s.${name}`,
  place,
  header: key,
  body: { ...body, header: key },
  parts: [],
});
