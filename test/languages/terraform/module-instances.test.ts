// Instances of modules, by `for_each` and `count`, and what they give to the outside.

import { itJudges } from './judges.ts';

describe('instances of modules', () => {
  itJudges({
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
  });
});
