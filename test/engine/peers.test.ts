// Other tools' comments hold back the rules that carry their ids, in files as people have them.

import assert from 'node:assert/strict';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import type { Language } from '../../server/src/languages/language.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';
import { languagesForTests } from '../languages.ts';
import { packedRules } from '../rules/folder.ts';

const bucket = (before: string) => `${before}resource "aws_s3_bucket" "b" {\n  acl = "public-read"\n}\n`;

const rows: readonly {
  readonly it: string;
  readonly file: string;
  readonly rule: string;
  readonly without: string;
  readonly ignored: string;
}[] = [
  {
    it: 'checkov:skip',
    file: 'main.tf',
    rule: 'aws/s3/acl-public',
    without: bucket(''),
    ignored: bucket('').replace('acl', '# checkov:skip=CKV_AWS_20:a site\n  acl'),
  },
  {
    it: 'trivy:ignore with its old prefix',
    file: 'main.tf',
    rule: 'aws/s3/acl-public',
    without: bucket(''),
    ignored: bucket('#trivy:ignore:AVD-AWS-0092\n'),
  },
  {
    it: 'tfsec:ignore by a long id',
    file: 'main.tf',
    rule: 'aws/s3/acl-public',
    without: bucket(''),
    ignored: bucket('#tfsec:ignore:aws-s3-no-public-access-with-acl\n'),
  },
  {
    it: 'Docker’s build checks',
    file: 'Dockerfile',
    rule: 'docker/maintainer-deprecated',
    without: 'FROM node:22\nMAINTAINER me\n',
    ignored: '# check=skip=MaintainerDeprecated\nFROM node:22\nMAINTAINER me\n',
  },
  {
    it: 'all of Docker’s build checks',
    file: 'Dockerfile',
    rule: 'docker/maintainer-deprecated',
    without: 'FROM node:22\nMAINTAINER me\n',
    ignored: '# check=skip=all\nFROM node:22\nMAINTAINER me\n',
  },
  {
    it: 'hadolint ignore',
    file: 'Dockerfile',
    rule: 'docker/maintainer-deprecated',
    without: 'FROM node:22\nMAINTAINER me\n',
    ignored: 'FROM node:22\n# hadolint ignore=DL4000\nMAINTAINER me\n',
  },
];

describe('other tools’ ignores', () => {
  let languages: readonly Language[];
  before(async () => {
    languages = await languagesForTests();
  });

  const rulesBroken = (file: string, text: string): readonly string[] => {
    const rules = rulesOf(packedRules().catalogue);
    const settings = { ...defaultSettings, all: true };
    const project = openProject('/w', languages, { rules, settings, today: '2026-01-01' });
    project.update(snapshotOf(`/w/${file}`, text));
    const findings = project.analyseFile(`/w/${file}`)?.findings ?? [];
    project.remove(`/w/${file}`);
    return findings.map(({ rule }) => rule);
  };

  for (const { it: title, file, rule, without, ignored } of rows) {
    it(title, () => {
      assert.ok(rulesBroken(file, without).includes(rule), 'found without the comment');
      assert.ok(!rulesBroken(file, ignored).includes(rule), 'held back by it');
    });
  }
});
