// Resources that are one statement of a policy of a function: their arguments as the statement that AWS makes of them.
// https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html

import type { MapValue, Value } from '../../../model/value.ts';
import { list, map, text, unknown } from '../evaluate/values.ts';
import { knownText, valueAt, withEntries } from './body.ts';
import type { MakeViews } from './views.ts';

export const permissions: Readonly<Record<string, MakeViews>> = {
  aws_lambda_permission: permission,
  aws_lambda_layer_version_permission: permission,
};

/** What each argument asks of the caller. */
const conditions: readonly (readonly [argument: string, operator: string, key: string])[] = [
  ['source_arn', 'ArnLike', 'AWS:SourceArn'],
  ['source_account', 'StringEquals', 'AWS:SourceAccount'],
  ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['organization_id', 'StringEquals', 'aws:PrincipalOrgID'],
  ['event_source_token', 'StringEquals', 'lambda:EventSourceToken'],
  ['function_url_auth_type', 'StringEquals', 'lambda:FunctionUrlAuthType'],
];

function permission(written: MapValue): ReturnType<MakeViews> {
  const header = written.header ?? written.place;
  const [action, principal] = [valueAt(written, 'action'), valueAt(written, 'principal')];
  const asked = conditions.flatMap(([argument, operator, key]) => {
    const value = valueAt(written, argument);
    if (!value) return [];
    const condition = { operator: text(operator, value.place), key: text(key, value.place), values: oneOf(value) };
    return [{ ...map(Object.entries(condition), value.place), header: written.entries.get(argument)?.key ?? header }];
  });
  const body = withEntries(written, {
    effect: text('Allow', header),
    actions: action && oneOf(action),
    principals: principal && oneOf(principalOf(principal)),
    conditions: asked.length > 0 ? list(asked, header) : undefined,
    $policy: text('resource', header),
    $attribute: text('principal', header),
  });
  return [{ type: 'iam-statement', body }];
}

const oneOf = (value: Value): Value => list([value], value.place);

function principalOf(principal: Value): MapValue {
  const { place } = principal;
  const known = knownText(principal);
  const type = known === undefined ? unknown(place, 'the principal is not known') : text(typeOf(known), place);
  return map(Object.entries({ type, identifiers: oneOf(principal) }), place);
}

function typeOf(principal: string): string {
  if (principal === '*') return '*';
  return principal.endsWith('.amazonaws.com') ? 'Service' : 'AWS';
}
