// The resources of one document: the object it holds, or the objects of a List. A resource's type is its kind, and its parts are
// the views that rules ask for: the pod with its containers, the rules and subjects of RBAC.

import { entryAt } from '../../model/entries.ts';
import type { Problem } from '../../model/file.ts';
import { openMap } from '../../model/open.ts';
import { type Place, placeOf } from '../../model/place.ts';
import type { Resource } from '../../model/resource.ts';
import { hole, type MapValue, type Value } from '../../model/value.ts';
import { spanOf } from '../../text/span.ts';
import { isIncomplete, isPatch } from './patch.ts';
import { podPart } from './pod.ts';
import { rbacParts } from './rbac.ts';
import { writtenOf } from './written.ts';

export interface Manifest {
  readonly resources: readonly Resource[];
  /** The resources where kustomize is at work: an object that is not complete is a patch there. */
  readonly kustomized: readonly Resource[];
  /** Spans count from the start of the document. */
  readonly problems: readonly Problem[];
}

/** `text` is the document's own: names that a template gives are told as they are written there. */
export function manifestOf(value: Value | undefined, text: string): Manifest {
  if (value?.kind !== 'map') return nothing;
  return objectsOf(value, text, undefined, value.place);
}

/** `kindOfList` is the kind that items of a typed list, such as PodList, leave out. */
function objectsOf(body: MapValue, text: string, kindOfList: string | undefined, place: Place): Manifest {
  const apiVersion = body.entries.get('apiVersion');
  const kindEntry = body.entries.get('kind');
  const kind = kindOf(kindEntry?.value, text) ?? kindOfList;
  if (!apiVersion && !kindOfList)
    return kindEntry ? unread(kindEntry.place, 'this object has no `apiVersion`') : nothing;
  if (!kind) return unread(place, 'the kind of this object is not known');
  const items = kind.endsWith('List') ? body.entries.get('items')?.value : undefined;
  if (items?.kind === 'list')
    return merged(items.items.map((item) => itemOf(item, text, kind.slice(0, -'List'.length))));
  const header = kindEntry?.place ?? body.header ?? place;
  const resource = resourceOf(isPatch(body, kind) ? openMap(body) : body, kind, text, place, header);
  const kustomized = isIncomplete(body, kind) ? resourceOf(openMap(body), kind, text, place, header) : resource;
  return { resources: [resource], kustomized: [kustomized], problems: [] };
}

const nothing: Manifest = { resources: [], kustomized: [], problems: [] };

const unread = ({ start, end }: Place, reason: string): Manifest => ({
  resources: [],
  kustomized: [],
  problems: [{ span: spanOf(start, end), message: `not analysed: ${reason}` }],
});

function itemOf(item: Value, text: string, kind: string): Manifest {
  return item.kind === 'map' ? objectsOf(item, text, kind || undefined, item.place) : nothing;
}

const merged = (manifests: readonly Manifest[]): Manifest => ({
  resources: manifests.flatMap(({ resources }) => resources),
  kustomized: manifests.flatMap(({ kustomized }) => kustomized),
  problems: manifests.flatMap(({ problems }) => problems),
});

/** Where a template's condition decides, the kind of its first branch. */
function kindOf(value: Value | undefined, text: string): string | undefined {
  if (value?.kind === 'string') return value.value.includes(hole) || value.value === '' ? undefined : value.value;
  if (value?.kind !== 'unknown') return undefined;
  return /^["']?([A-Z]\w*)["']?/.exec(text.slice(value.place.start))?.[1];
}

function resourceOf(map: MapValue, kind: string, text: string, place: Place, header: Place): Resource {
  const body: MapValue = { ...map, header };
  const name = nameOf(body, text);
  const namespace = namespaceOf(body, kind, text);
  const address = [kind, namespace, name].filter((part) => part !== undefined).join('/');
  const within = (): Resource => resource;
  const pod = podPart({ body, kind, name: name ?? kind, namespace, address, header, text, within });
  const resource: Resource = {
    language: 'kubernetes',
    type: kind,
    name: name ?? kind,
    address,
    place: placeOf(place.source, place.start, place.end),
    header,
    body,
    parts: [...(pod ? [pod] : []), ...rbacParts({ body, kind, name: name ?? kind, address, text, within })],
  };
  return resource;
}

function nameOf(body: MapValue, text: string): string | undefined {
  const named = entryAt(body, 'metadata', 'name') ?? entryAt(body, 'metadata', 'generateName');
  return named && writtenOf(named.value, text);
}

/** Undefined for objects that live in no namespace. */
function namespaceOf(body: MapValue, kind: string, text: string): string | undefined {
  const written = entryAt(body, 'metadata', 'namespace');
  const namespace = written && writtenOf(written.value, text);
  if (namespace) return namespace;
  const apiVersion = body.entries.get('apiVersion')?.value;
  const group = apiVersion?.kind === 'string' ? apiVersion.value : '';
  return clusterKinds.has(kind) || isConfiguration(group, kind) ? undefined : 'default';
}

// Files that a component reads, which are no objects of a cluster: KubeletConfiguration, Kustomization, ClusterConfiguration,
// audit policies, kubeconfigs.
const isConfiguration = (apiVersion: string, kind: string): boolean =>
  /^([\w-]+\.)?config\.k8s\.io\/|^(kubeadm|audit)\.k8s\.io\//.test(apiVersion) ||
  (apiVersion === 'v1' && kind === 'Config');

// From the API reference of Kubernetes 1.33 (kubernetes.io/docs/reference/kubernetes-api), and widely used custom resources.
const clusterKinds: ReadonlySet<string> = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterExternalSecret',
  'ClusterIssuer',
  'ClusterPolicy',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterSecretStore',
  'ClusterTrustBundle',
  'ConstraintTemplate',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'GatewayClass',
  'IPAddress',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'SecurityContextConstraints',
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);
