// The table of AWS's actions, and which of them patterns grant.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ActionKind, grants, leaves, readIamActions } from '../../server/src/checks/iam-actions.ts';

const text = readFileSync(join(__dirname, '../../rules/tables/iam-actions.json'), 'utf8');
const actions = readIamActions(text);

describe('the actions of AWS', () => {
  it('are all there, in little space', () => {
    assert.equal(actions.services.length, 464);
    assert.equal(actions.services.flatMap((service) => actions.of(service)).length, 21_190);
    assert.ok(text.length < 250_000);
  });

  const known: readonly (readonly [name: string, level: string, limitable: boolean, risks: readonly string[]])[] = [
    ['s3:GetObject', 'read', true, ['data']],
    ['s3:ListAllMyBuckets', 'list', false, []],
    ['s3:PutBucketPolicy', 'permissions-management', true, ['exposure']],
    ['s3:PutObject', 'write', true, []],
    ['iam:CreateAccessKey', 'write', true, ['credentials', 'escalation', 'exposure']],
    ['ec2:CreateTags', 'tagging', true, []],
    ['secretsmanager:GetSecretValue', 'read', true, ['data']],
    ['ecr:GetAuthorizationToken', 'read', false, ['credentials']],
    ['kms:Decrypt', 'read', true, []],
    ['execute-api:ManageConnections', 'write', true, []],
  ];
  for (const [name, level, limitable, risks] of known)
    it(name, () => {
      const found = actions.of(name.split(':')[0] ?? '').find((action) => action.name === name);
      assert.deepEqual(found, { name, level, limitable, risks });
    });

  const passRole: ActionKind = { names: new Set(['iam:passrole']) };
  const rows: readonly (readonly [pattern: string, kind: ActionKind, holds: boolean])[] = [
    ['*', passRole, true],
    ['*:*', passRole, true],
    ['iam:*', passRole, true],
    ['IAM:passrole', passRole, true],
    ['iam:Pass????', passRole, true],
    ['iam:Pass?', passRole, false],
    ['i*:Pass*', passRole, true],
    ['iam:PassRoles', passRole, false],
    ['s3:*', passRole, false],
    ['nothing:*', {}, false],
    ['s3:Get*', { levels: ['read'], limitable: true }, true],
    ['s3:Get*', { levels: ['write'] }, false],
    ['xray:PutTraceSegments', { levels: ['write'] }, true],
    ['xray:PutTraceSegments', { levels: ['write'], limitable: true }, false],
    ['s3:(Get*', {}, false],
  ];
  for (const [pattern, kind, holds] of rows)
    it(`${pattern} ${holds ? 'grants' : 'does not grant'} ${JSON.stringify(kind)} ${[...(kind.names ?? [])]}`, () =>
      assert.equal(grants(pattern, kind, actions), holds));

  it('leaves what no pattern names', () => {
    assert.equal(leaves(['s3:*', 'iam:Create*'], passRole, actions), true);
    assert.equal(leaves(['s3:*', 'iam:P*'], passRole, actions), false);
    assert.equal(leaves([], passRole, actions), true);
    assert.equal(leaves(['*'], {}, actions), false);
  });
});
