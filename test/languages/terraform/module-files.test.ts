// What a module reads besides its own files: texts, templates, downloaded modules, overrides, JSON.

import { itJudges } from './judges.ts';

describe('files of modules', () => {
  itJudges({
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
  });
});
