// Modules as they are called: once and several times, nested, and with values on the way. What a finding underlines, and
// the way that it tells.

import { itJudges } from './judges.ts';

describe('modules as they are called', () => {
  itJudges({
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
  });
});
