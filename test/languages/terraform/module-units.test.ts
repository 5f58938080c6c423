// What stands around the evaluation of modules: circles and missing modules, files of values, ignores, fixes, and edits, after which what is
// evaluated from what was there equals what is evaluated from nothing, and nothing is made anew that does not depend on them.

import assert from 'node:assert/strict';
import { fixEdits } from '../../../server/src/engine/fix.ts';
import { applyEdits } from '../../../server/src/fixes/apply.ts';
import type { Resource } from '../../../server/src/model/resource.ts';
import { snapshotOf } from '../../../server/src/text/snapshot.ts';
import type { Project } from '../../../server/src/workspace/project.ts';
import { generator } from './generator.ts';
import { judged, workspaceIn } from './judging.ts';

const bucket = `-- bucket/main.tf --
variable "acl" {
  default = "private"
}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
`;

describe('modules that cannot be followed', () => {
  const cases: Readonly<Record<string, readonly [source: string, problems: readonly string[]]>> = {
    'a module that is not there': [
      '-- main.tf --\nmodule "m" {\n  source = "./nowhere"\n}\nresource "aws_sqs_queue" "q" {\n  name = module.m.name\n}\n',
      ['main.tf: "./nowhere" | there is no module in `./nowhere`'],
    ],
    'a module that calls itself': [
      '-- main.tf --\nmodule "m" {\n  source = "./"\n}\n',
      ['main.tf: "./" | `./` is a module that calls itself by this, so it is not followed'],
    ],
    'two modules that call each other': [
      '-- a/main.tf --\nmodule "b" {\n  source = "../b"\n}\n-- b/main.tf --\nmodule "a" {\n  source = "../a"\n}\n',
      ['b/main.tf: "../a" | `../a` is a module that calls itself by this, so it is not followed'],
    ],
    'a circle of a variable and an output': [
      '-- main.tf --\nmodule "m" {\n  source = "./m"\n  in     = module.m.out\n}\n-- m/main.tf --\nvariable "in" {}\noutput "out" {\n  value = var.in\n}\nresource "aws_sqs_queue" "q" {\n  name = var.in\n}\n',
      [
        'main.tf: module "m" | `module.m.out` depends on itself, so its value is not known',
        'm/main.tf: output "out" | `module.m.output.out` depends on itself, so its value is not known',
        'm/main.tf: variable "in" | `module.m.var.in` depends on itself, so its value is not known',
      ],
    ],
    'a source that is not written': ['-- main.tf --\nmodule "m" {\n  acl = "x"\n}\n', []],
  };
  for (const [title, [source, expected]] of Object.entries(cases)) {
    it(title, async () => {
      const { problems, findings } = await judged(source);
      assert.deepEqual({ problems, findings }, { problems: expected, findings: [] });
    });
  }
});

describe('what the configuration says of modules', () => {
  it('files of values', async () => {
    const source = `-- main.tf --
variable "acl" {}
module "b" {
  source = "./bucket"
  acl    = «var.acl»
}
-- terraform.tfvars --
acl = "private"
-- (env/prod.tfvars) --
acl = "public-read"
${bucket}`;
    assert.deepEqual((await judged(source.replace(/[«»]/g, ''))).findings, []);
    const { findings, shown } = await judged(source, { variableFiles: ['/w/env/prod.tfvars'] });
    assert.deepEqual(findings.map(shown), [
      [
        'main.tf: var.acl | `aws_s3_bucket_acl.b` is public',
        'env/prod.tfvars: "public-read" | `var.acl` is set in prod.tfvars here',
        'bucket/main.tf: var.acl | `module.b.aws_s3_bucket_acl.b` uses it here',
      ],
    ]);
  });

  it('downloaded modules', async () => {
    const source = `-- main.tf --
module "v" {
  source = "example/volume/aws"
}
-- (.terraform/modules/modules.json) --
{"Modules": [{"Key": "v", "Source": "example/volume/aws", "Dir": ".terraform/modules/v"}]}
-- (.terraform/modules/v/main.tf) --
resource "aws_ebs_volume" "v" {
  encrypted = false
}
`;
    assert.deepEqual((await judged(source)).findings, []);
    const { findings, shown } = await judged(source, { downloadedModules: true });
    assert.deepEqual(findings.map(shown), [
      ['.terraform/modules/v/main.tf: false | `aws_ebs_volume.v` is not encrypted'],
    ]);
  });
});

