// Policies in every form, as statements of one shape, with the places of what they say.

import assert from 'node:assert/strict';
import { policyStatements } from '../../../server/src/languages/terraform/policy.ts';
import { evaluated, shown } from './read.ts';

const statement = `{
  "Version": "2012-10-17",
  "Statement": [{
    "Sid": "all",
    "Effect": "Allow",
    "Action": "s3:*",
    "Resource": ["a", "b"],
    "Principal": {"AWS": "*", "Service": ["x", "y"]},
    "Condition": {"StringEquals": {"aws:x": "1", "aws:y": ["2", "3"]}}
  }]
}`;
const normalised = {
  sid: 'all',
  effect: 'Allow',
  actions: ['s3:*'],
  resources: ['a', 'b'],
  principals: [
    { type: 'AWS', identifiers: ['*'] },
    { type: 'Service', identifiers: ['x', 'y'] },
  ],
  conditions: [
    { operator: 'StringEquals', key: 'aws:x', values: ['1'] },
    { operator: 'StringEquals', key: 'aws:y', values: ['2', '3'] },
  ],
};

const document = `data "aws_iam_policy_document" "d" {
  statement {
    sid       = "all"
    actions   = ["s3:*"]
    resources = ["a", "b"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
    principals {
      type        = "Service"
      identifiers = ["x"]
    }
    principals {
      type        = "Service"
      identifiers = ["y"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:x"
      values   = ["1"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:y"
      values   = ["2", "3"]
    }
  }
}
`;

/** The texts of `policy`, what stands before, and the statements. */
const cases: Readonly<Record<string, readonly [policy: string, before: string, expected: unknown]>> = {
  'a heredoc': [`<<EOT\n${statement}\nEOT`, '', [normalised]],
  'an indented heredoc': [`<<-EOT\n${statement.replace(/^/gm, '    ')}\n  EOT`, '', [normalised]],
  'a quoted string': [JSON.stringify(statement), '', [normalised]],
  jsonencode: [`jsonencode(${statement})`, '', [normalised]],
  'a local': ['local.p', `locals {\n  p = jsonencode(${statement})\n}\n`, [normalised]],
  'a policy document': ['data.aws_iam_policy_document.d.json', document, [normalised]],
  'a policy document through a local': [
    'local.p',
    `${document}locals {\n  p = data.aws_iam_policy_document.d.json\n}\n`,
    [normalised],
  ],
  'one statement without a list': [
    'jsonencode({ Statement = { Effect = "Deny", NotAction = "a" } })',
    '',
    [{ effect: 'Deny', notActions: ['a'] }],
  ],
  everybody: [
    'jsonencode({ Statement = [{ Principal = "*" }] })',
    '',
    [{ principals: [{ type: '*', identifiers: ['*'] }] }],
  ],
  'nobody but': [
    'jsonencode({ Statement = [{ NotPrincipal = { AWS = "x" }, NotResource = "y" }] })',
    '',
    [{ notResources: ['y'], notPrincipals: [{ type: 'AWS', identifiers: ['x'] }] }],
  ],
  'names in other letters': [
    'jsonencode({ statement = [{ effect = "Allow", action = "*" }] })',
    '',
    [{ effect: 'Allow', actions: ['*'] }],
  ],
  'parts that are not known': [
    'jsonencode({ Statement = [{ Effect = var.u, Action = [var.u, "a"], Resource = "${var.u}/*" }] })',
    '',
    [{ effect: '?', actions: ['?', 'a'], resources: ['…/*'] }],
  ],
  'statements that are not known': [
    'jsonencode({ Statement = concat([{ Effect = "Allow" }], var.u) })',
    '',
    [{ effect: 'Allow' }, { '…': '…' }],
  ],
  'a policy that is not known': ['var.u', '', undefined],
  'a text that is no policy': ['"x"', '', undefined],
  'a document with the default effect and sources': [
    'data.aws_iam_policy_document.e.json',
    `${document}data "aws_iam_policy_document" "e" {
  source_policy_documents   = [data.aws_iam_policy_document.d.json]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "own", Effect = "Deny" }] })]
  statement {
    sid = "own"
  }
  statement {
    effect = "Deny"
    not_actions = ["b"]
  }
}
`,
    [normalised, { effect: 'Deny', notActions: ['b'] }, { sid: 'own', effect: 'Deny' }],
  ],
  'a document with dynamic statements': [
    'data.aws_iam_policy_document.f.json',
    `data "aws_iam_policy_document" "f" {
  dynamic "statement" {
    for_each = ["a", "b"]
    content {
      actions = [statement.value]
    }
  }
  dynamic "statement" {
    for_each = var.u
    content {
      actions = ["c"]
    }
  }
}
`,
    [
      { effect: 'Allow', actions: ['a'] },
      { effect: 'Allow', actions: ['b'] },
      { effect: 'Allow', actions: ['c'] },
      { '…': '…' },
    ],
  ],
};

describe('policy statements', () => {
  for (const [title, [policy, before, expected]] of Object.entries(cases)) {
    it(`of ${title}`, async () => {
      const module = await evaluated(`variable "u" {}\n${before}resource "p" "p" {\n  policy = ${policy}\n}\n`);
      assert.deepEqual(module.files[0]?.problems, []);
      assert.deepEqual(policyStatements(module.value('p.p', 'policy'))?.map(shown), expected);
    });
  }

  const places: Readonly<Record<string, readonly [policy: string, before: string, action: string]>> = {
    'a heredoc': [`<<EOT\n${statement}\nEOT`, '', '"s3:*"'],
    'a quoted string': [JSON.stringify(statement), '', '\\"s3:*\\"'],
    jsonencode: [`jsonencode(${statement})`, '', '"s3:*"'],
    'a policy document': ['data.aws_iam_policy_document.d.json', document, '"s3:*"'],
    'a local string': ['local.p', `locals {\n  p = <<EOT\n${statement}\nEOT\n}\n`, 'local.p'],
  };
  for (const [title, [policy, before, expected]] of Object.entries(places)) {
    it(`stand inside ${title}`, async () => {
      const module = await evaluated(`${before}resource "p" "p" {\n  policy = ${policy}\n}\n`);
      const actions = policyStatements(module.value('p.p', 'policy'))?.[0]?.entries.get('actions')?.value;
      assert.ok(actions?.kind === 'list' && actions.items[0]);
      assert.equal(module.textAt(actions.items[0].place), expected);
    });
  }

  it('keep the trail of a string that was written elsewhere', async () => {
    const module = await evaluated(
      `locals {\n  p = <<EOT\n${statement}\nEOT\n}\nresource "p" "p" {\n  policy = local.p\n}\n`,
    );
    const effect = policyStatements(module.value('p.p', 'policy'))?.[0]?.entries.get('effect')?.value;
    assert.deepEqual(
      effect?.trail?.map(({ message }) => message),
      ['`local.p` is set here'],
    );
  });
});
