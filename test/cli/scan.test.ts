// `lintel scan` from files to the report and the exit code.

import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith, lintel, rules } from './shell.ts';

const database = (name: string, ...lines: readonly string[]): string =>
  [`resource "aws_db_instance" "${name}" {`, ...lines.map((line) => `  ${line}`), '}', ''].join('\n');

const open = 'publicly_accessible = true';
const plain = 'storage_encrypted = false';

/** The findings in one line each: root, place and rule. */
async function found(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await lintel(folder, 'scan', '--format', 'json', ...args);
  const report = JSON.parse(out) as Report;
  return report.findings.map(
    ({ root, file, range, rule }) => `${root} ${file}:${range.start.line}:${range.start.column} ${rule}`,
  );
}

interface Report {
  readonly roots: readonly string[];
  readonly summary: Readonly<Record<string, number>>;
  readonly notAnalysed: readonly Readonly<Record<string, unknown>>[];
  readonly findings: readonly {
    readonly root: number;
    readonly file: string;
    readonly range: { readonly start: { readonly line: number; readonly column: number } };
    readonly rule: string;
  }[];
}

describe('scan: what is found', () => {
  it('orders findings by root, file, place and rule', async () => {
    const folder = folderWith({
      'b/z.tf': database('z', plain, open),
      'b/a.tf': database('a', open),
      'a/main.tf': database('m', open),
    });
    assert.deepEqual(await found(folder, 'b', 'a', 'b/z.tf'), [
      '0 a.tf:2:25 aws/public',
      '0 z.tf:2:23 aws/encrypted',
      '0 z.tf:3:25 aws/public',
      '1 main.tf:2:25 aws/public',
      '2 z.tf:2:23 aws/encrypted',
      '2 z.tf:3:25 aws/public',
    ]);
  });

  it('resolves nothing across roots', async () => {
    const folder = folderWith({
      'a/main.tf': database('m', 'publicly_accessible = var.public'),
      'b/variables.tf': 'variable "public" { default = true }\n',
    });
    assert.deepEqual(await found(folder, 'a', 'b'), []);
  });

  it('asks rules that are off by default only with --all', async () => {
    const folder = folderWith({ Dockerfile: 'FROM a:1\nMAINTAINER x\n' });
    assert.deepEqual(await found(folder), []);
    assert.deepEqual(await found(folder, '--all'), ['0 Dockerfile:2:12 docker/maintainer']);
  });

  it('keeps to a severity and a framework', async () => {
    const folder = folderWith({ 'main.tf': database('m', open, plain) });
    assert.deepEqual(await found(folder, '--severity', 'high'), ['0 main.tf:2:25 aws/public']);
    assert.deepEqual(await found(folder, '--framework', 'pci-dss-4.0'), ['0 main.tf:2:25 aws/public']);
  });

  it('leaves out folders of tools and follows no link to a folder', async () => {
    const folder = folderWith({
      'node_modules/x/main.tf': database('n', open),
      '.terraform/modules/x/main.tf': database('t', open),
      '.git/main.tf': database('g', open),
      'vendor/main.tf': database('v', open),
    });
    symlinkSync('.', join(folder, 'loop'));
    symlinkSync('vendor/main.tf', join(folder, 'link.tf'));
    assert.deepEqual(await found(folder), ['0 link.tf:2:25 aws/public', '0 vendor/main.tf:2:25 aws/public']);
  });

  it('takes places after -- as they are', async () => {
    const folder = folderWith({ '--all/main.tf': database('m', open) });
    assert.deepEqual(await found(folder, '--', '--all'), ['0 main.tf:2:25 aws/public']);
  });
});

