// The containers of a pod, of all three roles, each with what rules ask of it: its image in parts, its program and flags, and the
// security context that holds for it, of which the pod gives what the container leaves open.

import { type ImagePart, parseImage } from '../../model/image.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { type Entry, hole, type MapValue, placeInString, type StringValue, type Value } from '../../model/value.ts';
import { headerOfItem } from '../../syntax/yaml.ts';
import { commandOf } from './command.ts';
import { stringAt, virtual, withEntries } from './virtual.ts';
import { writtenOf } from './written.ts';

const roles: readonly (readonly [list: string, role: string])[] = [
  ['initContainers', 'init'],
  ['containers', 'container'],
  ['ephemeralContainers', 'ephemeral'],
];

/** `spec` is the pod's; `text` is the document's, for names that a template gives. */
export function containerParts(spec: MapValue, podAddress: string, text: string, within: () => Resource): Resource[] {
  const pod = spec.entries.get('securityContext')?.value;
  return roles.flatMap(([list, role]) => {
    const containers = spec.entries.get(list)?.value;
    if (containers?.kind !== 'list') return [];
    return containers.items.flatMap((container, index) => {
      if (container.kind !== 'map') return [];
      const header = container.header ?? headerOfItem(container) ?? container.place;
      const named = container.entries.get('name');
      const name = (named && writtenOf(named.value, text)) ?? `${list}[${index}]`;
      return [
        {
          language: 'kubernetes',
          type: 'container',
          name,
          address: `${podAddress}/${name}`,
          place: container.place,
          header,
          body: bodyOf(container, header, role, pod),
          parts: [],
          within,
        } satisfies Resource,
      ];
    });
  });
}

function bodyOf(container: MapValue, header: Place, role: string, pod: Value | undefined): MapValue {
  const { program, flags } = commandOf(container, header);
  const image = container.entries.get('image');
  return withEntries(container, header, [
    ['$role', virtual(stringAt(role, header), header)],
    ['$image', image && { ...image, value: imageOf(image) }],
    ['$program', program && virtual(program, header)],
    ['$flags', virtual(flags, header)],
    ['$security', virtual(securityOf(container, header, pod), header)],
  ]);
}

/** A map of `registry`, `repository`, `name`, `tag` and `digest`, each on its own characters. What is not written is absent, but
 * the registry, which is `docker.io` then and stands on the repository. */
function imageOf({ key, value }: Entry): Value {
  if (value.kind !== 'string') return value;
  const image = parseImage(value.value);
  if (!image) return { kind: 'unknown', place: value.place, reason: 'this is no image reference' };
  const entries = new Map<string, Entry>();
  for (const [part, found] of Object.entries(image) as [string, ImagePart | undefined][]) {
    if (found) entries.set(part, virtual(partOf(value, found), key));
  }
  return { kind: 'map', entries, place: value.place, header: value.place };
}

function partOf(image: StringValue, { text, span }: ImagePart): Value {
  // What a template fills in has no characters of its own.
  const place = text.includes(hole) ? image.place : placeInString(image, span.start, span.end);
  if (text === hole) return { kind: 'unknown', place, reason: 'a template fills it in' };
  // A name that is longer than what is written, as `library/nginx`, has no characters of its own.
  const pieces = text.length === place.end - place.start ? {} : { pieces: [] };
  return { kind: 'string', value: text, place, ...pieces };
}

// The fields that a container takes over from its pod (PodSecurityContext and SecurityContext of the Kubernetes API).
const inherited: readonly string[] = [
  'runAsUser',
  'runAsGroup',
  'runAsNonRoot',
  'seccompProfile',
  'seLinuxOptions',
  'windowsOptions',
  'appArmorProfile',
];

function securityOf(container: MapValue, header: Place, pod: Value | undefined): Value {
  const own = container.entries.get('securityContext');
  if (own?.value.kind === 'unknown') return own.value;
  const map = own?.value.kind === 'map' ? own.value : undefined;
  const entries = new Map(map?.entries);
  for (const field of inherited) {
    const entry = pod?.kind === 'map' ? pod.entries.get(field) : undefined;
    if (entry && (!entries.has(field) || entries.get(field)?.value.kind === 'null')) entries.set(field, entry);
  }
  const open = map?.open === true || pod?.kind === 'unknown' || (pod?.kind === 'map' && pod.open === true);
  return {
    kind: 'map',
    entries,
    place: map?.place ?? container.place,
    header: own?.key ?? header,
    ...(map?.inner ? { inner: map.inner } : {}),
    ...(open ? { open } : {}),
  };
}
