// After any edit, what is evaluated from what was there before equals what is evaluated from nothing, down to the places.

import assert from 'node:assert/strict';
import type { TerraformFile } from '../../../server/src/languages/terraform/file.ts';
import { locate, type Unit } from '../../../server/src/model/file.ts';
import type { Place } from '../../../server/src/model/place.ts';
import { edited, type Snapshot, snapshotOf } from '../../../server/src/text/snapshot.ts';
import { generator } from './generator.ts';
import { language } from './read.ts';

const start: Readonly<Record<string, string>> = {
  'variables.tf': `variable "name" {
  type        = string
  description = "é😀"
}

variable "rules" {
  type    = list(object({ port = number, cidr = optional(string, "0.0.0.0/0") }))
  default = [{ port = 22 }, { port = 443, cidr = "10.0.0.0/8" }]
}

variable "enabled" {
  default = true
}
`,
  'main.tf': `locals {
  enabled = var.enabled && length(var.rules) > 0
  tags    = merge({ Name = var.name }, local.extra)
  buckets = toset(["logs", "data"])
}

locals {
  extra = { owner = "team" }
}

# buckets
resource "aws_s3_bucket" "b" {
  for_each = local.buckets
  bucket   = "\${var.name}-\${each.key}"
  tags     = local.tags
}

resource "aws_s3_bucket_acl" "acl" {
  for_each = aws_s3_bucket.b
  bucket   = each.value.id
  acl      = local.enabled ? "public-read" : "private"
}

resource "aws_security_group" "sg" {
  count = local.enabled ? 1 : 0
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      cidr_blocks = [ingress.value.cidr]
    }
  }
  tags = local.tags
}

data "aws_iam_policy_document" "p" {
  statement {
    actions   = ["s3:*"]
    resources = [for b in aws_s3_bucket.b : b.arn]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_iam_policy" "p" {
  policy = data.aws_iam_policy_document.p.json
  other  = <<-EOT
    {"Statement": {"Effect": "Allow", "Action": "\${local.extra.owner}:*"}}
  EOT
}
`,
  'terraform.tfvars': 'enabled = true\n',
};

/** What a random edit may put in. */
const insertions = [
  '',
  '',
  '',
  'x',
  '"',
  '}',
  '{',
  '\n',
  '# c\n',
  'true',
  'false',
  'null',
  '[]',
  'var.name',
  'local.tags',
  'local.enabled',
  '${',
  'é',
  '\r\n',
  '\nlocals {\n  extra = { owner = local.tags.Name }\n}\n',
  '\nresource "a" "b" {\n  c = aws_iam_policy.p.policy\n}\n',
  'count = 0\n',
  'acl = "x"\n',
];

describe('incremental evaluation', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`equals evaluation from nothing (edits of seed ${seed})`, async () => {
      const { parse, evaluate, forget } = await language();
      const random = generator(seed);
      let files = Object.entries(start).map(([file, text]) => parse(snapshotOf(`/${seed}/${file}`, text)));
      let unit = evaluate(files);
      for (let step = 0; step < 60; step++) {
        const index = Math.floor(random() * files.length);
        const file = files[index]!;
        // Now and then back to the start, since after many edits little is left to evaluate.
        const change = step % 12 === 11 ? restored(file) : randomEdit(file.snapshot, random);
        files = files.with(index, parse(change, file));
        unit = evaluate(files, unit);
        const fresh = files.map(({ snapshot }) => parse(snapshotOf(`${snapshot.file}`, snapshot.text)));
        assert.deepEqual(picture(unit, files), picture(evaluate(fresh), fresh), `step ${step}:\n${change.text}`);
      }
      for (const { file } of files) forget(file);
    });
  }

  it('keeps the resources that an edit does not reach', async () => {
    const { parse, evaluate } = await language();
    const before = Object.entries(start).map(([file, text]) => parse(snapshotOf(`/keep/${file}`, text)));
    const unit = evaluate(before);
    const edits: readonly (readonly [search: string, by: string, changed: readonly string[]])[] = [
      ['# buckets', '# other', []],
      ['"public-read"', '"private"', ['aws_s3_bucket_acl.acl["data"]', 'aws_s3_bucket_acl.acl["logs"]']],
      ['actions   = ["s3:*"]', 'actions = []', ['aws_iam_policy.p', 'data.aws_iam_policy_document.p']],
      // A document that nothing uses speaks for itself.
      ['data.aws_iam_policy_document.p.json', '""', ['aws_iam_policy.p', 'data.aws_iam_policy_document.p']],
      [
        '"team"',
        '"x"',
        [
          'aws_iam_policy.p',
          'aws_s3_bucket.b["data"]',
          'aws_s3_bucket.b["logs"]',
          'aws_security_group.sg[0]',
          'locals',
          'locals#2',
        ],
      ],
    ];
    for (const [search, by, expected] of edits) {
      const at = start['main.tf']!.indexOf(search);
      const main = parse(
        edited(before[1]!.snapshot, [{ span: { start: at, end: at + search.length }, text: by }], 1),
        before[1],
      );
      const now = evaluate(before.with(1, main), unit);
      const changed = now.resources
        .filter((resource) => !unit.resources.includes(resource))
        .map(({ address }) => address);
      assert.deepEqual(changed.sort(), expected, search);
    }
  });
});

function randomEdit(snapshot: Snapshot, random: () => number): Snapshot {
  const at = Math.floor(random() * (snapshot.text.length + 1));
  const length = random() < 0.5 ? 0 : Math.floor(random() * 12);
  const text = insertions[Math.floor(random() * insertions.length)] ?? '';
  const span = { start: at, end: Math.min(at + length, snapshot.text.length) };
  return edited(snapshot, [{ span, text }], snapshot.version + 1);
}

function restored({ snapshot }: TerraformFile): Snapshot {
  const text = start[snapshot.file.slice(snapshot.file.lastIndexOf('/') + 1)] ?? '';
  return edited(snapshot, [{ span: { start: 0, end: snapshot.text.length }, text }], snapshot.version + 1);
}

/** All that a unit says, with places resolved. */
function picture(unit: Unit, files: readonly TerraformFile[]): unknown {
  const fileOf = (name: string): TerraformFile | undefined => files.find(({ file }) => file === name);
  const isPlace = (value: object): value is Place => 'source' in value && 'start' in value;
  const drawn = (value: unknown): unknown => {
    if (value instanceof Map) return [...value].map(([key, inner]) => [key, drawn(inner)]);
    if (Array.isArray(value)) return value.map(drawn);
    // `within` of a part; the resource that it gives is drawn around it.
    if (typeof value === 'function') return 'function';
    if (typeof value !== 'object' || value === null) return value;
    if (isPlace(value)) {
      const location = locate(value, fileOf);
      return location && `${location.file}:${location.span.start}-${location.span.end}`;
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, drawn(inner)]));
  };
  return { resources: drawn(unit.resources), problems: unit.problems, texts: files.map((file) => file.problems) };
}