describe('scan: exit codes', () => {
  const critical = { 'main.tf': database('m', open) };
  const medium = { 'main.tf': database('m', plain) };
  const cases: readonly (readonly [Readonly<Record<string, string>>, string, number])[] = [
    [{ 'main.tf': '' }, '', 0],
    [critical, '', 1],
    [critical, '--fail-on none', 0],
    [medium, '', 0],
    [medium, '--fail-on medium', 1],
    [{ ...medium, '.lintel.yaml': 'fail-on: low' }, '', 1],
    [{ ...critical, '.lintel.yaml': 'fail-on: none' }, '', 0],
    [{ ...critical, '.lintel.yaml': 'fail-on: none' }, '--fail-on low', 1],
    [{ ...critical, '.lintel.yaml': 'fail-on: none' }, '--no-config', 1],
    [{ 'main.tf': '', '.lintel.yaml': 'fail: none' }, '', 2],
  ];
  for (const [files, args, code] of cases) {
    it(`${code}: ${Object.entries(files).map(([name, text]) => `${name} ${JSON.stringify(text)}`)} ${args}`, async () => {
      const run = await lintel(folderWith(files), 'scan', ...args.split(' ').filter((arg) => arg !== ''));
      assert.equal(run.code, code, run.err);
    });
  }
});

describe('scan: .lintel.yaml', () => {
  it('changes severities, turns rules off and on', async () => {
    const folder = folderWith({
      'main.tf': database('m', open, plain),
      Dockerfile: 'FROM a:1\nMAINTAINER x\n',
      '.lintel.yaml': 'severity: high\nrules:\n  aws/*: off\n  aws/encrypted: high\n  docker/maintainer: critical\n',
    });
    assert.deepEqual(await found(folder), ['0 Dockerfile:2:12 docker/maintainer', '0 main.tf:3:23 aws/encrypted']);
  });

  it('adds up from folder to folder, the inner word first', async () => {
    const folder = folderWith({
      '.lintel.yaml': 'rules: { aws/encrypted: off }\nexclude: [legacy/]\n',
      'main.tf': database('m', open, plain),
      'legacy/main.tf': database('m', open),
      'a/main.tf': database('m', open, plain),
      'a/.lintel.yaml': 'rules: { aws/encrypted: on, aws/public: off }\nexclude: ["*.gen.tf"]\n',
      'a/b/x.gen.tf': database('m', open),
      'a/b/main.tf': database('m', plain),
      'a/b/.lintel.yaml': 'severity: high',
      'c/x.gen.tf': database('m', open),
    });
    assert.deepEqual(await found(folder), [
      '0 a/main.tf:3:23 aws/encrypted',
      '0 c/x.gen.tf:2:25 aws/public',
      '0 main.tf:2:25 aws/public',
    ]);
  });

  it('counts for a root or a file below the current folder, too', async () => {
    const folder = folderWith({
      '.lintel.yaml': 'rules: { aws/public: off }\nexclude: [infra/legacy/, "*.gen.tf"]\n',
      'infra/main.tf': database('m', open, plain),
      'infra/legacy/main.tf': database('m', plain),
      'infra/x.gen.tf': database('x', plain),
    });
    assert.deepEqual(await found(folder, 'infra'), ['0 main.tf:3:23 aws/encrypted']);
    assert.deepEqual(await found(folder, 'infra/main.tf'), ['0 main.tf:3:23 aws/encrypted']);
    // Who names a folder wants it read.
    assert.deepEqual(await found(folder, 'infra/legacy'), ['0 main.tf:2:23 aws/encrypted']);
  });

  it('tells what is wrong with it and holds to the rest', async () => {
    const folder = folderWith({
      'main.tf': database('m', open, plain),
      'a/.lintel.yaml': 'all: perhaps\n',
      '.lintel.yaml': 'severty: low\nrules:\n  aws/publik: off\n  aws/encrypted: off\n',
    });
    const { code, out, err } = await lintel(folder, 'scan');
    assert.equal(code, 2);
    assert.match(out, /^main\.tf:2:25 {2}critical {2}aws\/public\n/);
    assert.match(out, /\n1 finding: 1 critical /);
    assert.equal(
      err,
      [
        'lintel: .lintel.yaml:1:1: "severty" is no setting; did you mean "severity"?',
        'lintel: .lintel.yaml:3:3: there is no rule "aws/publik"; did you mean "aws/public"?',
        'lintel: a/.lintel.yaml:1:6: `all` is true or false',
        '',
      ].join('\n'),
    );
  });
});

