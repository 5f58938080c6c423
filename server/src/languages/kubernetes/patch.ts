// Patches: manifests that hold only what they change, for kustomize or an operator to merge into a whole object. What is absent
// from one, the whole object may well have, so nothing is known of it.

import { entryAt, mapAt } from '../../model/entries.ts';
import type { MapValue } from '../../model/value.ts';
import { isWorkload, templateOf } from './pod.ts';

/** Is the object a patch whatever stands around it? An operator completes the containers of its own kinds. */
export const isPatch = (body: MapValue, kind: string): boolean =>
  body.entries.has('$patch') || (!isWorkload(kind) && isIncomplete(body, kind));

/** No cluster takes a workload without a selector, a pod without containers or a container without an image. */
export function isIncomplete(body: MapValue, kind: string): boolean {
  const spec = mapAt(body, 'spec');
  if (spec && mustSelect(body, kind) && lacks(spec, 'selector')) return true;
  const template = templateOf(body, kind);
  const pod = template && mapAt(template, 'spec');
  if (!pod) return false;
  return lacks(pod, 'containers') || ['containers', 'initContainers'].some((list) => lacksImage(pod, list));
}

function mustSelect(body: MapValue, kind: string): boolean {
  const apiVersion = entryAt(body, 'apiVersion')?.value;
  const isApps = apiVersion?.kind === 'string' && apiVersion.value === 'apps/v1';
  return isApps && ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(kind);
}

function lacksImage(pod: MapValue, list: string): boolean {
  const containers = pod.entries.get(list)?.value;
  return containers?.kind === 'list' && containers.items.some((item) => item.kind === 'map' && lacks(item, 'image'));
}

const lacks = (map: MapValue, key: string): boolean => !map.open && !map.entries.has(key);
