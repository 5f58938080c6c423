// Files that are broken, hostile or no files at all: each is told in a line with its place, costs only itself, and never time or a stack
// trace. Beside each stands a file whose finding must be kept.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, lintel } from './shell.ts';

const kept = {
  'kept/main.tf': 'resource "aws_db_instance" "kept" {\n  publicly_accessible = true\n}\n',
};
const keptFinding = 'kept/main.tf:2:25 aws/public';

const database = 'resource "aws_db_instance" "a" {\n  publicly_accessible = true\n}\n';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { containers: [] }\n';
const many = 200_000;

/** Values that a few lines of aliases stand for more often than there is memory. */
const aliases = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 11 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
].join('\n');

/** The first place that is told of the file, if one is, and whether the database in it is found all the same. */
const cases: readonly (readonly [
  what: string,
  file: string,
  content: string | Uint8Array,
  told: string | undefined,
  found?: 'found',
])[] = [
  [
    'half a block',
    'main.tf',
    `${database}resource "aws_db_instance" "b" {\n  publicly_acc`,
    '5: `publicly_acc` is neither an argument nor a block',
    'found',
  ],
  [
    'a quote that is not closed',
    'main.tf',
    `${database}locals {\n  a = "b\n}\n`,
    '5: this string is not closed on its line',
    'found',
  ],
  [
    'a conflict',
    'main.tf',
    `<<<<<<< HEAD\n${database}=======\n>>>>>>> b\n`,
    '1: this is not a block such as `resource "type" "name" { … }`',
    'found',
  ],
  [
    'brackets without end',
    'main.tf',
    `${database}locals {\n  a = ${'['.repeat(many)}`,
    '4: this block cannot be read',
    'found',
  ],
  [
    'brackets in brackets',
    'main.tf',
    `${database}locals {\n  a = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n}\n`,
    '4: this nests too deeply to be read',
    'found',
  ],
  ['blocks without end', 'main.tf', `${database}${'a {\n'.repeat(20_000)}`, '4: `}` is missing', 'found'],
  [
    'names of the language that reads it',
    'main.tf',
    `${database}resource "__proto__" "constructor" {\n  __proto__ = 1\n}\n`,
    undefined,
    'found',
  ],
  [
    'a value that grows without end',
    'main.tf',
    `${database}locals {\n  a0 = "xxxxxxxxxx"\n${Array.from({ length: 30 }, (_, i) => `  a${i + 1} = "${`\${local.a${i}}`.repeat(10)}"\n`).join('')}}\n`,
    undefined,
    'found',
  ],
  ['a billion instances', 'main.tf', `${database}resource "x" "y" {\n  count = 1000000000\n}\n`, undefined, 'found'],
  ['nothing', 'main.tf', '', undefined],
  ['a program', 'main.tf', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256), 'it is not text in UTF-8'],
  ['UTF-16', 'main.tf', Buffer.from(`\uFEFF${database}`, 'utf16le'), 'it is not text in UTF-8'],
  ['Latin-1 in a comment', 'main.tf', Buffer.from(`${database}# caf\xE9\n`, 'latin1'), undefined, 'found'],
  ['ten megabytes in a line', 'main.tf', `${database}# ${'x'.repeat(10 * 1024 * 1024)}`, 'it is larger than 5 MB'],
  ['JSON without end', 'main.tf.json', `{"a":${'['.repeat(many)}`, 'JSON nests deeper than 200 levels'],
  ['half an object', 'package.json', '{ "dependencies": { "a": "*"', '1: not valid JSON: close brace expected'],
  [
    'aliases of aliases',
    'x.yaml',
    `${pod}${aliases}\n`,
    '10: the aliases of this document stand for more than 100000 values',
  ],
  [
    'brackets without end',
    'x.yaml',
    `${pod}a: ${'['.repeat(many)}`,
    '5: not analysed: this document nests deeper than 200 levels',
  ],
  ['a kind that every object has', 'x.yaml', pod.replace('Pod', 'constructor'), undefined],
  [
    'a template that is cut off',
    'templates/x.yaml',
    `${pod}a: {{ .Values.`,
    '5: Helm template, read in part: `{{` without `}}`',
  ],
  [
    'a heredoc that is not closed',
    'Dockerfile',
    `FROM a:1\nRUN <<EOF\n${'set -e\n'.repeat(1000)}`,
    '2: the heredoc is never closed',
  ],
  [
    'continuations without end',
    'Dockerfile',
    `FROM a:1\nRUN a${' && a'.repeat(many)}`,
    '2: the script is longer than 100000 characters and is not analysed',
  ],
  ['substitutions without end', 'Dockerfile', `FROM a:1\nRUN ${'$('.repeat(20_000)}`, undefined],
  ['extras without end', 'requirements.txt', `a[${'b,'.repeat(many)}`, '1: these extras are not closed with `]`'],
  [
    'tables without end',
    'Cargo.toml',
    `[dependencies]\na = ${'{b='.repeat(many)}`,
    '2: this nests deeper than 100 levels',
  ],
  ['a block that is not closed', 'go.mod', 'module a\nrequire (\n', '2: this `require` block is not closed with `)`'],
];

