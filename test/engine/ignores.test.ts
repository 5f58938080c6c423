// Suppressions: how they are written, what each covers in its file, and which findings it holds back.

import assert from 'node:assert/strict';
import { applyIgnores, type Ignore, ignoresIn, unknownNames } from '../../server/src/engine/ignores.ts';
import { compose } from '../../server/src/languages/compose/language.ts';
import { dockerfile } from '../../server/src/languages/dockerfile/language.ts';
import { kubernetes } from '../../server/src/languages/kubernetes/language.ts';
import type { Language } from '../../server/src/languages/language.ts';
import { packages } from '../../server/src/languages/packages/language.ts';
import { terraform } from '../../server/src/languages/terraform/language.ts';
import { locate } from '../../server/src/model/file.ts';
import type { Finding } from '../../server/src/model/finding.ts';
import type { Location } from '../../server/src/model/place.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import type { Span } from '../../server/src/text/span.ts';
import { grammarNamed } from '../grammars.ts';

interface Case {
  readonly it: string;
  readonly file: string;
  /** The marks are what each ignore covers, in the order of their starts; nothing marked is the whole file where there is one. */
  readonly text: string;
  /** `tool: names`, and what else is said. */
  readonly says: readonly string[];
}

const cases: readonly Case[] = [
  {
    it: 'lintel:ignore behind code is about its line',
    file: 'main.tf',
    text: 'resource "a" "b" {\n«  acl = "x" # lintel:ignore aws/s3/public-acl, CKV_AWS_20 until=2026-12-31 -- a static site -- really»\n  b = 1\n}\n',
    says: ['lintel: aws/s3/public-acl CKV_AWS_20 until 2026-12-31 (a static site -- really)'],
  },
  {
    it: 'lintel:ignore behind the first line of an argument is about all of it',
    file: 'main.tf',
    text: 'resource "a" "b" {\n«  list = [ // lintel:ignore x/y\n    1,\n  ]»\n}\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore behind the header of a block is about the block',
    file: 'main.tf',
    text: '«resource "a" "b" { # lintel:ignore x/*\n  acl = 1\n}»\n',
    says: ['lintel: x/*'],
  },
  {
    it: 'lintel:ignore above a block is about the block',
    file: 'main.tf',
    text: '# lintel:ignore x/y\n# more to say\n\n«resource "a" "b" {\n  acl = 1\n}»\nresource "a" "c" {}\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore above a nested block, in a comment of several lines',
    file: 'main.tf',
    text: 'resource "a" "b" {\n  /*\n   * lintel:ignore x/y -- why\n   */\n«  ingress {\n    acl = 1\n  }»\n  ingress {}\n}\n',
    says: ['lintel: x/y (why)'],
  },
  {
    it: 'lintel:ignore above an argument',
    file: 'main.tf',
    text: 'resource "a" "b" {\n  # lintel:ignore x/y\n«  acl = 1»\n  bcl = 2\n}\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore-file',
    file: 'main.tf',
    text: 'resource "a" "b" {\n  # lintel:ignore-file x/y,z\n}\n',
    says: ['lintel: x/y z, whole file'],
  },
  {
    it: 'lintel:ignore above the first key is about the document',
    file: 'a.yaml',
    text: 'kind: A\napiVersion: v1\n---\n# lintel:ignore x/y\n«apiVersion: v1\nkind: B\nspec:\n  a: b»\n---\nkind: C\napiVersion: v1\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore above the line between documents is about the next one',
    file: 'a.yaml',
    text: '# lintel:ignore x/y\n---\n«apiVersion: v1\nkind: B»\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore above an entry is about the entry, though it is the first',
    file: 'a.yaml',
    text: 'apiVersion: v1\nkind: Pod\nspec:\n  # lintel:ignore x/y\n«  securityContext:\n    privileged: true»\n  hostPID: true\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore above an item is about the item',
    file: 'a.yaml',
    text: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    # lintel:ignore x/y\n«    - name: a\n      image: b»\n    - name: c\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore behind the first key of an item is about that key',
    file: 'a.yaml',
    text: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n«    - image: a # lintel:ignore x/y»\n      name: b\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore behind a key is about what is below it',
    file: 'a.yaml',
    text: 'apiVersion: v1\nkind: Pod\n«spec: # lintel:ignore x/y\n  hostPID: true»\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore above an instruction is about all its lines',
    file: 'Dockerfile',
    text: 'FROM a\n# lintel:ignore x/y\n«RUN a && \\\n  b»\nUSER root\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore above FROM is about FROM',
    file: 'Dockerfile',
    text: '# lintel:ignore x/y\n«FROM a»\nUSER root\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore inside a continued instruction is about the next line',
    file: 'Dockerfile',
    text: 'FROM a\nRUN a && \\\n  # lintel:ignore x/y\n«  b»\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'lintel:ignore in XML, whose comments hold no double dash',
    file: 'pom.xml',
    text: '<project><dependencies>\n  <!-- lintel:ignore x/y - no way - to it -->\n«  <dependency>\n    <groupId>g</groupId><artifactId>a</artifactId>\n  </dependency>»\n</dependencies></project>\n',
    says: ['lintel: x/y (no way - to it)'],
  },
  {
    it: 'lintel:ignore above a requirement',
    file: 'requirements.txt',
    text: '# lintel:ignore x/y\n«flask»\nrequests\n',
    says: ['lintel: x/y'],
  },
  {
    it: 'a word that only looks like it is none',
    file: 'main.tf',
    text: '# see mylintel:ignore and lintel:ignored x\nresource "a" "b" {}\n',
    says: [],
  },
  {
    it: 'checkov:skip inside a block is about the whole of it',
    file: 'main.tf',
    text: '#checkov:skip=CKV_AWS_1:above it is read by nobody\n«resource "a" "b" {\n  c {\n    #checkov:skip=CKV_AWS_20:"The bucket is public"\n  }\n}»\n',
    says: ['checkov: CKV_AWS_20 (The bucket is public)'],
  },
  {
    it: 'bridgecrew:skip of several checks',
    file: 'main.tf',
    text: '«resource "a" "b" {\n  acl = 1 # bridgecrew:skip=CKV_AWS_20,CKV2_AWS_6\n}»\n',
    says: ['checkov: CKV_AWS_20 CKV2_AWS_6'],
  },
  {
    it: 'checkov:skip in a Dockerfile is about the file',
    file: 'Dockerfile',
    text: 'FROM a\n# checkov:skip=CKV_DOCKER_3: no user\nRUN b\n',
    says: ['checkov: CKV_DOCKER_3 (no user), whole file'],
  },
  {
    it: 'trivy:ignore above a block, several on a line',
    file: 'main.tf',
    text: '#trivy:ignore:AVD-AWS-0089 trivy:ignore:aws-s3-*:exp:2026-01-31\n««resource "a" "b" {\n  c = 1\n}»»\n',
    says: ['trivy: AVD-AWS-0089', 'trivy: aws-s3-* until 2026-01-31'],
  },
  {
    it: 'trivy:ignore for resources that say so',
    file: 'main.tf',
    text: '# trivy:ignore:a[from_port=3306]\n# trivy:ignore:b[from_port=22,rule.type=egress]\n# trivy:ignore:c[from_port=80]\n# trivy:ignore:d[other=1]\n««resource "a" "b" {\n  from_port = "22"\n  other     = var.x\n  rule {\n    type = "egress"\n  }\n}»»\nvariable "x" {}\n',
    says: ['trivy: b', 'trivy: d'],
  },
  {
    it: 'trivy:ignore for a workspace',
    file: 'main.tf',
    text: 'resource "a" "b" {\n«  a = 1 # trivy:ignore:x:ws:dev-* trivy:ignore:y:ws:def*»\n}\n',
    says: ['trivy: y'],
  },
  {
    it: 'trivy:ignore above an item',
    file: 'a.yaml',
    text: 'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    # trivy:ignore:KSV018\n«    - name: a\n      image: b»\n',
    says: ['trivy: KSV018'],
  },
  {
    it: 'tfsec:ignore behind an argument',
    file: 'main.tf',
    text: 'resource "a" "b" {\n«  cidr_blocks = ["0.0.0.0/0"] #tfsec:ignore:aws-vpc-no-public-ingress-sgr»\n}\n',
    says: ['tfsec: aws-vpc-no-public-ingress-sgr'],
  },
  {
    it: 'hadolint ignore right above an instruction',
    file: 'Dockerfile',
    text: '# hadolint ignore=DL3006, DL3008 # why\n«FROM a»\n# hadolint ignore=DL3009\n\nRUN b\n#hadolint ignore=DL3010\n«RUN c \\\n  d»\n',
    says: ['hadolint: DL3006 DL3008 (why)', 'hadolint: DL3010'],
  },
  {
    it: 'hadolint global ignore',
    file: 'Dockerfile',
    text: 'FROM a\n# hadolint global ignore=DL3003,SC2035\nRUN b\n',
    says: ['hadolint: DL3003 SC2035, whole file'],
  },
  {
    it: 'kics-scan ignore and disable above all code',
    file: 'main.tf',
    text: '# a header\n# kics-scan ignore\n# kics-scan disable=0afa6ab8-a047,b-c\nresource "a" "b" {\n  # kics-scan ignore\n}\n',
    says: ['kics: *, whole file', 'kics: 0afa6ab8-a047 b-c, whole file'],
  },
  {
    it: 'kics-scan ignore-line and ignore-block',
    file: 'main.tf',
    text: '# kics-scan ignore-block\n«resource "a" "b" {\n  # kics-scan ignore-line\n«  c = {\n»    d = 1\n  }\n}»\n'.replace(
      '{\n»',
      '{»\n',
    ),
    says: ['kics: *', 'kics: *'],
  },
  {
    it: 'kics-scan ignore-block above FROM is about the stage',
    file: 'Dockerfile',
    text: '# kics-scan ignore-block\n«FROM a\nUSER root»\n\nFROM b\n',
    says: ['kics: *'],
  },
  {
    it: 'kics-scan ignore-line above an instruction',
    file: 'Dockerfile',
    text: 'FROM a\n# kics-scan ignore-line\n«RUN b \\\n  c»\n',
    says: ['kics: *'],
  },
  {
    it: 'Docker’s check directive',
    file: 'Dockerfile',
    text: '# syntax=docker/dockerfile:1\n# check=skip=JSONArgsRecommended, StageNameCasing;error=true\n\nFROM a\n# check=skip=UndefinedVar\n',
    says: ['docker: JSONArgsRecommended StageNameCasing, whole file'],
  },
  {
    it: 'Docker’s check directive with the options the other way round',
    file: 'Dockerfile',
    text: '# check=error=true;skip=UndefinedVar\nFROM a\n',
    says: ['docker: UndefinedVar, whole file'],
  },
  {
    it: 'annotations of Checkov and KubeLinter are about the document',
    file: 'a.yaml',
    text: 'kind: A\napiVersion: v1\n---\n««««apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    checkov.io/skip1: CKV_K8S_20=I don\'t care\n    bridgecrew.io/skip2: CKV_K8S_14\n    ignore-check.kube-linter.io/run-as-non-root: "it must"\n    kube-linter.io/ignore-all: ""\n    other: x\n  name: a»»»»\n',
    says: [
      "checkov: CKV_K8S_20 (I don't care)",
      'checkov: CKV_K8S_14',
      'kube-linter: run-as-non-root (it must)',
      'kube-linter: *',
    ],
  },
  {
    it: 'above a service of a Compose file, and behind an item',
    file: 'compose.yaml',
    text: 'services:\n  # lintel:ignore x/y\n«  web:\n    image: a\n    ports:\n«      - "80:80" # lintel:ignore x/z»\n    user: a»\n  db:\n    image: b\n',
    says: ['lintel: x/y', 'lintel: x/z'],
  },
];

