// What rules speak about. A resource is a Terraform block, a Kubernetes object, a service of a Compose file, an instruction of a
// Dockerfile or a dependency of a manifest; its parts hold the views that rules ask for by name, such as the pod and the containers of
// a workload, the stages of a Dockerfile and the commands of a RUN. A resource holds no syntax node.

import type { Place } from './place.ts';
import type { MapValue } from './value.ts';

export type LanguageId = 'terraform' | 'dockerfile' | 'kubernetes' | 'compose' | 'packages';

export const languageIds: readonly LanguageId[] = ['terraform', 'dockerfile', 'kubernetes', 'compose', 'packages'];

export interface Resource {
  readonly language: LanguageId;
  /** The index key of rules: `aws_s3_bucket`, `data.aws_iam_policy_document`, `Deployment`, `container`, `RUN`, `command`. */
  readonly type: string;
  /** The user's own name of it, for messages. */
  readonly name: string;
  /** Unique in its unit: `aws_s3_bucket.logs`, `Deployment/default/web`, `stage build`. */
  readonly address: string;
  /** The call that it was made by, with the calls around it: `module.net["a"].module.sub`. Its address begins with that. */
  readonly module?: string;
  /** The whole block. */
  readonly place: Place;
  /** What is underlined when something is absent: `resource "type" "name"`, `kind: Deployment`, `FROM image`. */
  readonly header: Place;
  readonly body: MapValue;
  /** Views into it; `within` of each of them is this resource. */
  readonly parts: readonly Resource[];
  /** The resource that this is a view into; absent at the top. Set after `parts`, hence a function. */
  readonly within?: () => Resource;
}

/** The address without the key of an instance: that of the block that makes all of them. A key may hold any character. */
export const withoutKey = (address: string): string => address.replace(/\[(?:\d+|".*")\]$/s, '');

/** The address inside its own module. */
export const localAddress = ({ address, module }: Pick<Resource, 'address' | 'module'>): string =>
  module === undefined ? address : address.slice(module.length + 1);

/** The other resources of the unit, for rules that relate them. */
export interface UnitView {
  ofType(type: string): readonly Resource[];
  /** By address, an instance key left out where there is no such instance. */
  at(address: string): readonly Resource[];
  /** A list of the configuration that holds for the file; undefined where it gives none. */
  setting(name: string, file: string): readonly string[] | undefined;
  /** The day of the analysis, as YYYY-MM-DD. */
  readonly today: string;
}
