// A policy is the same whatever it is written in: the action that a rule asks for is found in each form, at its place.

import assert from 'node:assert/strict';
import { judged, workspaceIn } from './judging.ts';

const statement = (action: string): string =>
  `{ "Statement": [{ "Effect": "Allow", "Action": ${action}, "Resource": "*" }] }`;

const document = (name: string, action: string, more = ''): string => `data "aws_iam_policy_document" "${name}" {
  ${more}
  statement {
    sid       = "Keys"
    actions   = ["s3:ListBucket", ${action}]
    resources = ["*"]
  }
}
`;

const policy = (value: string): string => `resource "aws_iam_policy" "p" {
  policy = ${value}
}
`;

/** What is written in main.tf, and files beside it. */
const forms: Readonly<Record<string, string>> = {
  'a literal': policy(`"${statement(`«"iam:Create*"»`).replaceAll('"', '\\"')}"`),
  'a heredoc': policy(`<<-JSON\n    ${statement('«"iam:Create*"»')}\n  JSON`),
  'a heredoc with parts': `variable "resource" {}\n${policy(`<<-JSON\n    ${statement('«"iam:Create*"»').replace('"*"', '"${var.resource}"')}\n  JSON`)}`,
  jsonencode: policy('jsonencode({ Statement = { Effect = "Allow", Action = «"iam:Create*"», Resource = "*" } })'),
  'a local': `locals {\n  actions = ["iam:Create*"]\n}\n${policy('jsonencode({ Statement = { Effect = "Allow", Action = «local.actions», Resource = "*" } })')}`,
  'a document': document('d', '«"iam:Create*"»') + policy('data.aws_iam_policy_document.d.json'),
  'a document that nothing uses': document('d', '«"iam:Create*"»'),
  'a dynamic statement': `data "aws_iam_policy_document" "d" {
  dynamic "statement" {
    for_each = ["iam:Create*"]
    content {
      actions   = [«statement.value»]
      resources = ["*"]
    }
  }
}
${policy('data.aws_iam_policy_document.d.json')}`,
  source_policy_documents:
    document('base', '«"iam:Create*"»') +
    document('d', '"iam:ListUsers"', 'source_policy_documents = [data.aws_iam_policy_document.base.json]').replace(
      '"Keys"',
      '"Users"',
    ) +
    policy('data.aws_iam_policy_document.d.json'),
  override_policy_documents:
    document('base', '«"iam:Create*"»') +
    document('d', '"iam:CreateUser"', 'override_policy_documents = [data.aws_iam_policy_document.base.json]') +
    policy('data.aws_iam_policy_document.d.json'),
  templatefile: `${policy('«templatefile("${path.module}/p.json", { service = "iam" })»')}-- (p.json) --\n${statement('"${service}:Create*"')}\n`,
  file: `${policy('«file("${path.module}/p.json")»')}-- (p.json) --\n${statement('"iam:Create*"')}\n`,
  'an unknown action': `variable "action" {}\n${policy('jsonencode({ Statement = { Effect = "Allow", Action = "iam:${var.action}", Resource = "*" } })')}`,
  'an unknown document': `variable "base" {}\n${document('d', '"iam:ListUsers"', 'source_policy_documents = [var.base]')}${policy('data.aws_iam_policy_document.d.json')}`,
};

describe('the forms of a policy', () => {
  for (const [name, text] of Object.entries(forms)) {
    const source = `-- main.tf --\n${text}`;
    it(name, async () => {
      const { findings, problems } = await judged(source);
      const places = findings.map(({ rule, file, span }) => ({ rule, file, span }));
      const marks = workspaceIn(source).marks.map((mark) => ({ rule: 'keys', ...mark }));
      assert.deepEqual(problems, []);
      assert.deepEqual(places, marks);
    });
  }
});