describe('ignores', () => {
  let languages: readonly Language[];
  before(async () => {
    languages = [
      terraform(await grammarNamed('hcl')),
      dockerfile(await grammarNamed('dockerfile'), await grammarNamed('bash')),
      compose(),
      kubernetes(),
      packages(),
    ];
  });

  const read = (file: string, text: string): readonly Ignore[] => {
    const language = languages.find((one) => one.recognises(file, text));
    assert.ok(language, `a language reads ${file}`);
    const parsed = language.parse(snapshotOf(file, text));
    const { resources } = language.evaluate([parsed]);
    return ignoresIn(parsed, resources, (place) => locate(place, () => parsed));
  };

  for (const { it: title, file, text: source, says } of cases) {
    for (const lineEnd of ['\n', '\r\n']) {
      it(`${title}${lineEnd === '\n' ? '' : ', with CR LF'}`, () => {
        const { text, marks } = marked(source.replaceAll('\n', lineEnd));
        const ignores = read(file, text);
        assert.deepEqual(ignores.map(told), says);
        const covered = ignores.filter(({ wholeFile }) => !wholeFile).map(({ covers }) => covers);
        assert.deepEqual(texts(text, covered), texts(text, marks));
        for (const { span } of ignores)
          assert.match(text.slice(span.start, span.end), /^\S.*\S$/, 'the span of the directive');
      });
    }
  }

  it('skip=all is about Docker’s own checks and no others', () => {
    const [all] = read('Dockerfile', '# check=skip=all\nFROM a\n');
    assert.ok(all?.names.includes('SecretsUsedInArgOrEnv') && !all.names.includes('*'));
  });

  it('a directive has its own span, without the comment’s mark', () => {
    const text = 'resource "a" "b" {\n  c = 1 # so: lintel:ignore x -- y \n}\n';
    const [ignore] = read('main.tf', text);
    assert.equal(ignore && text.slice(ignore.span.start, ignore.span.end), 'lintel:ignore x -- y');
  });
});

