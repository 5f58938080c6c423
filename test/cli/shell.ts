// Runs the command line in the tests' own process, over files in a temporary folder and a small catalogue of its own.

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { grammarFiles } from '../../scripts/grammars.mjs';
import { main } from '../../server/src/cli/main.ts';
import type { Shell } from '../../server/src/cli/shell.ts';
import { nodeFiles } from '../../server/src/node/runtime.ts';
import { packRules } from '../../server/src/rules/pack.ts';
import type { Runtime } from '../../server/src/runtime.ts';

export interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What `lintel ARGS` does in the folder. */
export const lintel = (folder: string, ...args: readonly string[]): Promise<Run> => lintelOn(runtime, folder, args);

/** The same with other rules and grammars. */
export async function lintelOn(runtime: Runtime, folder: string, args: readonly string[]): Promise<Run> {
  let out = '';
  let err = '';
  const shell: Shell = {
    runtime,
    assets: folder,
    folder,
    data: join(folder, '.data'),
    colours: false,
    watched: false,
    write(text) {
      out += text;
    },
    say(line) {
      err += `${line}\n`;
    },
    progress: () => {},
  };
  const code = await main(args, shell);
  return { code, out, err };
}

const folders: string[] = [];

/** A folder with these files, by their paths. It is gone when the tests end. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-test-')));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

after(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const rule = (title: string, body: string, bad: string, good: string): string => `title: ${title}
${body}
why: It is known to be dangerous.
help: Do it the other way.
references: [https://example.com/${title.toLowerCase().replaceAll(' ', '-')}]
examples:
  - bad: |
${bad.replace(/^/gm, '      ')}
  - good: |
${good.replace(/^/gm, '      ')}
`;

/** Four rules: critical with a safe fix, medium, low and off by default. */
export const rules = new Map([
  [
    'compliance/frameworks/pci-dss-4.0.yaml',
    'title: PCI DSS 4.0\ncontrols: { "1.4.4": Stored data is not reachable from outside }\n',
  ],
  ['compliance/objectives.yaml', 'exposure:\n  title: Nothing is exposed\n  controls: { pci-dss-4.0: ["1.4.4"] }\n'],
  [
    'aws/public.yaml',
    rule(
      'Database is public',
      `severity: critical
category: exposure
terraform: aws_db_instance
forbid: { publicly_accessible: true }
message: "\`{resource}\` is public."
fix: { title: Make it private, set: { publicly_accessible: false }, safe: true }
objectives: [exposure]
cwe: [668]
aliases: { checkov: [CKV_AWS_17], trivy: [AWS-0180], kics: ["1"] }`,
      'resource "aws_db_instance" "a" {\n  publicly_accessible = «true»\n}',
      'resource "aws_db_instance" "a" {\n  publicly_accessible = false\n}',
    ).replace(
      '  - good',
      '    fixed: |\n      resource "aws_db_instance" "a" {\n        publicly_accessible = false\n      }\n  - good',
    ),
  ],
  [
    'aws/encrypted.yaml',
    rule(
      'Database is not encrypted',
      `severity: medium
category: encryption
terraform: aws_db_instance
forbid: { storage_encrypted: false }
message: "\`{resource}\` is not encrypted."`,
      'resource "aws_db_instance" "a" {\n  storage_encrypted = «false»\n}',
      'resource "aws_db_instance" "a" {\n  storage_encrypted = true\n}',
    ),
  ],
  [
    'docker/maintainer.yaml',
    rule(
      'Maintainer is deprecated',
      `severity: low
category: maintenance
default: false
dockerfile: MAINTAINER
forbid: { name: { exists: true } }
message: MAINTAINER is deprecated.
aliases: { hadolint: [DL4000] }`,
      'FROM a:1\nMAINTAINER «a»',
      'FROM a:1',
    ),
  ],
]);

const packed = packRules(rules, 'rules/');
for (const { file, line, message } of packed.problems) throw new Error(`${file}:${line}: ${message}`);

const root = join(__dirname, '../..');
const grammars: Readonly<Record<string, string>> = grammarFiles;

export const runtime: Runtime = {
  files: nodeFiles,
  advisories: { databases: async () => [], exploited: async () => '{"cves":[]}' },
  grammar: async (name) => readFileSync(join(root, grammars[name] ?? name)),
  rules: async (name) =>
    JSON.stringify(
      { catalogue: packed.catalogue, texts: packed.texts, 'provider-defaults': packed.defaults }[name] ?? {},
    ),
  now: () => new Date('2026-03-01T12:00:00Z'),
  log: () => {},
};
