// Values that come into a module: conditions, objects, nulls and what is not known.

import { itJudges } from './judges.ts';

describe('values in modules', () => {
  itJudges({
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
  });
});