const told = ({ tool, names, until, reason, wholeFile }: Ignore): string =>
  `${tool}: ${names.join(' ')}${until ? ` until ${until}` : ''}${reason ? ` (${reason})` : ''}${wholeFile ? ', whole file' : ''}`;

const texts = (text: string, spans: readonly Span[]): readonly string[] =>
  [...spans].sort((a, b) => a.start - b.start || b.end - a.end).map(({ start, end }) => text.slice(start, end));

const finding = (rule: string, start: number, resource?: Span): Finding => ({
  rule,
  severity: 'high',
  message: '',
  file: 'main.tf',
  span: { start, end: start + 1 },
  ...(resource && { resource: { address: 'a.b', type: 'a', file: 'main.tf', span: resource } }),
  related: [],
  fingerprint: `${rule}@${start}`,
});

/** A finding as the engine hands it over: about its resource, or about these. */
const made = (one: Finding, ...wholes: readonly Location[]) => ({
  finding: one,
  wholes: wholes.length > 0 ? wholes : one.resource ? [one.resource] : [],
});

const ignore = (covers: readonly [number, number], ...names: string[]): Ignore => ({
  file: 'main.tf',
  span: { start: covers[0], end: covers[0] + 1 },
  names,
  covers: { start: covers[0], end: covers[1] },
  tool: 'lintel',
});