describe('what is told of modules', () => {
  it('an ignore in the module holds for its calls, and one at the call for that', async () => {
    const calls = '-- main.tf --\nmodule "a" {\n  source = "./bucket"\n  acl    = "public-read"\n}\n';
    const [ignored, called] = [bucket.replace('resource', '# lintel:ignore acl\nresource'), calls];
    const counts = await Promise.all(
      [calls + bucket, called + ignored, calls.replace('module', '# lintel:ignore acl\nmodule') + bucket].map(
        async (source) => (await judged(source)).findings.length,
      ),
    );
    assert.deepEqual(counts, [1, 0, 0]);
  });

  const volume = 'variable "on" {}\nresource "aws_ebs_volume" "v" {\n  encrypted = var.on\n}\n';
  const fixes: Readonly<Record<string, readonly [module: string, call: string, fixed: string]>> = {
    'the argument': [
      bucket,
      'source = "./bucket"\n  acl    = "public-read"',
      'source = "./bucket"\n  acl    = "private"',
    ],
    'the null of an argument': [
      `-- volume/main.tf --\n${volume}`,
      'source = "./volume"\n  on     = null',
      'source = "./volume"\n  on     = true',
    ],
  };
  for (const [what, [module, call, fixed]] of Object.entries(fixes)) {
    it(`the fix changes ${what}`, async () => {
      const source = `-- main.tf --\nmodule "a" {\n  ${call}\n}\n${module}`;
      const { findings, analyses } = await judged(source);
      const [finding] = findings;
      const analysis = analyses.find((one) => finding && one.findings.includes(finding));
      assert.ok(finding && analysis);
      const text = workspaceIn(source).own.get(finding.file) ?? '';
      assert.equal(applyEdits(text, fixEdits(analysis, finding) ?? []), `module "a" {\n  ${fixed}\n}\n`);
    });
  }

  it('nothing of what is sensitive', async () => {
    const source = `-- main.tf --
module "names" {
  source = "./names"
}
resource "aws_sqs_queue" "a" {
  name = module.names.secret
}
resource "aws_sqs_queue" "b" {
  name = module.names.plain
}
-- names/main.tf --
variable "password" {
  default   = "bad-password"
  sensitive = true
}
output "secret" {
  value     = "bad-secret"
  sensitive = true
}
output "plain" {
  value = var.password
}
`;
    const { findings } = await judged(source);
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['`aws_sqs_queue.a` is called a sensitive value', '`aws_sqs_queue.b` is called a sensitive value'],
    );
  });

  it('the file of a module has the findings of all its callers', async () => {
    const { project } = await judged(`-- a/main.tf --
module "b" {
  source = "../bucket"
}
-- b/main.tf --
module "b" {
  source = "../bucket"
  acl    = "public-read"
  on     = true
}
-- bucket/main.tf --
variable "acl" {
  default = "public-read-write"
}
variable "on" {
  default = false
}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
resource "aws_ebs_volume" "v" {
  count     = var.on ? 1 : 0
  encrypted = false
}
`);
    const rules = (file: string) => project.analyseFile(file)?.findings.map(({ rule, file: at }) => `${rule} ${at}`);
    assert.deepEqual(rules('/w/bucket/main.tf'), ['acl /w/bucket/main.tf', 'encrypted /w/bucket/main.tf']);
    assert.deepEqual(project.judgedIn('/w/bucket/main.tf'), [
      'terraform /w/a',
      'terraform /w/b',
      'terraform /w/bucket',
    ]);
  });
});

