// `npm run bench`: how long from didChange to the diagnostics, over stdio. In a Terraform file of 1,000 lines, while a name is typed inside a string, and
// while whole arguments are typed character by character, which breaks the syntax most of the time; in a package.json with 60 dependencies, alone and
// beside a lock file with 2,000 packages. Ends with 1 if a 95th percentile is over 10 ms.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measured } from './typed.ts';

const target = 10;

async function main(): Promise<void> {
  const inString = (round: number) => ({
    at: `"orders-${2 * round}`,
    text: `-of-the-department-in-the-north-${round}`,
  });
  const argument = (round: number) => ({
    at: `"orders-${2 * round}"`,
    text: '\n  multi_az = var.public ? true : false',
  });
  const file = { uri: 'untitled:main.tf', languageId: 'terraform', text: terraform(1000) };
  const folder = mkdtempSync(join(tmpdir(), 'lintel-bench-'));
  const manifest = (name: string) => ({
    uri: `file://${folder}/${name}/package.json`,
    languageId: 'json',
    text: packageJson(60),
    edit: (round: number) => ({ at: `"${nameOf(round)}": "^1.`, text: '2.3 || ^2.4.5 || ^3.0.0 || 4.x' }),
  });
  mkdirSync(join(folder, 'locked'));
  writeFileSync(join(folder, 'locked/package-lock.json'), packageLock(60, 2000));
  const results = [
    await measured({ ...file, what: 'in a string', edit: inString }),
    await measured({ ...file, what: 'whole arguments', edit: argument }),
    await measured({ ...manifest('alone'), what: 'a version' }),
    await measured({ ...manifest('locked'), what: 'a version beside a lock file' }),
  ];
  rmSync(folder, { recursive: true });
  process.exitCode = results.every((p95) => p95 <= target) ? 0 : 1;
}

/** Blocks of ten lines. One in ten is unsafe, so that there are about as many findings as in a repository that is bad on purpose. */
function terraform(lines: number): string {
  const blocks = Array.from({ length: Math.floor(lines / 10) }, (_, n) => (n % 10 === 0 ? unsafe(n) : record(n)));
  return `variable "class" {}\nvariable "public" {\n  default = true\n}\n${blocks.join('\n')}`;
}

const unsafe = (n: number): string => `resource "aws_db_instance" "db_${n}" {
  identifier              = "orders-${n}"
  engine                  = "postgres"
  instance_class          = var.class
  username                = "orders"
  publicly_accessible     = var.public
  storage_encrypted       = false
  skip_final_snapshot     = true
}
`;

const record = (n: number): string => `resource "aws_route53_record" "record_${n}" {
  set_identifier          = "orders-${n}"
  zone_id                 = var.zone
  name    = "service-${n}.example.com"
  type    = "CNAME"
  ttl     = 300
  records = [aws_db_instance.db_${n - (n % 10)}.address]
}

`;

/** One in ten is a package that much is known against. */
const nameOf = (n: number): string => (n % 10 === 1 ? (known[(n - 1) / 10] ?? `package-${n}`) : `package-${n}`);
const known = ['lodash', 'minimist', 'express', 'ws', 'jquery', 'handlebars'];

const packageJson = (dependencies: number): string =>
  JSON.stringify(
    { dependencies: Object.fromEntries(Array.from({ length: dependencies }, (_, n) => [nameOf(n), '^1.0.0'])) },
    undefined,
    2,
  );

/** Each package needs two others. */
function packageLock(dependencies: number, packages: number): string {
  const entries = Array.from({ length: packages }, (_, n) => [
    `node_modules/${nameOf(n)}`,
    {
      version: '1.0.0',
      resolved: `https://registry.npmjs.org/${nameOf(n)}/-/${nameOf(n)}-1.0.0.tgz`,
      integrity: 'sha512-AAAA',
      dependencies: Object.fromEntries(
        [2 * n + 1, 2 * n + 2].filter((m) => m < packages).map((m) => [nameOf(m), '^1.0.0']),
      ),
    },
  ]);
  const asked = Object.fromEntries(Array.from({ length: dependencies }, (_, n) => [nameOf(n), '^1.0.0']));
  return JSON.stringify(
    { lockfileVersion: 3, packages: { '': { dependencies: asked }, ...Object.fromEntries(entries) } },
    undefined,
    2,
  );
}

void main();
