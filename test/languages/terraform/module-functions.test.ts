// Values of modules that are put together: texts of several arguments, dynamic blocks, functions, `try`, merged defaults.

import { itJudges } from './judges.ts';

describe('functions in modules', () => {
  itJudges({
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
  });
});
