// The containers of a pod, of all three roles, each with what rules ask of it: its image in parts, its program and flags, and the
// security context that holds for it, of which the pod gives what the container leaves open.

import { imageValue } from '../../model/image-value.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { stringAt, virtual, withEntries } from '../../model/virtual.ts';
import { headerOfItem } from '../../syntax/yaml.ts';
import { commandOf } from './command.ts';
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
    ['$image', image && { ...image, value: imageValue(image, 'a template fills it in') }],
    ['$program', program && virtual(program, header)],
    ['$flags', virtual(flags, header)],
    ['$security', virtual(securityOf(container, header, pod), header)],
  ]);
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
