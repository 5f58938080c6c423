// Resources that speak of each other across modules: guards of buckets, and policies.

import { itJudges } from './judges.ts';

describe('references across modules', () => {
  itJudges({
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
  });
});