describe('findings under ignores', () => {
  const namesOf = (rule: string): readonly string[] => [
    rule,
    ...(rule === 'aws/s3/public' ? ['CKV_AWS_20', 'AWS-0092', 'aws-s3-no-public'] : []),
  ];
  const rows: readonly {
    it: string;
    findings: readonly Finding[];
    ignores: readonly Ignore[];
    kept?: number;
    unused?: number;
    expired?: number;
  }[] = [
    { it: 'by the rule’s id', findings: [finding('aws/s3/public', 5)], ignores: [ignore([0, 9], 'aws/s3/public')] },
    { it: 'by a part of the id', findings: [finding('aws/s3/public', 5)], ignores: [ignore([0, 9], 'aws/s3/*')] },
    {
      it: 'by a peer’s id, in any case',
      findings: [finding('aws/s3/public', 5)],
      ignores: [ignore([0, 9], 'ckv_aws_20')],
    },
    {
      it: 'by Trivy’s id with its old prefix',
      findings: [finding('aws/s3/public', 5)],
      ignores: [ignore([0, 9], 'AVD-AWS-0092')],
    },
    {
      it: 'by a long id with a wildcard',
      findings: [finding('aws/s3/public', 5)],
      ignores: [ignore([0, 9], 'aws-s3-*')],
    },
    { it: 'by all', findings: [finding('x', 5), finding('y', 9)], ignores: [ignore([0, 9], '*')] },
    {
      it: 'not by another rule',
      findings: [finding('x', 5)],
      ignores: [ignore([0, 9], 'y', 'x/*')],
      kept: 1,
      unused: 1,
    },
    { it: 'not elsewhere', findings: [finding('x', 10)], ignores: [ignore([0, 9], 'x')], kept: 1, unused: 1 },
    {
      it: 'not in another file',
      findings: [{ ...finding('x', 5), file: 'b.tf' }],
      ignores: [ignore([0, 9], 'x')],
      kept: 1,
      unused: 1,
    },
    {
      it: 'with its whole resource',
      findings: [finding('x', 50, { start: 1, end: 8 })],
      ignores: [ignore([0, 9], 'x')],
    },
    {
      it: 'not with a part of its resource',
      findings: [finding('x', 50, { start: 1, end: 80 })],
      ignores: [ignore([0, 9], 'x')],
      kept: 1,
      unused: 1,
    },
    { it: 'on the last day', findings: [finding('x', 5)], ignores: [{ ...ignore([0, 9], 'x'), until: '2026-05-01' }] },
    {
      it: 'not after it',
      findings: [finding('x', 5)],
      ignores: [{ ...ignore([0, 9], 'x'), until: '2026-04-30' }],
      kept: 1,
      expired: 1,
    },
    { it: 'peers’ ignores are never unused', findings: [], ignores: [{ ...ignore([0, 9], 'x'), tool: 'trivy' }] },
    {
      it: 'two for the same are both used',
      findings: [finding('x', 5)],
      ignores: [ignore([0, 9], 'x'), ignore([4, 9], 'x')],
    },
  ];
  for (const { it: title, findings, ignores, kept = 0, unused = 0, expired = 0 } of rows) {
    it(title, () => {
      const applied = applyIgnores(
        findings.map((one) => made(one)),
        ignores,
        namesOf,
        '2026-05-01',
      );
      assert.deepEqual(
        [applied.kept.length, applied.suppressed.length, applied.unused.length, applied.expired.length],
        [kept, findings.length - kept, unused, expired],
      );
    });
  }

  describe('about resources of another file', () => {
    const there = { file: 'iam.tf', span: { start: 20, end: 30 } };
    const further = { file: 'iam.tf', span: { start: 40, end: 50 } };
    const over = (start: number, end: number): Ignore => ({ ...ignore([start, end], 'x'), file: 'iam.tf' });
    const cases: readonly [it: string, wholes: readonly Location[], ignores: readonly Ignore[], kept: number][] = [
      ['with the resource', [there], [over(20, 30)], 0],
      ['with the whole file of the resource', [there], [over(0, 99)], 0],
      ['not with another resource', [there], [over(40, 50)], 1],
      ['not with one of several resources', [there, further], [over(20, 30)], 1],
      ['with all of them', [there, further], [over(20, 30), over(40, 50)], 0],
    ];
    for (const [title, wholes, ignores, kept] of cases) {
      it(title, () => {
        const applied = applyIgnores([made(finding('x', 5), ...wholes)], ignores, namesOf, '2026-05-01');
        assert.equal(applied.kept.length, kept);
        assert.equal(applied.unused.length, kept === 0 ? 0 : ignores.length);
      });
    }
  });

  it('say by what and why', () => {
    const one = { ...ignore([0, 9], 'x'), reason: 'it is a test' };
    const { suppressed } = applyIgnores([made(finding('x', 5))], [one], namesOf, '2026-05-01');
    assert.deepEqual(suppressed, [
      { finding: finding('x', 5), by: { file: 'main.tf', span: one.span }, reason: 'it is a test' },
    ]);
  });

  it('names that no rule has are told of Lintel’s own comments only', () => {
    const own = ignore([0, 9], 'X', 'AVD-AWS-0001', 'nope', 'no/*');
    const peers: Ignore = { ...ignore([0, 9], 'nope'), tool: 'checkov' };
    assert.deepEqual(
      unknownNames([own, peers], () => ['x', 'AWS-0001']),
      [{ ignore: own, name: 'nope' }],
    );
  });
});
