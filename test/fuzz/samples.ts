// Texts of the forms that the rules' examples do not have: JSON, templates, values that come from elsewhere, scripts in heredocs.

import type { LanguageId } from '../../server/src/model/resource.ts';
import { rustAndPython } from './rust-python-samples.ts';

export interface Sample {
  readonly file: string;
  readonly text: string;
}

const module = `variable "public" {
  type    = bool
  default = true
}

variable "rules" {
  type    = list(object({ port = number, cidr = optional(string, "0.0.0.0/0") }))
  default = [{ port = 22 }, { port = 3389, cidr = "10.0.0.0/8" }]
}

locals {
  names = toset(["logs", "data"])
  tags  = merge({ Name = "app" }, { for name in local.names : name => "\${name}-tag" })
}

resource "aws_db_instance" "db" {
  for_each            = local.names
  identifier          = "app-\${each.key}"
  publicly_accessible = var.public
  tags                = local.tags
}

resource "aws_security_group" "web" {
  dynamic "ingress" {
    for_each = var.rules
    content {
      from_port   = ingress.value.port
      to_port     = ingress.value.port
      protocol    = "tcp"
      cidr_blocks = [ingress.value.cidr]
    }
  }
}

data "aws_iam_policy_document" "all" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "all" {
  policy = data.aws_iam_policy_document.all.json
}

resource "aws_iam_role" "any" {
  assume_role_policy = <<-EOT
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}
  EOT
}
`;

const moduleInJson = `{
  "variable": { "public": { "default": true } },
  "resource": {
    "aws_db_instance": { "db": { "publicly_accessible": "\${var.public}", "storage_encrypted": false } },
    "aws_s3_bucket": { "files": [{ "bucket": "files" }] }
  }
}
`;

const dockerfile = `# syntax=docker/dockerfile:1
ARG BASE=debian:latest
FROM golang:1.23 AS build
WORKDIR src
RUN --mount=type=secret,id=token <<EOF
set -e
apt-get update
apt-get install curl
curl -k https://example.com/install.sh | sudo sh
EOF
FROM \${BASE}
ARG PASSWORD=hunter2
ENV TOKEN=$PASSWORD PATH=/app:$PATH
ADD https://example.com/a.tar.gz /tmp/
COPY --from=build --chown=app /src/app /app
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN if [ -n "$TOKEN" ]; then \\
      # a comment
      pip install flask && rm -rf "$(cat /tmp/x)"; \\
    fi
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
EXPOSE 22 80-90/tcp
USER root
CMD app --serve
`;

const template = `{{- $root := . -}}
{{- range $name, $app := .Values.apps }}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $name | quote }}
  labels: {{- include "app.labels" $root | nindent 4 }}
spec:
  template:
    spec:
      {{- if $app.hostNetwork }}
      hostNetwork: true
      {{- else }}
      hostNetwork: false
      {{- end }}
      containers:
        - name: {{ $name }}
          image: "{{ $app.image }}:{{ $app.tag | default "latest" }}"
          securityContext:
            privileged: true
            {{- toYaml $app.securityContext | nindent 12 }}
{{- end }}
`;

const stream = `# two objects and a list
apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { a: "b" } }
spec: &spec
  hostPID: true
  containers:
    - &container
      name: web
      image: nginx
      command: [sh, -c, "curl http://x | sh"]
      env:
        - { name: PASSWORD, value: hunter2 }
    - <<: *container
      name: second
      securityContext: { privileged: true, capabilities: { add: [ALL] } }
---
apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: { name: all }
    rules:
      - apiGroups: ["*"]
        resources: ["*"]
        verbs: ["*"]
  - apiVersion: v1
    kind: Pod
    metadata: { name: other }
    spec: *spec
...
`;

const object =
  '{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "a" },\n  "spec": { "hostNetwork": true, "containers": [{ "name": "c", "image": "nginx" }] } }\n';

const compose = `x-common: &common
  restart: always
  privileged: true
services:
  web:
    <<: *common
    image: nginx:\${TAG:-latest}
    network_mode: host
    ports: ["0.0.0.0:22:22", "80"]
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
      - type: bind
        source: /
        target: /host
    environment:
      PASSWORD: hunter2
      DEBUG:
  db:
    build: { context: ., args: [A=b] }
    cap_add: [ALL]
    command: sh -c "curl http://x | sh"
`;

