// The parts of resources that rules ask for by name: every form of a policy's statement and of a firewall's rule.

import assert from 'node:assert/strict';
import type { Resource } from '../../../server/src/model/resource.ts';
import { evaluated, type Module, shown } from './read.ts';

const statement = '{ Effect = "Allow", Action = "s3:*", Resource = "*" }';
const allowed = { effect: 'Allow', actions: ['s3:*'], resources: ['*'] };
const document = `data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
  }
}
`;
const used = 'data.aws_iam_policy_document.d.json';

/** What the parts of all resources say, those of documents behind their address. */
type Expected = readonly (readonly [address: string, body: object])[];

const statements: Readonly<Record<string, readonly [text: string, expected: Expected]>> = {
  'a policy of each kind': [
    `resource "aws_iam_role" "r" {
  assume_role_policy = jsonencode({ Statement = { Effect = "Allow", Action = "sts:AssumeRole", Principal = "*" } })
  inline_policy {
    policy = jsonencode({ Statement = [${statement}] })
  }
}
resource "aws_kms_key" "k" {
  policy = jsonencode({ Statement = [${statement}] })
}
resource "aws_opensearch_domain" "o" {
  access_policies = jsonencode({ Statement = [${statement}] })
}
resource "aws_organizations_policy" "limits" {
  content = jsonencode({ Statement = [${statement}] })
}
`,
    [
      [
        'aws_iam_role.r',
        {
          effect: 'Allow',
          actions: ['sts:AssumeRole'],
          principals: [{ type: '*', identifiers: ['*'] }],
          $policy: 'trust',
          $attribute: 'assume_role_policy',
        },
      ],
      ['aws_iam_role.r', { ...allowed, $policy: 'identity', $attribute: 'inline_policy.policy' }],
      ['aws_kms_key.k', { ...allowed, $policy: 'resource', $attribute: 'policy' }],
      ['aws_opensearch_domain.o', { ...allowed, $policy: 'resource', $attribute: 'access_policies' }],
    ],
  ],
  'a policy that denies what it allows elsewhere': [
    `resource "aws_iam_policy" "p" {
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = ["s3:Get*", "iam:PassRole", "*"], Resource = "*" },
    { Effect = "Deny", Action = ["iam:*", "S3:*"], Resource = "*" },
  ] })
}
resource "aws_iam_policy" "q" {
  policy = jsonencode({ Statement = [
    ${statement},
    { Effect = "Deny", Action = "s3:*", Resource = "arn:aws:s3:::logs" },
    { Effect = "Deny", Action = "s3:*", Resource = "*", Condition = { Bool = { "aws:ViaAWSService" = "false" } } },
  ] })
}
`,
    [
      ['aws_iam_policy.p', { ...allowed, actions: ['*'], $policy: 'identity', $attribute: 'policy' }],
      [
        'aws_iam_policy.p',
        { ...allowed, effect: 'Deny', actions: ['iam:*', 'S3:*'], $policy: 'identity', $attribute: 'policy' },
      ],
      ['aws_iam_policy.q', { ...allowed, $policy: 'identity', $attribute: 'policy' }],
      [
        'aws_iam_policy.q',
        { ...allowed, effect: 'Deny', resources: ['arn:aws:s3:::logs'], $policy: 'identity', $attribute: 'policy' },
      ],
      [
        'aws_iam_policy.q',
        {
          ...{ ...allowed, effect: 'Deny', $policy: 'identity', $attribute: 'policy' },
          conditions: [{ operator: 'Bool', key: 'aws:ViaAWSService', values: ['false'] }],
        },
      ],
    ],
  ],
  'a document that is used': [
    `${document}resource "aws_iam_policy" "p" {\n  policy = ${used}\n}\n`,
    [['aws_iam_policy.p', { ...allowed, $policy: 'identity', $attribute: 'policy' }]],
  ],
  'a document that is used by way of a local and another document': [
    `${document}locals {
  json = ${used}
}
data "aws_iam_policy_document" "e" {
  source_policy_documents = [local.json]
}
resource "aws_sqs_queue_policy" "q" {
  policy = data.aws_iam_policy_document.e.json
}
`,
    [['aws_sqs_queue_policy.q', { ...allowed, $policy: 'resource', $attribute: 'policy' }]],
  ],
  'a document whose use is not a policy of ours': [
    `${document}resource "aws_organizations_policy" "limits" {\n  content = ${used}\n}\n`,
    [],
  ],
  'documents that only a module takes': [
    `${document}data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}
module "m" {
  source = "./m"
  policy = ${used}
}
`,
    [
      ['data.aws_iam_policy_document.d', { ...allowed, $policy: 'identity', $attribute: 'statement' }],
      [
        'data.aws_iam_policy_document.trust',
        {
          effect: 'Allow',
          actions: ['sts:AssumeRole'],
          principals: [{ type: 'AWS', identifiers: ['*'] }],
          $policy: 'trust',
          $attribute: 'statement',
        },
      ],
    ],
  ],
  'a permission of a function': [
    'resource "aws_lambda_permission" "p" {\n  action = "lambda:InvokeFunction"\n  principal = "s3.amazonaws.com"\n  source_arn = "arn:x"\n}\n',
    [
      [
        'aws_lambda_permission.p',
        {
          ...{ action: 'lambda:InvokeFunction', principal: 's3.amazonaws.com', source_arn: 'arn:x' },
          effect: 'Allow',
          actions: ['lambda:InvokeFunction'],
          principals: [{ type: 'Service', identifiers: ['s3.amazonaws.com'] }],
          conditions: [{ operator: 'ArnLike', key: 'AWS:SourceArn', values: ['arn:x'] }],
          $policy: 'resource',
          $attribute: 'principal',
        },
      ],
    ],
  ],
  'a policy that is not known': [
    'variable "u" {}\nresource "aws_iam_policy" "p" {\n  policy = var.u\n}\n',
    [['aws_iam_policy.p', { $policy: 'identity', $attribute: 'policy', '…': '…' }]],
  ],
  'no policy': ['resource "aws_kms_key" "k" {\n  policy = null\n}\n', []],
};

