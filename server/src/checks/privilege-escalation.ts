// Does a policy statement let its holder gain rights that it was not given? The ways are those that Rhino Security Labs described
// (https://rhinosecuritylabs.com/aws/aws-privilege-escalation-methods-mitigation/): one action that changes policies or credentials, or
// the right to pass a role together with a service that runs code under it. The value is the body of an `iam-statement`.

import type { Place } from '../model/place.ts';
import type { Value } from '../model/value.ts';

const alone = [
  'glue:UpdateDevEndpoint',
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'lambda:UpdateFunctionCode',
];

const withPassRole = [
  'cloudformation:CreateStack',
  'codebuild:CreateProject',
  'datapipeline:CreatePipeline',
  'ec2:RunInstances',
  'ecs:RunTask',
  'glue:CreateDevEndpoint',
  'lambda:CreateFunction',
  'sagemaker:CreateNotebookInstance',
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

/**
 * Does a pattern of a policy grant the action? `*` and `?` are as in
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
function grants(pattern: string, action: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(action);
}