describe('scan: broken files', () => {
  for (const [what, file, content, told, found] of cases) {
    it(`${file}: ${what}`, async () => {
      const run = await scanned(folderWith({ ...kept, [file]: content }));
      assert.deepEqual(run, {
        code: 1,
        err: '',
        findings: [keptFinding, ...(found ? [`${file}:${what === 'a conflict' ? 3 : 2}:25 aws/public`] : [])],
        told: told === undefined ? [] : [`${file}: ${told}`],
      });
    });
  }

  it('what is no file, each with its reason', async () => {
    const folder = folderWith({ ...kept, 'Dockerfile/inside.tf': '' });
    const at = (name: string): string => join(folder, name);
    for (const name of ['main.tf', '.lintel.yaml']) mkdirSync(at(name));
    symlinkSync('.', at('circle'));
    symlinkSync('nowhere', at('broken.tf'));
    symlinkSync('self.tf', at('self.tf'));
    symlinkSync('/dev/zero', at('zero.tf'));
    assert.equal(spawnSync('mkfifo', [at('pipe.tf')]).status, 0);
    assert.deepEqual(await scanned(folder), {
      code: 1,
      err: '',
      findings: [keptFinding],
      told: [
        'broken.tf: there is no such file, or it is a link that leads nowhere',
        'pipe.tf: it is no regular file',
        'self.tf: it cannot be read: its links lead in a circle',
        'zero.tf: it is no regular file',
      ],
    });
  });

  it('names that would steer a terminal', async () => {
    const { out } = await lintel(folderWith({ 'a\u001B[31m\n.tf': database }), 'scan');
    assert.equal(out.split('\n')[0], 'a␛[31m␊.tf:2:25  critical  aws/public');
  });
});

/** What the report says, in lines; of what a file has several times only the first. */
async function scanned(folder: string, ...args: readonly string[]) {
  const { code, out, err } = await lintel(folder, 'scan', '--format', 'json', ...args);
  const report = JSON.parse(out) as Report;
  const told = new Map<string, string>();
  for (const { file, reason, range } of report.notAnalysed) {
    if (!told.has(file)) told.set(file, `${file}: ${range ? `${range.start.line}: ` : ''}${reason}`);
  }
  return {
    code,
    err,
    findings: report.findings.map(
      ({ file, range, rule }) => `${file}:${range.start.line}:${range.start.column} ${rule}`,
    ),
    told: [...told.values()],
  };
}

interface Range {
  readonly start: { readonly line: number; readonly column: number };
}

interface Report {
  readonly notAnalysed: readonly { readonly file: string; readonly reason: string; readonly range?: Range }[];
  readonly findings: readonly { readonly file: string; readonly range: Range; readonly rule: string }[];
}