const group = (rule: string): string => `resource "aws_security_group" "g" {\n  ingress {\n${rule}\n  }\n}\n`;

const rules: Readonly<Record<string, readonly [text: string, type: string, expected: readonly object[]]>> = {
  'a block of a security group': [
    group(
      'from_port = 20\nto_port = "30"\nprotocol = "TCP"\ncidr_blocks = ["10.0.0.0/8"]\nipv6_cidr_blocks = ["::/0"]',
    ),
    'ingress-rule',
    [
      {
        $firewall: 'aws-security-group',
        $action: 'allow',
        $protocol: 'tcp',
        $ports: ['20-30'],
        $sources: ['10.0.0.0/8', '::/0'],
      },
    ],
  ],
  'an object in place of a block': [
    'resource "aws_security_group" "g" {\n  egress = [{ from_port = 0, to_port = 0, protocol = "-1", cidr_blocks = ["0.0.0.0/0"], description = "all" }]\n}\n',
    'egress-rule',
    [
      {
        $firewall: 'aws-security-group',
        $action: 'allow',
        $protocol: 'all',
        $ports: ['*'],
        $destinations: ['0.0.0.0/0'],
        $description: 'all',
      },
    ],
  ],
  'blocks that are not known': [
    'variable "u" {}\nresource "aws_security_group" "g" {\n  ingress = var.u\n}\n',
    'ingress-rule',
    [{ $firewall: 'aws-security-group', $action: 'allow', $protocol: '?', $ports: '?', '…': '…' }],
  ],
  'rules of their own': [
    `resource "aws_security_group_rule" "a" {
  type        = "ingress"
  from_port   = 0
  to_port     = 0
  protocol    = 6
  cidr_blocks = ["0.0.0.0/0"]
}
resource "aws_security_group_rule" "b" {
  type = "egress"
}
resource "aws_vpc_security_group_ingress_rule" "c" {
  ip_protocol = "udp"
  from_port   = 0
  to_port     = 65535
  cidr_ipv4   = "0.0.0.0/0"
}
`,
    'ingress-rule',
    [
      { $firewall: 'aws-security-group', $action: 'allow', $protocol: 'tcp', $ports: ['0'], $sources: ['0.0.0.0/0'] },
      { $firewall: 'aws-security-group', $action: 'allow', $protocol: 'udp', $ports: ['*'], $sources: ['0.0.0.0/0'] },
    ],
  ],
  'a protocol without ports': [
    group('from_port = 8\nto_port = 0\nprotocol = "icmp"'),
    'ingress-rule',
    [{ $firewall: 'aws-security-group', $action: 'allow', $protocol: 'icmp', $ports: [] }],
  ],
  'a protocol that looks at no ports': [
    group('from_port = 22\nto_port = 22\nprotocol = "50"'),
    'ingress-rule',
    [{ $firewall: 'aws-security-group', $action: 'allow', $protocol: '50', $ports: ['*'] }],
  ],
  'a protocol that is not known, with ports and with what all protocols are written with': [
    `variable "u" {}\n${group('from_port = 22\nto_port = 22\nprotocol = var.u')}resource "aws_security_group_rule" "r" {
  type      = "ingress"
  from_port = 0
  to_port   = 0
  protocol  = var.u
}
`,
    'ingress-rule',
    [
      { $firewall: 'aws-security-group', $action: 'allow', $protocol: '?', $ports: ['22'] },
      { $firewall: 'aws-security-group', $action: 'allow', $protocol: '?', $ports: '?' },
    ],
  ],
  'a network ACL': [
    `resource "aws_network_acl" "n" {
  ingress {
    action     = "deny"
    protocol   = 17
    from_port  = 53
    to_port    = 53
    cidr_block = "0.0.0.0/0"
  }
}
resource "aws_network_acl_rule" "r" {
  rule_action = "allow"
  protocol    = -1
  cidr_block  = var.u
}
resource "aws_network_acl_rule" "out" {
  egress = true
}
variable "u" {}
`,
    'ingress-rule',
    [
      { $firewall: 'aws-network-acl', $action: 'deny', $protocol: 'udp', $ports: ['53'], $sources: ['0.0.0.0/0'] },
      { $firewall: 'aws-network-acl', $action: 'allow', $protocol: 'all', $ports: ['*'], $sources: ['?'] },
    ],
  ],
  'a network security group of Azure': [
    `resource "azurerm_network_security_group" "g" {
  security_rule {
    direction               = "Inbound"
    access                  = "Allow"
    protocol                = "*"
    destination_port_ranges = ["22", "80-90"]
    source_address_prefix   = "Internet"
    destination_address_prefix = "*"
  }
  security_rule {
    direction = "Outbound"
  }
}
`,
    'ingress-rule',
    [
      {
        $firewall: 'azure-nsg',
        $action: 'allow',
        $protocol: 'all',
        $ports: ['22', '80-90'],
        $sources: ['Internet'],
        $destinations: ['*'],
      },
    ],
  ],
  'a firewall of Google': [
    `resource "google_compute_firewall" "f" {
  source_ranges = ["0.0.0.0/0"]
  allow {
    protocol = "tcp"
    ports    = [22, "80-90"]
  }
  allow {
    protocol = "udp"
  }
  deny {
    protocol = "icmp"
  }
}
resource "google_compute_firewall" "off" {
  disabled = true
  allow {
    protocol = "all"
  }
}
resource "google_compute_firewall" "perhaps" {
  disabled = var.u
  allow {
    protocol = "all"
  }
}
variable "u" {}
`,
    'ingress-rule',
    [
      {
        $firewall: 'google-firewall',
        $action: 'allow',
        $protocol: 'tcp',
        $ports: [22, '80-90'],
        $sources: ['0.0.0.0/0'],
      },
      { $firewall: 'google-firewall', $action: 'allow', $protocol: 'udp', $ports: ['*'], $sources: ['0.0.0.0/0'] },
      { $firewall: 'google-firewall', $action: 'deny', $protocol: 'icmp', $ports: [], $sources: ['0.0.0.0/0'] },
      { $firewall: 'google-firewall', $action: '?', $protocol: 'all', $ports: ['*'] },
    ],
  ],
};

