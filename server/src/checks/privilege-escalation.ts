// Does a policy statement let its holder gain rights that it was not given? The ways are those that Rhino Security Labs described
// (https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/): one action that changes policies or credentials, or
// the right to pass a role together with a service that runs code under it. The value is a statement as `statement:` gives it.

import type { Place } from '../model/place.ts';
import type { Value } from '../model/value.ts';

const alone = [
  ...[
    'iam:CreatePolicyVersion',
    'iam:SetDefaultPolicyVersion',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:UpdateLoginProfile',
  ],
  ...[
    'iam:AttachUserPolicy',
    'iam:AttachGroupPolicy',
    'iam:AttachRolePolicy',
    'iam:PutUserPolicy',
    'iam:PutGroupPolicy',
  ],
  ...[
    'iam:PutRolePolicy',
    'iam:AddUserToGroup',
    'iam:UpdateAssumeRolePolicy',
    'lambda:UpdateFunctionCode',
    'glue:UpdateDevEndpoint',
  ],
];

const withPassRole = [
  ...['ec2:RunInstances', 'lambda:CreateFunction', 'glue:CreateDevEndpoint', 'cloudformation:CreateStack'],
  ...['datapipeline:CreatePipeline', 'sagemaker:CreateNotebookInstance', 'ecs:RunTask', 'codebuild:CreateProject'],
];

export function privilegeEscalation(statement: Value): readonly Place[] {
  if (statement.kind !== 'map' || !onEverything(statement.entries.get('resources')?.value)) return [];
  const actions = statement.entries.get('actions')?.value;
  const granted =
    actions?.kind === 'list' ? actions.items.flatMap((item) => (item.kind === 'string' ? [item] : [])) : [];
  const passesRoles = granted.some(({ value }) => grants(value, 'iam:PassRole'));
  const risky = passesRoles ? [...alone, ...withPassRole] : alone;
  // All actions at once are another rule's finding, and a plainer one.
  return granted
    .filter(({ value }) => value !== '*' && risky.some((action) => grants(value, action)))
    .map(({ place }) => place);
}

function onEverything(resources: Value | undefined): boolean {
  return resources?.kind === 'list' && resources.items.some((item) => item.kind === 'string' && item.value === '*');
}

/** Does a pattern of a policy grant the action? `*` and `?` as in https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function grants(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(action);
}