describe('edits in modules', () => {
  const source = `-- main.tf --
locals {
  acl = "private"
}
module "a" {
  source = "./bucket"
  acl    = local.acl
}
module "b" {
  source = "./bucket"
  acl    = "public-read"
}
module "q" {
  for_each = { one = "good", two = "bad" }
  source   = "./queue"
  name     = each.value
}
provider "aws" {
  default_tags {
    tags = { owner = "team" }
  }
}
resource "aws_sqs_queue" "own" {
  name = module.q["two"].name
}
-- bucket/main.tf --
variable "acl" {}
resource "aws_s3_bucket_acl" "b" {
  acl = var.acl
}
resource "aws_ebs_volume" "v" {
  encrypted = true
}
-- queue/main.tf --
variable "name" {}
resource "other_queue" "q" {
  name = var.name
}
output "name" {
  value = "\${var.name}-queue"
}
resource "aws_iam_policy" "p" {
  policy = file("\${path.module}/policy.json")
}
-- (queue/policy.json) --
{"Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}
`;

  const edits: Readonly<Record<string, readonly [file: string, search: string, by: string, made: readonly string[]]>> =
    {
      'a comment above a module': ['bucket/main.tf', 'variable', '# acl\nvariable', []],
      'a local that one call takes': [
        'main.tf',
        '"private"',
        '"public-read"',
        ['locals', 'module.a', 'module.a.aws_s3_bucket_acl.b'],
      ],
      'an argument': ['main.tf', '"public-read"', '"private"', ['module.b', 'module.b.aws_s3_bucket_acl.b']],
      'a value of for_each': [
        'main.tf',
        'two = "bad"',
        'two = "ugly"',
        [
          'aws_sqs_queue.own',
          'module.q["one"]',
          'module.q["one"].other_queue.q',
          'module.q["two"]',
          'module.q["two"].other_queue.q',
        ],
      ],
      'a key of for_each': [
        'main.tf',
        'one = "good", ',
        '',
        ['aws_sqs_queue.own', 'module.q["two"]', 'module.q["two"].other_queue.q'],
      ],
      'a resource of a module': [
        'bucket/main.tf',
        'true',
        'false',
        ['module.a.aws_ebs_volume.v', 'module.b.aws_ebs_volume.v'],
      ],
      'an output': ['queue/main.tf', '-queue"', '-q"', ['aws_sqs_queue.own']],
      'the tags of the provider': [
        'main.tf',
        '"team"',
        '"other"',
        [
          'aws_sqs_queue.own',
          'module.a.aws_ebs_volume.v',
          'module.a.aws_s3_bucket_acl.b',
          'module.b.aws_ebs_volume.v',
          'module.b.aws_s3_bucket_acl.b',
          'module.q["one"].aws_iam_policy.p',
          'module.q["two"].aws_iam_policy.p',
          'provider.aws',
        ],
      ],
      'the folder of a module': [
        'main.tf',
        'source   = "./queue"',
        'source   = "./nowhere"',
        ['aws_sqs_queue.own', 'module.q["one"]', 'module.q["two"]'],
      ],
    };
  for (const [title, [name, search, by, expected]] of Object.entries(edits)) {
    it(title, async () => {
      const { project } = await judged(source);
      const before = resourcesOf(project.analyse('terraform /w'));
      const file = `/w/${name}`;
      const text = (project.file(file)?.snapshot.text ?? '').replace(search, by);
      project.update(snapshotOf(file, text));
      const after = resourcesOf(project.analyse('terraform /w'));
      const made = after.filter((resource) => !before.includes(resource)).map(({ address }) => address);
      assert.deepEqual(made.sort(), expected);
      // From nothing, with the same files.
      const fresh = await judged(changed(source, name, search, by));
      const bodies = (resources: readonly Resource[]) => resources.map(({ address, body }) => [address, plainly(body)]);
      assert.deepEqual(bodies(after), bodies(resourcesOf(fresh.project.analyse('terraform /w'))));
    });
  }

  it('a text that a function reads', async () => {
    const { project } = await judged(source);
    const before = resourcesOf(project.analyse('terraform /w'));
    project.provide('/w/queue/policy.json', '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}');
    const analysis = project.analyse('terraform /w');
    const made = resourcesOf(analysis).filter((resource) => !before.includes(resource));
    assert.deepEqual(
      made.map(({ address }) => address),
      ['module.q["one"].aws_iam_policy.p', 'module.q["two"].aws_iam_policy.p'],
    );
    assert.ok(analysis?.findings.some(({ rule }) => rule === 'star'));
  });

  for (const seed of [1, 2, 3, 4]) {
    it(`equal evaluation from nothing after random edits (seed ${seed})`, async () => {
      const { project, own, open } = await judged(source);
      const random = generator(seed);
      const files = [...own.keys()];
      for (let step = 0; step < 40; step++) {
        const file = files[Math.floor(random() * files.length)] ?? '';
        const text = project.file(file)?.snapshot.text ?? '';
        // Now and then back to the start, since after many edits little is left to evaluate.
        const edited = step % 8 === 7 ? (own.get(file) ?? '') : randomlyEdited(text, random);
        project.update(snapshotOf(file, edited));
        const texts = new Map(files.map((name) => [name, project.file(name)?.snapshot.text ?? '']));
        const fresh = await open(texts);
        assert.deepEqual(picture(project), picture(fresh), `step ${step}: ${file}\n${edited}`);
        fresh.close();
      }
    });
  }

  it('another root is left alone', async () => {
    const { project } = await judged(
      `${source}-- other/main.tf --\nmodule "b" {\n  source = "../bucket"\n  acl    = 1\n}\n`,
    );
    const other = project.analyse('terraform /w/other');
    project.update(snapshotOf('/w/main.tf', 'locals {}\n'));
    assert.equal(project.analyse('terraform /w/other'), other);
    project.update(snapshotOf('/w/bucket/main.tf', 'variable "acl" {}\n'));
    assert.notEqual(project.analyse('terraform /w/other'), other);
  });
});

const resourcesOf = (analysis: { readonly unit: { readonly resources: readonly Resource[] } } | undefined) =>
  analysis?.unit.resources ?? [];

function randomlyEdited(text: string, random: () => number): string {
  const insertions = [
    '',
    '',
    'x',
    '"',
    '}',
    '\n',
    'true',
    'null',
    'var.name',
    'var.acl',
    'local.acl',
    'count = 2\n',
    '-',
  ];
  const at = Math.floor(random() * (text.length + 1));
  const length = random() < 0.5 ? 0 : Math.floor(random() * 12);
  return text.slice(0, at) + insertions[Math.floor(random() * insertions.length)] + text.slice(at + length);
}

/** All that the units say, with places from the start of their sources. */
const picture = (project: Project): unknown =>
  project.units().map((unit) => {
    const analysis = project.analyse(unit);
    return {
      unit,
      resources: resourcesOf(analysis).map(({ address, body }) => [address, plainly(body)]),
      findings: analysis?.findings,
      problems: analysis?.problems,
    };
  });

const changed = (source: string, name: string, search: string, by: string): string => {
  const [before = '', rest = ''] = source.split(`-- ${name} --\n`);
  return `${before}-- ${name} --\n${rest.replace(search, by)}`;
};

/** A value with the offsets of its places, without what makes sources differ. */
const plainly = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner) => (inner instanceof Map ? [...inner] : inner)));
