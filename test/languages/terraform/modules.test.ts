// Modules, variables and functions together, as people write them: what a finding underlines and the way that it tells.

import assert from 'node:assert/strict';
import { judged, workspaceIn } from './judging.ts';

/** A workspace with marks, and its findings in the order of files and text. */
const cases: Readonly<Record<string, readonly [source: string, findings: readonly (readonly string[])[]]>> = {
  'a literal in an argument': [
    `-- main.tf --
module "logs" {
  source = "./bucket"
  acl    = «"public-read"»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.logs.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a literal in the module, called twice': [
    `-- main.tf --
module "a" {
  source = "./bucket"
}
module "b" {
  source = "./bucket"
}
-- bucket/main.tf --
resource "aws_s3_bucket_acl" "b" {
  acl = «"public-read"»
}
`,
    [['bucket/main.tf: "public-read" | `aws_s3_bucket_acl.b` is public']],
  ],
  'the same argument in two calls, wrong in one': [
    `-- main.tf --
module "a" {
  source = "./bucket"
  acl    = "private"
}
module "b" {
  source = "./bucket"
  acl    = «"public-read"»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.b.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'wrong in both calls': [
    `-- main.tf --
module "a" {
  source = "./bucket"
  acl    = «"public-read"»
}
module "b" {
  source = "./bucket"
  acl    = «"public-read-write"»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.a.aws_s3_bucket_acl.b` uses it here',
      ],
      [
        'main.tf: "public-read-write" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.b.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'the default of a called module': [
    `-- main.tf --
module "a" {
  source = "./bucket"
}
-- bucket/main.tf --
variable "acl" {
  default = "public-read"
}
resource "aws_s3_bucket_acl" "b" {
  acl = «var.acl»
}
`,
    [
      [
        'bucket/main.tf: var.acl | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: "public-read" | the default of `var.acl` comes from here',
      ],
    ],
  ],
  'a default that every call overrides': [
    `-- main.tf --
module "a" {
  source = "./bucket"
  acl    = "private"
}
-- bucket/main.tf --
variable "acl" {
  default = "public-read"
}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [],
  ],
  'a module that nobody calls': [
    `-- main.tf --
resource "aws_s3_bucket_acl" "b" {
  acl = "private"
}
-- bucket/main.tf --
variable "acl" {
  default = "public-read"
}
resource "aws_s3_bucket_acl" "b" {
  acl = «var.acl»
}
`,
    [
      [
        'bucket/main.tf: var.acl | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: "public-read" | the default of `var.acl` comes from here',
      ],
    ],
  ],
  'two roots that call one module': [
    `-- prod/main.tf --
module "b" {
  source = "../bucket"
  acl    = "private"
}
-- dev/main.tf --
module "b" {
  source = "../bucket"
  acl    = «"public-read"»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
resource "aws_ebs_volume" "v" {
  encrypted = «false»
}
`,
    [
      ['bucket/main.tf: false | `aws_ebs_volume.v` is not encrypted'],
      [
        'dev/main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.b.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'nested modules': [
    `-- main.tf --
module "app" {
  source = "./app"
  access = «"public-read"»
}
-- app/main.tf --
variable "access" {}
module "bucket" {
  source = "../bucket"
  acl    = var.access
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'app/main.tf: var.access | `acl` is given here',
        'bucket/main.tf: var.acl | `module.app.module.bucket.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'an argument of the inner call': [
    `-- main.tf --
module "app" {
  source = "./app"
}
-- app/main.tf --
module "bucket" {
  source = "../bucket"
  acl    = «"public-read"»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'app/main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.app.module.bucket.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a local behind the argument': [
    `-- main.tf --
locals {
  acl = "public-read"
}
module "a" {
  source = "./bucket"
  acl    = «local.acl»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: local.acl | `aws_s3_bucket_acl.b` is public',
        'main.tf: "public-read" | `local.acl` is set here',
        'bucket/main.tf: var.acl | `module.a.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a file of values behind the argument': [
    `-- main.tf --
variable "acl" {
  default = "private"
}
module "a" {
  source = "./bucket"
  acl    = «var.acl»
}
-- terraform.tfvars --
acl = "public-read"
-- bucket/main.tf --
variable "acl" {}
locals {
  acl = lower(var.acl)
}
resource "aws_s3_bucket_acl" "b" {
  acl = local.acl
}
-- bucket/terraform.tfvars --
acl = "private"
`,
    [
      [
        'main.tf: var.acl | `aws_s3_bucket_acl.b` is public',
        'terraform.tfvars: "public-read" | `var.acl` is set in terraform.tfvars here',
        'bucket/main.tf: lower(var.acl) | `local.acl` is set here',
        'bucket/main.tf: local.acl | `module.a.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a condition on an argument': [
    `-- main.tf --
module "a" {
  source = "./bucket"
  public = «true»
}
module "b" {
  source = "./bucket"
}
-- bucket/main.tf --
variable "public" {
  type    = bool
  default = false
}
resource "aws_s3_bucket_acl" "b" {
  acl = var.public ? "public-read" : "private"
}
`,
    [
      [
        'main.tf: true | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: "public-read" | `module.a.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a condition that makes the resource': [
    `-- main.tf --
module "a" {
  source = "./bucket"
  acl    = true
}
module "b" {
  source = "./bucket"
  acl    = false
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  count = var.acl ? 1 : 0
  acl   = «"public-read"»
}
`,
    [['bucket/main.tf: "public-read" | `aws_s3_bucket_acl.b[0]` is public']],
  ],
  'a condition that makes nothing': [
    `-- main.tf --
module "b" {
  source = "./bucket"
  acl    = false
}
-- bucket/main.tf --
variable "acl" {
  default = true
}
resource "aws_s3_bucket_acl" "b" {
  count = var.acl ? 1 : 0
  acl   = "public-read"
}
`,
    [],
  ],
  'one item of a list in an argument': [
    `-- main.tf --
module "net" {
  source = "./net"
  allow  = ["10.0.0.0/8", «"0.0.0.0/0"»]
}
-- net/main.tf --
variable "allow" {
  type = list(string)
}
resource "aws_security_group" "g" {
  ingress {
    cidr_blocks = var.allow
  }
}
`,
    [
      [
        'main.tf: "0.0.0.0/0" | `aws_security_group.g` is open to 0.0.0.0/0',
        'net/main.tf: var.allow | `module.net.aws_security_group.g` uses it here',
      ],
    ],
  ],
  'an attribute of an object in an argument': [
    `-- main.tf --
module "v" {
  source = "./volume"
  volume = {
    size      = 10
    encrypted = «false»
  }
}
-- volume/main.tf --
variable "volume" {
  type = object({ size = number, encrypted = optional(bool, true) })
}
resource "aws_ebs_volume" "v" {
  size      = var.volume.size
  encrypted = var.volume.encrypted
}
`,
    [
      [
        'main.tf: false | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: var.volume.encrypted | `module.v.aws_ebs_volume.v` uses it here',
      ],
    ],
  ],
  'the default of an optional attribute': [
    `-- main.tf --
module "v" {
  source = "./volume"
  volume = { size = 10 }
}
-- volume/main.tf --
variable "volume" {
  type = object({ size = number, encrypted = optional(bool, false) })
}
resource "aws_ebs_volume" "v" {
  size      = var.volume.size
  encrypted = «var.volume.encrypted»
}
`,
    [
      [
        'volume/main.tf: var.volume.encrypted | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: false | the default of this attribute comes from here',
      ],
    ],
  ],
  'a good default of an optional attribute': [
    `-- main.tf --
module "v" {
  source = "./volume"
  volume = { size = "10", encrypted = null }
}
-- volume/main.tf --
variable "volume" {
  type = object({ size = number, encrypted = optional(bool, true) })
}
resource "aws_ebs_volume" "v" {
  size      = var.volume.size
  encrypted = var.volume.encrypted
}
`,
    [],
  ],
  'null in an argument': [
    `-- main.tf --
module "v" {
  source    = "./volume"
  encrypted = «null»
}
-- volume/main.tf --
variable "encrypted" {
  default = true
}
resource "aws_ebs_volume" "v" {
  encrypted = var.encrypted
}
`,
    [
      [
        'main.tf: null | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: var.encrypted | `module.v.aws_ebs_volume.v` uses it here',
      ],
    ],
  ],
  'null by default': [
    `-- main.tf --
module "v" {
  source = "./volume"
}
-- volume/main.tf --
variable "encrypted" {
  default = null
}
resource "aws_ebs_volume" "v" {
  encrypted = «var.encrypted»
}
`,
    [
      [
        'volume/main.tf: var.encrypted | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: null | the default of `var.encrypted` comes from here',
      ],
    ],
  ],
  'a text that is converted': [
    `-- main.tf --
module "v" {
  source    = "./volume"
  encrypted = «"false"»
}
-- volume/main.tf --
variable "encrypted" {
  type = bool
}
resource "aws_ebs_volume" "v" {
  encrypted = var.encrypted
}
`,
    [
      [
        'main.tf: "false" | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: var.encrypted | `module.v.aws_ebs_volume.v` uses it here',
      ],
    ],
  ],
  'something missing in a module': [
    `-- main.tf --
module "v" {
  source = "./volume"
}
-- volume/main.tf --
«resource "aws_ebs_volume" "v"» {
  size = 1
}
`,
    [['volume/main.tf: resource "aws_ebs_volume" "v" | `aws_ebs_volume.v` is not encrypted']],
  ],
  'an argument that is not known': [
    `-- main.tf --
variable "acl" {}
module "a" {
  source = "./bucket"
  acl    = var.acl
}
-- bucket/main.tf --
variable "acl" {
  default = "public-read"
}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [],
  ],
  'for_each over a map of arguments': [
    `-- main.tf --
locals {
  buckets = {
    logs = { acl = "private" }
    site = { acl = "public-read" }
  }
}
module "b" {
  for_each = local.buckets
  source   = "./bucket"
  acl      = «each.value.acl»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: each.value.acl | `aws_s3_bucket_acl.b` is public',
        'main.tf: local.buckets | `each.value` comes from here',
        'main.tf: "public-read" | `local.buckets` is set here',
        'bucket/main.tf: var.acl | `module.b["site"].aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'for_each over a set': [
    `-- main.tf --
module "q" {
  for_each = toset(["good", "bad"])
  source   = "./queue"
  name     = «"\${each.key}-jobs"»
}
-- queue/main.tf --
variable "name" {}
resource "aws_sqs_queue" "q" {
  name = var.name
}
`,
    [
      [
        'main.tf: "${each.key}-jobs" | `aws_sqs_queue.q` is called bad-jobs',
        'main.tf: "bad" | `each.key` comes from here',
        'queue/main.tf: var.name | `module.q["bad"].aws_sqs_queue.q` uses it here',
      ],
    ],
  ],
  'count of a module': [
    `-- main.tf --
module "q" {
  count  = 2
  source = "./queue"
  name   = count.index == 1 ? «"bad"» : "good"
}
-- queue/main.tf --
variable "name" {}
resource "aws_sqs_queue" "q" {
  name = var.name
}
`,
    [
      [
        'main.tf: "bad" | `aws_sqs_queue.q` is called bad',
        'main.tf: 2 | `count.index` comes from here',
        'queue/main.tf: var.name | `module.q[1].aws_sqs_queue.q` uses it here',
      ],
    ],
  ],
  'a module that is called no times': [
    `-- main.tf --
module "q" {
  count  = 0
  source = "./queue"
  name   = "bad"
}
-- queue/main.tf --
variable "name" {}
resource "aws_sqs_queue" "q" {
  name = var.name
}
`,
    [],
  ],
  'a number of modules that is not known': [
    `-- main.tf --
variable "n" {}
module "q" {
  count  = var.n
  source = "./queue"
  name   = «"bad"»
}
-- queue/main.tf --
variable "name" {}
resource "aws_sqs_queue" "q" {
  name = var.name
}
`,
    [
      [
        'main.tf: "bad" | `aws_sqs_queue.q` is called bad',
        'queue/main.tf: var.name | `module.q.aws_sqs_queue.q` uses it here',
      ],
    ],
  ],
  'an output of a module': [
    `-- main.tf --
module "names" {
  source = "./names"
}
resource "aws_sqs_queue" "q" {
  name = «module.names.queue»
}
-- names/main.tf --
output "queue" {
  value = "bad-queue"
}
`,
    [
      [
        'main.tf: module.names.queue | `aws_sqs_queue.q` is called bad-queue',
        'names/main.tf: "bad-queue" | `output.queue` is set here',
      ],
    ],
  ],
  'an output made from an argument': [
    `-- main.tf --
module "names" {
  source = "./names"
  prefix = "bad"
}
resource "aws_sqs_queue" "q" {
  name = «module.names.queue»
}
-- names/main.tf --
variable "prefix" {}
output "queue" {
  value = "\${var.prefix}-queue"
}
`,
    [
      [
        'main.tf: module.names.queue | `aws_sqs_queue.q` is called bad-queue',
        'names/main.tf: "${var.prefix}-queue" | `output.queue` is set here',
        'main.tf: "bad" | `prefix` is given here',
      ],
    ],
  ],
  'an output of one module in an argument of another': [
    `-- main.tf --
module "names" {
  source = "./names"
  prefix = "bad"
}
module "queue" {
  source = "./queue"
  name   = «module.names.queue»
}
-- names/main.tf --
variable "prefix" {}
output "queue" {
  value = format("%s-queue", var.prefix)
}
-- queue/main.tf --
variable "name" {}
resource "aws_sqs_queue" "q" {
  name = var.name
}
`,
    [
      [
        'main.tf: module.names.queue | `aws_sqs_queue.q` is called bad-queue',
        'names/main.tf: format("%s-queue", var.prefix) | `output.queue` is set here',
        'main.tf: "bad" | `prefix` is given here',
        'queue/main.tf: var.name | `module.queue.aws_sqs_queue.q` uses it here',
      ],
    ],
  ],
  'outputs of instances': [
    `-- main.tf --
module "names" {
  for_each = { a = "good", b = "bad" }
  source   = "./names"
  prefix   = each.value
}
resource "aws_sqs_queue" "a" {
  name = module.names["a"].queue
}
resource "aws_sqs_queue" "b" {
  name = «module.names["b"].queue»
}
resource "aws_sqs_queue" "all" {
  for_each = module.names
  name     = «each.value.queue»
}
resource "aws_sqs_queue" "listed" {
  name = «[for key, one in module.names : one.queue][1]»
}
-- names/main.tf --
variable "prefix" {}
output "queue" {
  value = "\${var.prefix}-queue"
}
`,
    [
      [
        'main.tf: module.names["b"].queue | `aws_sqs_queue.b` is called bad-queue',
        'names/main.tf: "${var.prefix}-queue" | `output.queue` is set here',
        'main.tf: each.value | `prefix` is given here',
        'main.tf: "bad" | `each.value` comes from here',
      ],
      [
        'main.tf: each.value.queue | `aws_sqs_queue.all["b"]` is called bad-queue',
        'names/main.tf: "${var.prefix}-queue" | `output.queue` is set here',
        'main.tf: each.value | `prefix` is given here',
        'main.tf: "bad" | `each.value` comes from here',
      ],
      [
        'main.tf: [for key, one in module.names : one.queue][1] | `aws_sqs_queue.listed` is called bad-queue',
        'names/main.tf: "${var.prefix}-queue" | `output.queue` is set here',
        'main.tf: each.value | `prefix` is given here',
        'main.tf: "bad" | `each.value` comes from here',
      ],
    ],
  ],
  'a whole resource in an argument': [
    `-- main.tf --
resource "aws_sqs_queue" "first" {
  name = «"bad-one"»
}
module "second" {
  source = "./second"
  queue  = «aws_sqs_queue.first»
}
-- second/main.tf --
variable "queue" {}
resource "aws_sqs_queue" "second" {
  name = var.queue.name
}
`,
    [
      ['main.tf: "bad-one" | `aws_sqs_queue.first` is called bad-one'],
      [
        'main.tf: aws_sqs_queue.first | `aws_sqs_queue.second` is called bad-one',
        'main.tf: "bad-one" | `aws_sqs_queue.first.name` is set here',
        'second/main.tf: var.queue.name | `module.second.aws_sqs_queue.second` uses it here',
      ],
    ],
  ],
  'a guard in a module for a bucket of the caller': [
    `-- main.tf --
resource "aws_s3_bucket" "a" {
  bucket = "a"
}
module "guard" {
  source = "./guard"
  bucket = aws_s3_bucket.a.id
}
«resource "aws_s3_bucket" "b"» {
  bucket = "b"
}
-- guard/main.tf --
variable "bucket" {}
locals {
  target = var.bucket
}
resource "aws_s3_bucket_public_access_block" "g" {
  bucket = local.target
  block  = true
}
`,
    [['main.tf: resource "aws_s3_bucket" "b" | `aws_s3_bucket.b` is not guarded']],
  ],
  'a bucket in a module and its guard in the caller': [
    `-- main.tf --
module "a" {
  source = "./bucket"
}
resource "aws_s3_bucket_public_access_block" "g" {
  bucket = module.a.id
  block  = true
}
-- bucket/main.tf --
resource "aws_s3_bucket" "b" {
  bucket = "b"
}
output "id" {
  value = aws_s3_bucket.b.id
}
`,
    [],
  ],
  'guards by keys of for_each': [
    `-- main.tf --
module "buckets" {
  for_each = toset(["logs", "data"])
  source   = "./bucket"
  name     = each.key
}
resource "aws_s3_bucket_public_access_block" "logs" {
  bucket = module.buckets["logs"].id
  block  = true
}
-- bucket/main.tf --
variable "name" {}
«resource "aws_s3_bucket" "b"» {
  bucket = var.name
}
output "id" {
  value = aws_s3_bucket.b.id
}
`,
    [['bucket/main.tf: resource "aws_s3_bucket" "b" | `aws_s3_bucket.b` is not guarded']],
  ],
  'guards for all keys': [
    `-- main.tf --
module "buckets" {
  for_each = toset(["logs", "data"])
  source   = "./bucket"
  name     = each.key
}
resource "aws_s3_bucket_public_access_block" "all" {
  for_each = module.buckets
  bucket   = each.value.id
  block    = true
}
-- bucket/main.tf --
variable "name" {}
resource "aws_s3_bucket" "b" {
  bucket = var.name
}
output "id" {
  value = aws_s3_bucket.b.id
}
`,
    [],
  ],
  'one root does not guard the buckets of another': [
    `-- a/main.tf --
«resource "aws_s3_bucket" "b"» {
  bucket = "a"
}
-- b/main.tf --
module "guard" {
  source = "../guard"
  bucket = "a"
}
-- guard/main.tf --
variable "bucket" {}
resource "aws_s3_bucket_public_access_block" "g" {
  bucket = var.bucket
  block  = true
}
`,
    [['a/main.tf: resource "aws_s3_bucket" "b" | `aws_s3_bucket.b` is not guarded']],
  ],
  'a policy given to a module': [
    `-- main.tf --
module "role" {
  source = "./role"
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = «"*"», Resource = "*" }]
  })
}
-- role/main.tf --
variable "policy" {}
resource "aws_iam_policy" "p" {
  policy = var.policy
}
`,
    [
      [
        'main.tf: "*" | `aws_iam_policy.p` allows *',
        'role/main.tf: resource "aws_iam_policy" "p" | this is about `module.role.aws_iam_policy.p`',
      ],
    ],
  ],
  'a policy made in a module from an argument': [
    `-- main.tf --
module "role" {
  source  = "./role"
  actions = ["s3:Get*", «"*"»]
}
-- role/main.tf --
variable "actions" {}
resource "aws_iam_policy" "p" {
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }]
  })
}
`,
    [
      [
        'main.tf: "*" | `aws_iam_policy.p` allows *',
        'role/main.tf: var.actions | `module.role.aws_iam_policy.p` uses it here',
      ],
    ],
  ],
  'a policy document of the caller': [
    `-- main.tf --
data "aws_iam_policy_document" "d" {
  statement {
    actions   = [«"*"»]
    resources = ["*"]
  }
}
module "role" {
  source = "./role"
  policy = data.aws_iam_policy_document.d.json
}
-- role/main.tf --
variable "policy" {}
resource "aws_iam_policy" "p" {
  policy = var.policy
}
`,
    [
      [
        'main.tf: "*" | `aws_iam_policy.p` allows *',
        'role/main.tf: resource "aws_iam_policy" "p" | this is about `module.role.aws_iam_policy.p`',
      ],
    ],
  ],
  'a file beside the module': [
    `-- main.tf --
module "role" {
  source = "./role"
}
-- role/main.tf --
resource "aws_iam_policy" "p" {
  policy = «file("\${path.module}/policies/all.json")»
}
-- (role/policies/all.json) --
{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
`,
    [['role/main.tf: file("${path.module}/policies/all.json") | `aws_iam_policy.p` allows *']],
  ],
  'a template with a variable from an argument': [
    `-- main.tf --
module "role" {
  source = "./role"
  action = «"*"»
}
-- role/main.tf --
variable "action" {}
resource "aws_iam_policy" "p" {
  policy = templatefile("\${path.module}/policy.tftpl", { actions = ["s3:GetObject", var.action] })
}
-- (role/policy.tftpl) --
{"Statement": [
  %{ for action in actions ~}
  {"Effect": "Allow", "Action": "\${action}", "Resource": "*"},
  %{ endfor ~}
  {}
]}
`,
    [
      [
        'main.tf: "*" | `aws_iam_policy.p` allows *',
        'role/main.tf: var.action | `actions` comes from here',
        'role/main.tf: "s3:GetObject" | `actions` comes from here',
        'role/main.tf: templatefile("${path.module}/policy.tftpl", { actions = ["s3:GetObject", var.action] }) | `module.role.aws_iam_policy.p` uses it here',
      ],
    ],
  ],
  'a downloaded module': [
    `-- main.tf --
module "bucket" {
  source  = "terraform-aws-modules/s3-bucket/aws"
  version = "~> 4.0"
  acl     = «"public-read"»
}
-- (.terraform/modules/modules.json) --
{"Modules": [
  {"Key": "", "Source": "", "Dir": "."},
  {"Key": "bucket", "Source": "registry.terraform.io/terraform-aws-modules/s3-bucket/aws", "Dir": ".terraform/modules/bucket"}
]}
-- (.terraform/modules/bucket/main.tf) --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
resource "aws_ebs_volume" "v" {
  encrypted = false
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        '.terraform/modules/bucket/main.tf: var.acl | `module.bucket.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a module downloaded for a local module': [
    `-- main.tf --
module "app" {
  source = "./app"
  acl    = «"public-read"»
}
-- app/main.tf --
variable "acl" {}
module "bucket" {
  source = "git::https://example.com/bucket.git?ref=v1"
  acl    = var.acl
}
-- (.terraform/modules/modules.json) --
{"Modules": [
  {"Key": "app", "Source": "./app", "Dir": "app"},
  {"Key": "app.bucket", "Source": "git::https://example.com/bucket.git?ref=v1", "Dir": ".terraform/modules/app.bucket"},
  {"Key": "app.bucket.inner", "Source": "./inner", "Dir": ".terraform/modules/app.bucket/inner"}
]}
-- (.terraform/modules/app.bucket/main.tf) --
variable "acl" {}
module "inner" {
  source = "./inner"
  acl    = var.acl
}
-- (.terraform/modules/app.bucket/inner/main.tf) --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'app/main.tf: var.acl | `acl` is given here',
        '.terraform/modules/app.bucket/main.tf: var.acl | `acl` is given here',
        '.terraform/modules/app.bucket/inner/main.tf: var.acl | `module.app.module.bucket.module.inner.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'a module that was not downloaded': [
    `-- main.tf --
module "bucket" {
  source = "terraform-aws-modules/s3-bucket/aws"
  acl    = "public-read"
}
resource "aws_sqs_queue" "q" {
  name = module.bucket.id
}
`,
    [],
  ],
  'a module outside of what is listed': [
    `-- main.tf --
module "bucket" {
  source = "../shared/bucket"
  acl    = «"public-read"»
}
-- (../shared/bucket/main.tf) --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
resource "aws_ebs_volume" "v" {
  encrypted = false
}
`,
    [
      [
        'main.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        '/shared/bucket/main.tf: var.acl | `module.bucket.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'an override file changes an argument': [
    `-- main.tf --
module "bucket" {
  source = "./bucket"
  acl    = "private"
}
-- override.tf --
module "bucket" {
  acl = «"public-read"»
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`,
    [
      [
        'override.tf: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: var.acl | `module.bucket.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'the files of a folder': [
    `-- main.tf --
module "policies" {
  source = "./policies"
}
-- policies/main.tf --
resource "aws_iam_policy" "p" {
  for_each = fileset(path.module, "*.json")
  policy   = «file("\${path.module}/\${each.key}")»
}
-- (policies/good.json) --
{"Statement": [{"Action": "s3:GetObject"}]}
-- (policies/bad.json) --
{"Statement": [{"Action": "*"}]}
`,
    [
      [
        'policies/main.tf: file("${path.module}/${each.key}") | `aws_iam_policy.p["bad.json"]` allows *',
        'policies/main.tf: fileset(path.module, "*.json") | `each.key` comes from here',
      ],
    ],
  ],
  'a module in JSON': [
    `-- main.tf.json --
{"module": {"bucket": {"source": "./bucket", "acl": «"public-read"»}}}
-- bucket/main.tf.json --
{"variable": {"acl": {}}, "resource": {"aws_s3_bucket_acl": {"b": {"acl": "\${var.acl}"}}}}
`,
    [
      [
        'main.tf.json: "public-read" | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf.json: "${var.acl}" | `module.bucket.aws_s3_bucket_acl.b` uses it here',
      ],
    ],
  ],
  'null where a variable is not nullable': [
    `-- main.tf --
module "a" {
  source = "./bucket"
  acl    = null
}
-- bucket/main.tf --
variable "acl" {
  default  = "public-read"
  nullable = false
}
resource "aws_s3_bucket_acl" "b" {
  acl = «var.acl»
}
`,
    [
      [
        'bucket/main.tf: var.acl | `aws_s3_bucket_acl.b` is public',
        'bucket/main.tf: "public-read" | the default of `var.acl` comes from here',
      ],
    ],
  ],
  'two arguments in one text': [
    `-- main.tf --
module "q" {
  source = "./queue"
  a      = "ba"
  b      = "d"
}
-- queue/main.tf --
variable "a" {}
variable "b" {}
resource "aws_sqs_queue" "q" {
  name = «"\${var.a}\${var.b}"»
}
`,
    [
      [
        'queue/main.tf: "${var.a}${var.b}" | `aws_sqs_queue.q` is called bad',
        'main.tf: "ba" | `a` is given here',
        'main.tf: "d" | `b` is given here',
      ],
    ],
  ],
  'dynamic blocks over an argument': [
    `-- main.tf --
module "net" {
  source = "./net"
  rules = {
    ssh = { port = 22, from = [«"0.0.0.0/0"»] }
    web = { port = 443, from = ["10.0.0.0/8"] }
  }
}
-- net/main.tf --
variable "rules" {
  type = map(object({ port = number, from = list(string) }))
}
resource "aws_security_group" "g" {
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      cidr_blocks = ingress.value.from
    }
  }
}
`,
    [
      [
        'main.tf: "0.0.0.0/0" | `aws_security_group.g` is open to 0.0.0.0/0',
        'net/main.tf: var.rules | `ingress.value` comes from here',
        'net/main.tf: ingress.value.from | `module.net.aws_security_group.g` uses it here',
      ],
    ],
  ],
  'functions over arguments': [
    `-- main.tf --
module "net" {
  source = "./net"
  extra  = [«"0.0.0.0/0"»]
}
-- net/main.tf --
variable "extra" {
  default = []
}
resource "aws_security_group" "g" {
  ingress {
    cidr_blocks = distinct(concat(["10.0.0.0/8"], compact(var.extra)))
  }
}
`,
    [
      [
        'main.tf: "0.0.0.0/0" | `aws_security_group.g` is open to 0.0.0.0/0',
        'net/main.tf: var.extra | `module.net.aws_security_group.g` uses it here',
      ],
    ],
  ],
  'try over an argument': [
    `-- main.tf --
module "v" {
  source = "./volume"
  config = { encrypted = «false» }
}
module "w" {
  source = "./volume"
  config = {}
}
-- volume/main.tf --
variable "config" {}
resource "aws_ebs_volume" "v" {
  encrypted = try(var.config.encrypted, true)
}
`,
    [
      [
        'main.tf: false | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: try(var.config.encrypted, true) | `module.v.aws_ebs_volume.v` uses it here',
      ],
    ],
  ],
  'merged defaults': [
    `-- main.tf --
module "v" {
  source = "./volume"
  config = { encrypted = «false» }
}
-- volume/main.tf --
variable "config" {}
locals {
  config = merge({ size = 1, encrypted = true }, var.config)
}
resource "aws_ebs_volume" "v" {
  size      = local.config.size
  encrypted = local.config.encrypted
}
`,
    [
      [
        'main.tf: false | `aws_ebs_volume.v` is not encrypted',
        'volume/main.tf: var.config | `local.config` is set here',
        'volume/main.tf: local.config.encrypted | `module.v.aws_ebs_volume.v` uses it here',
      ],
    ],
  ],
};

describe('modules', () => {
  for (const [title, [source, expected]] of Object.entries(cases)) {
    it(title, async () => {
      const { findings, shown, problems } = await judged(source);
      const places = findings.map(({ file, span }) => `${file} ${span.start}-${span.end}`);
      const marks = workspaceIn(source).marks.map(({ file, span }) => `${file} ${span.start}-${span.end}`);
      assert.deepEqual(
        { places: places.sort(), problems, findings: findings.map(shown) },
        { places: marks.sort(), problems: [], findings: expected },
      );
    });
  }
});
