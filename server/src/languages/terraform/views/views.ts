// The parts of Terraform's resources that rules ask for by name, whichever resource they are written in: the statements of policies
// and the rules of firewalls. Made with the resource, so one that is reused keeps them; most types have none and pay nothing.

import type { Place } from '../../../model/place.ts';
import type { Resource } from '../../../model/resource.ts';
import type { MapValue } from '../../../model/value.ts';
import { awsFirewalls } from './firewall-aws.ts';
import { azureFirewalls } from './firewall-azure.ts';
import { googleFirewalls } from './firewall-google.ts';
import { permissions } from './permission.ts';
import { policies } from './statements.ts';

/** What stands inside a resource as a part of it. */
export interface View {
  readonly type: 'iam-statement' | 'ingress-rule' | 'egress-rule';
  readonly body: MapValue;
}

/** The views into the body of a resource of one type. */
export type MakeViews = (body: MapValue) => readonly View[];

const makers: ReadonlyMap<string, MakeViews> = new Map(
  Object.entries({ ...policies, ...permissions, ...awsFirewalls, ...azureFirewalls, ...googleFirewalls }),
);

/** The resource with its parts. They have no name of their own, so they go by that of the resource. */
export function withViews(resource: Omit<Resource, 'parts'>): Resource {
  const views = makers.get(resource.type)?.(resource.body) ?? [];
  if (views.length === 0) return { ...resource, parts: [] };
  const whole: Resource = { ...resource, parts: views.map((view) => partOf(resource, view, () => whole)) };
  return whole;
}

function partOf(resource: Omit<Resource, 'parts'>, { type, body }: View, within: () => Resource): Resource {
  const header: Place = body.header ?? body.place;
  const { language, name, address, module } = resource;
  return {
    language,
    type,
    name,
    address,
    ...(module === undefined ? {} : { module }),
    place: body.place,
    header,
    body,
    parts: [],
    within,
  };
}