describe('scan: .hadolint.yaml', () => {
  const dockerfile = 'FROM a:1\n# hadolint ignore=DL4000\nMAINTAINER a\n';
  const rows: readonly (readonly [hadolint: string, lintel: string, rules: readonly string[], code: number])[] = [
    ['', '', [], 0],
    ['override: { error: [DL4000] }', '', [], 0],
    ['override: { error: [DL4000] }\ndisable-ignore-pragma: true', '', ['docker/maintainer'], 1],
    ['override: { error: [DL4000] }\ndisable-ignore-pragma: true\nno-fail: true', '', ['docker/maintainer'], 0],
    [
      'override: { error: [DL4000] }\ndisable-ignore-pragma: true\nno-fail: true',
      'fail-on: high',
      ['docker/maintainer'],
      1,
    ],
    ['override: { error: [DL4000] }\ndisable-ignore-pragma: true', 'rules: { DL4000: off }', [], 0],
    [
      'override: { info: [DL4000] }\ndisable-ignore-pragma: true\nfailure-threshold: info',
      '',
      ['docker/maintainer'],
      1,
    ],
  ];
  for (const [hadolint, own, expected, code] of rows) {
    it(JSON.stringify([hadolint, own]), async () => {
      const folder = folderWith({ 'app/Dockerfile': dockerfile, '.hadolint.yaml': hadolint, '.lintel.yaml': own });
      for (const root of ['.', 'app', 'app/Dockerfile']) {
        const run = await lintel(folder, 'scan', '--format', 'json', root);
        const { findings } = JSON.parse(run.out) as Report;
        assert.deepEqual(
          [findings.map(({ rule }) => rule), run.code, run.err],
          [expected, code, ''],
          `the root ${root}`,
        );
      }
    });
  }
});

describe('scan: lists of other tools', () => {
  const rows: readonly (readonly [file: string, text: string, lintel: string, rules: readonly string[]])[] = [
    ['.checkov.yaml', 'skip-check: [CKV_AWS_17]', '', ['aws/encrypted']],
    ['.checkov.yaml', 'skip-check: [CKV_AWS_17]', 'rules: { aws/public: low }', ['aws/public', 'aws/encrypted']],
    ['.checkov.yml', 'skip-path: [app]', '', []],
    ['.trivyignore', 'AVD-AWS-0180', '', ['aws/encrypted']],
    ['.trivyignore', 'AVD-AWS-0180 exp:2000-01-01', '', ['aws/public', 'aws/encrypted']],
    ['.trivyignore.yaml', 'misconfigurations: [{ id: AWS-0180, paths: [app/*] }]', '', ['aws/encrypted']],
    ['.trivyignore.yaml', 'misconfigurations: [{ id: AWS-0180, paths: [lib/*] }]', '', ['aws/public', 'aws/encrypted']],
    ['trivy.yaml', 'severity: [HIGH, CRITICAL]', '', ['aws/public']],
    ['.tfsec/config.yml', 'minimum_severity: CRITICAL', 'severity: low', ['aws/public', 'aws/encrypted']],
  ];
  for (const [file, text, own, expected] of rows) {
    it(JSON.stringify([file, text, own]), async () => {
      const folder = folderWith({ 'app/main.tf': database('m', open, plain), [file]: text, '.lintel.yaml': own });
      for (const root of ['.', 'app']) {
        const run = await lintel(folder, 'scan', '--format', 'json', root);
        const { findings } = JSON.parse(run.out) as Report;
        assert.deepEqual([findings.map(({ rule }) => rule), run.err], [expected, ''], `the root ${root}`);
      }
    });
  }
});

