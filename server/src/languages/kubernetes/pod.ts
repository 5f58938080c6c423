// The one view of the pod that every workload kind gives: Pod itself, Deployment and its like, CronJob, and custom resources that
// hold a pod template as these do (Argo Rollout, Knative Service, OpenShift DeploymentConfig).

import { entryAt, mapAt } from '../../model/entries.ts';
import type { Place } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import type { MapValue, Value } from '../../model/value.ts';
import { stringAt, virtual, withEntries } from '../../model/virtual.ts';
import { containerParts } from './container.ts';

/** The object that a pod is looked for in. */
export interface Workload {
  readonly body: MapValue;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly address: string;
  readonly header: Place;
  readonly text: string;
  readonly within: () => Resource;
}

/** A part of type `pod` whose body is the pod's spec with `$kind`, `$namespace` and `$metadata`, the metadata of the pod. */
export function podPart(workload: Workload): Resource | undefined {
  const template = templateOf(workload.body, workload.kind);
  const specEntry = template?.entries.get('spec');
  if (!template || specEntry?.value.kind !== 'map') return undefined;
  const spec = specEntry.value;
  const metadata = template.entries.get('metadata');
  const { kind, namespace, name, header, text } = workload;
  const address = `${workload.address}/pod`;
  const pod: Resource = {
    language: 'kubernetes',
    type: 'pod',
    name,
    address,
    place: specEntry.place,
    header: specEntry.key,
    body: withEntries(spec, specEntry.key, [
      ['$kind', virtual(stringAt(kind, workload.body.entries.get('kind')?.value.place ?? header), header)],
      ['$namespace', namespace === undefined ? undefined : virtual(namespaceAt(workload, namespace), header)],
      ['$metadata', metadata],
    ]),
    parts: containerParts(spec, address, text, () => pod),
    within: workload.within,
  };
  return pod;
}

// Where each kind holds the template of its pods. Other kinds count as workloads if their template has containers.
const templatePaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ['template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Rollout: ['spec', 'template'],
};

export const isWorkload = (kind: string): boolean => Object.hasOwn(templatePaths, kind);

/** The map of `metadata` and `spec` that the pods of an object are made from; undefined for what is no workload. */
export function templateOf(body: MapValue, kind: string): MapValue | undefined {
  const path = isWorkload(kind) ? templatePaths[kind] : undefined;
  if (path) return mapAt(body, ...path) ?? (path.length === 0 ? body : undefined);
  return [
    ['spec', 'template'],
    ['spec', 'jobTemplate', 'spec', 'template'],
  ]
    .map((custom) => mapAt(body, ...custom))
    .find((template) => template && entryAt(template, 'spec', 'containers')?.value.kind === 'list');
}

function namespaceAt({ body, header }: Workload, namespace: string): Value {
  const written = entryAt(body, 'metadata', 'namespace')?.value;
  return written ?? stringAt(namespace, header);
}