const partsOf = (module: Module): readonly Resource[] => module.unit.resources.flatMap(({ parts }) => parts);

/** The entries that views add. */
function added({ body }: Resource): object {
  const all = shown(body) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(all).filter(([key]) => /^[$…]/.test(key)));
}

describe('terraform views', () => {
  for (const [title, [text, expected]] of Object.entries(statements)) {
    it(`have the statements of ${title}`, async () => {
      const parts = partsOf(await evaluated(text));
      assert.deepEqual(
        parts.map((part) => [part.address, shown(part.body)]),
        expected,
      );
      assert.ok(parts.every((part) => part.type === 'iam-statement' && part.within?.().parts.includes(part)));
    });
  }

  for (const [title, [text, type, expected]] of Object.entries(rules)) {
    it(`have the rules of ${title}`, async () => {
      const parts = partsOf(await evaluated(text)).filter((part) => part.type === type);
      assert.deepEqual(parts.map(added), expected);
    });
  }

  it('keep what is written, and where', async () => {
    const module = await evaluated(
      group(
        '    from_port = 22\n    to_port = 22\n    protocol = "tcp"\n    cidr_blocks = ["0.0.0.0/0"]\n    self = true',
      ),
    );
    const [rule] = partsOf(module);
    assert.ok(rule);
    const placeOf = (name: string) => {
      const value = rule.body.entries.get(name)?.value;
      return value && module.textAt(value.kind === 'list' && value.items[0] ? value.items[0].place : value.place);
    };
    assert.deepEqual(['self', '$protocol', '$ports', '$sources'].map(placeOf), ['true', '"tcp"', '22', '"0.0.0.0/0"']);
    assert.equal(module.textAt(rule.header), 'ingress');
  });
});