const configs: readonly (readonly [text: string, ...told: string[]])[] = [
  ['severity: "low\n', '2:1: Missing closing "quote'],
  ['sevrity: low\n', '1:1: "sevrity" is no setting; did you mean "severity"?'],
  ['severity: [low]\n', '1:11: `severity` is one of info, low, medium, high, critical'],
  ['- a\n', '1:1: .lintel.yaml is a mapping of settings, such as "severity: low"'],
  ['rules: { aws/publik: off }\n', '1:10: there is no rule "aws/publik"; did you mean "aws/public"?'],
  ['rules: { __proto__: off }\n', '1:10: there is no rule "__proto__"'],
  [
    'a: &a [*a]\nfail-on: 1\n',
    '1:1: "a" is no setting; did you mean "all"?',
    '2:10: `fail-on` is one of info, low, medium, high, critical, none',
  ],
  [`all: ${'['.repeat(many)}`, '1:6: `all` is true or false'],
  ['custom-rules: nowhere\n'],
];

describe('scan: a broken .lintel.yaml', () => {
  for (const [text, ...told] of configs) {
    it(JSON.stringify(text.slice(0, 60)), async () => {
      const { code, err, out } = await lintel(folderWith({ ...kept, '.lintel.yaml': text }), 'scan');
      const lines = err.split('\n').filter((line) => line !== '');
      const expected =
        told.length > 0
          ? told.map((line) => `lintel: .lintel.yaml:${line}`)
          : ['lintel: there is no rule file in nowhere; rules are files such as my-rule.yaml'];
      assert.deepEqual({ code, lines: lines.slice(0, expected.length) }, { code: 2, lines: expected });
      assert.match(out, /kept\/main\.tf:2:25 {2}critical {2}aws\/public/);
    });
  }
});

const ruleOf = (logic: string): string => `title: Everything is wrong
severity: low
category: configuration
terraform: "*"
${logic}
message: Wrong.
why: It is.
help: Change it.
references: [https://example.com/]
`;
const examples = `examples:
  - bad: |
      resource "a" "b" {
        «c = 1»
      }
  - good: resource "a" "b" {}
`;

const brokenRules: readonly (readonly [what: string, text: string, code: number, told: string])[] = [
  [
    'broken YAML',
    'title: [\n',
    2,
    '2:1: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['nothing', '', 2, '1:1: a rule is a mapping: title, severity, what it is asked of, message'],
  [
    'no examples',
    ruleOf('forbid: { a: 1 }'),
    2,
    '1:1: a rule without a failing and a passing example does not compile: give `examples` with `bad` and `good`',
  ],
  [
    'a test that is none',
    ruleOf('forbid: { c: { isSecrt: true } }') + examples,
    2,
    '5:25: "isSecrt" is no test; did you mean "isSecret"?',
  ],
  [
    'a broken pattern',
    ruleOf("forbid: { c: { matches: '(' } }") + examples,
    2,
    '5:25: Invalid regular expression: /(/: Unterminated group',
  ],
];

describe('scan: a broken rule', () => {
  for (const [what, text, expected, told] of brokenRules) {
    it(what, async () => {
      const folder = folderWith({ ...kept, 'mine/rule.yaml': text });
      const { code, out, err } = await lintel(folder, 'scan', '--rules', 'mine');
      assert.deepEqual({ code, err: err.split('\n')[0] }, { code: expected, err: `lintel: mine/rule.yaml:${told}` });
      assert.match(out, /kept\/main\.tf:2:25 {2}critical {2}aws\/public/);
    });
  }

  it('of which everything is a finding does what it says', async () => {
    const text =
      ruleOf('require: { never: { exists: true } }') +
      examples
        .replace('«c = 1»', 'c = 1')
        .replace('resource "a" "b" {\n', '«resource "a" "b"» {\n')
        .replace('"b" {}', '"b" { never = 1 }');
    const folder = folderWith({ ...kept, 'mine/rule.yaml': text });
    assert.deepEqual((await scanned(folder, '--rules', 'mine')).findings, ['kept/main.tf:1:1 rule', keptFinding]);
  });
});