describe('scan: custom rules', () => {
  const own = (rules.get('aws/public.yaml') ?? '')
    .replace('Database is public', 'Ours')
    .replace('objectives: [exposure]\n', '');

  for (const [how, args, config] of [
    ['--rules', ['--rules', 'own'], ''],
    ['custom-rules', [], 'custom-rules: own'],
  ] as const) {
    it(`from ${how}, with the mistakes of the broken ones`, async () => {
      const folder = folderWith({
        'main.tf': database('m', open),
        '.lintel.yaml': config,
        'own/team/db.yaml': own,
        'own/bad.yaml': own.replace('critical', 'grave'),
        'own/worse.yaml': 'title: [',
      });
      const { code, out, err } = await lintel(folder, 'scan', ...args);
      assert.equal(code, 2);
      assert.match(out, /critical {2}aws\/public\n[\s\S]*critical {2}team\/db\n/);
      const [first, second] = err.split('\n');
      assert.equal(first, 'lintel: own/bad.yaml:2:11: `severity` is one of info, low, medium, high, critical');
      assert.match(second ?? '', /^lintel: own\/worse\.yaml:1:9: Flow sequence /);
    });
  }

  it('tells of a folder without rules', async () => {
    const { code, err } = await lintel(folderWith({ 'main.tf': '' }), 'scan', '--rules', 'own');
    assert.deepEqual(
      { code, err },
      { code: 2, err: 'lintel: there is no rule file in own; rules are files such as my-rule.yaml\n' },
    );
  });
});

describe('scan: what was not analysed', () => {
  it('is told with its reason, and the rest is judged', async () => {
    const folder = folderWith({
      'ok.tf': database('m', open),
      'binary.tf': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0]),
      'utf16.tf': new Uint8Array(Buffer.from('\uFEFFa = 1', 'utf16le')),
      'large.tf': `a = "${'x'.repeat(5 * 1024 * 1024)}"`,
      'half.tf': 'resource "aws_db_instance" "h" {\n  publicly_accessible = true\n',
      'quote.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: "x }\n',
      'data.yaml': 'just: data\n',
    });
    symlinkSync('nowhere', join(folder, 'gone.tf'));
    const { out } = await lintel(folder, 'scan', '--format', 'json');
    const report = JSON.parse(out) as Report;
    const whole = report.notAnalysed.filter(({ range }) => range === undefined);
    assert.deepEqual(whole, [
      { root: 0, file: 'binary.tf', reason: 'it is not text in UTF-8' },
      { root: 0, file: 'gone.tf', reason: 'there is no such file, or it is a link that leads nowhere' },
      { root: 0, file: 'large.tf', reason: 'it is larger than 5 MB' },
      { root: 0, file: 'utf16.tf', reason: 'it is not text in UTF-8' },
    ]);
    const parts = report.notAnalysed.filter(({ range }) => range !== undefined).map(({ file }) => file);
    assert.deepEqual([...new Set(parts)], ['half.tf', 'quote.yaml']);
    assert.deepEqual(
      report.findings.map(({ file, rule }) => `${file} ${rule}`),
      ['half.tf aws/public', 'ok.tf aws/public'],
    );
    assert.equal(report.summary['files'], 3);
  });
});

describe('scan: text as the editor has it', () => {
  it('leaves the mark of the byte order out of columns', async () => {
    const folder = folderWith({ 'main.tf': `\uFEFFresource "aws_db_instance" "m" { ${open} }` });
    assert.deepEqual(await found(folder), ['0 main.tf:1:56 aws/public']);
  });

  it('counts columns in UTF-16 units and lines by any line end', async () => {
    const folder = folderWith({
      'main.tf': `# 1\r\n# 2\nresource "aws_db_instance" "m" { name = "💥"\r\n /* 💥 */ ${open} }`,
    });
    assert.deepEqual(await found(folder), ['0 main.tf:4:33 aws/public']);
  });
});

describe('scan: --output', () => {
  it('writes the report to the file and nothing else', async () => {
    const folder = folderWith({ 'main.tf': database('m', open) });
    const { code, out, err } = await lintel(folder, 'scan', '--format', 'json', '--output', 'report.json');
    assert.deepEqual({ code, out, err }, { code: 1, out: '', err: '' });
    const { findings } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;
    assert.equal(findings.length, 1);
  });
});