const goMod = `module example.com/app // the app

go 1.22

require (
	example.com/a v1.2.3
	example.com/b v0.0.0-20240101000000-abcdefabcdef // indirect
)

replace example.com/a => ../a

exclude example.com/b v1.0.0
retract [v1.0.0, v1.1.0]
`;

const requirements = `--index-url http://pypi.example.com/simple --trusted-host pypi.example.com
flask
requests[security]>=2.0,<3; python_version < "3.12"  # web
django==4.2 \\
    --hash=sha256:aaaa
git+https://github.com/a/b.git@main#egg=b
-e ./local
-r other.txt
`;

const pom = `<?xml version="1.0"?>
<project>
  <artifactId>app</artifactId>
  <!-- lintel:ignore packages/* - old -->
  <properties><v>1.0</v><w>\${v}</w></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>g</groupId><artifactId>a</artifactId><version>\${w}</version></dependency>
  </dependencies></dependencyManagement>
  <dependencies>
    <dependency><groupId>g</groupId><artifactId>a</artifactId></dependency>
    <dependency><groupId>g</groupId><artifactId>b</artifactId><version>LATEST</version><scope>test</scope></dependency>
  </dependencies>
  <profiles><profile><build><plugins><plugin><artifactId>p</artifactId></plugin></plugins></build></profile></profiles>
</project>
`;

const project = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><V>1.0</V><TargetFramework>net8.0</TargetFramework></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="A" Version="$(V)" />
    <PackageReference Include="B"><Version>[1.0,)</Version></PackageReference>
    <PackageReference Include="C" /> <!-- &amp; -->
  </ItemGroup>
</Project>
`;

const gemfile = `source "http://rubygems.org"
ruby "3.2.0"
gem "rails", "~> 7.0", ">= 7.0.1", require: false # lintel:ignore packages/*
group :test, :development do
  gem "a", git: "https://git.example.com/a", branch: "main"
  gem "b", "#{major}.0" if ENV["X"]
end
path("gems") { gem 'c' }
`;

const workflow = `on: { push: { branches: [main] } }
jobs:
  call:
    uses: example/workflows/.github/workflows/build.yml@v1
  build:
    runs-on: \${{ matrix.os }}
    steps:
      - uses: actions/checkout@v4 # lintel:ignore packages/*
      - uses: "example/action/sub@main"
      - run: |
          echo \${{ github.sha }}
`;

const gradle = `plugins { id("x.y") version "1.0" apply false }
repositories { maven { url "http://a.example" } }
ext.versions = [ a: '1.0', b: "2.0" ]
def c = "3.+"
dependencies {
  implementation "g:a:\${versions.a}", 'g:b:latest.release' // lintel:ignore packages/*
  testImplementation(group: 'g', name: 'c', version: c)
  api("g:d:$unknown") { exclude group: 'g' }
}
`;

export const samples: Readonly<Record<LanguageId, readonly Sample[]>> = {
  terraform: [
    { file: 'main.tf', text: module },
    { file: 'main.tf.json', text: moduleInJson },
    { file: 'a.tfvars', text: 'public = true\nrules  = [{ port = 1 }]\n' },
  ],
  dockerfile: [{ file: 'Dockerfile', text: dockerfile }],
  kubernetes: [
    { file: 'chart/templates/deployment.yaml', text: template },
    { file: 'stream.yaml', text: stream },
    { file: 'object.json', text: object },
  ],
  compose: [{ file: 'compose.yaml', text: compose }],
  packages: [
    ...rustAndPython,
    { file: 'go.mod', text: goMod },
    { file: 'requirements.txt', text: requirements },
    { file: 'pom.xml', text: pom },
    { file: 'Gemfile', text: gemfile },
    { file: 'build.gradle', text: gradle },
    { file: '.github/workflows/ci.yml', text: workflow },
    { file: 'App.csproj', text: project },
    { file: 'package.json', text: '{ "scripts": { "postinstall": "curl x | sh" }, "dependencies": { "a": "*" } }\n' },
  ],
};
