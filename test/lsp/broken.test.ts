// The server among broken texts and in the order of events that editors really have: typing sign by sign, closing and opening at once,
// files that move on the disk, folders that differ, documents that lie nowhere.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type { Diagnostic } from 'vscode-languageserver';
import { type ClientOptions, eventually, startClient, type TestClient } from './client.ts';

const pulls: ClientOptions = { capabilities: { textDocument: { diagnostic: {} } } };
const database = (value: string): string => `resource "aws_db_instance" "db" {\n  publicly_accessible = ${value}\n}\n`;
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec:\n  hostPID: true\n  containers: []\n';

/** Where a rule finds something; the other rules are passed by. */
const found = (diagnostics: readonly Diagnostic[], rule: string): readonly string[] =>
  diagnostics.flatMap(({ code, range: { start } }) => (code === rule ? [`${start.line}:${start.character}`] : []));

const publicAccess = 'aws/rds/public-access';

describe('language server: broken texts and odd orders', () => {
  let client: TestClient;
  let folder: string;
  const at = (path: string): string => pathToFileURL(join(folder, path)).toString();
  const start = async (options: ClientOptions): Promise<void> => {
    client = await startClient(options);
  };
  const close = (uri: string) => client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  const touched = (...changes: readonly (readonly [path: string, type: 1 | 2 | 3])[]) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: changes.map(([path, type]) => ({ uri: at(path), type })),
    });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lintel-lsp-'));
  });
  afterEach(async () => {
    await client.stop();
    await rm(folder, { recursive: true });
  });

  const many = 100_000;
  const broken: readonly (readonly [what: string, file: string, languageId: string, text: string, first: string])[] = [
    [
      'brackets in brackets',
      'main.tf',
      'terraform',
      `locals {\n  a = ${'['.repeat(many)}${']'.repeat(many)}\n}\n`,
      'this nests too deeply to be read',
    ],
    ['half a block', 'main.tf', 'terraform', 'resource "a" "b" {\n  c', '`c` is neither an argument nor a block'],
    ['NUL', 'main.tf', 'terraform', database('true\u0000'), 'not analysed: the file is not text'],
    [
      'a heredoc that is not closed',
      'Dockerfile',
      'dockerfile',
      `FROM a:1\nRUN <<EOF\n${'set -e\n'.repeat(1000)}`,
      'the heredoc is never closed',
    ],
    [
      'brackets',
      'x.yaml',
      'yaml',
      `${pod}a: ${'['.repeat(many)}`,
      'not analysed: this document nests deeper than 200 levels',
    ],
    [
      'half an object',
      'package.json',
      'json',
      '{ "dependencies": { "a": "1.0.0"',
      'not valid JSON: close brace expected',
    ],
    [
      'an open array',
      'pyproject.toml',
      'toml',
      '[project]\ndependencies = [\n  "a"\n[tool]\n',
      'this `[` is not closed',
    ],
    ['a lost quote', 'Cargo.lock', 'toml', '[[package]]\nname = "a\n', 'this text is not closed with `"`'],
    ['an open block', 'go.mod', 'go.mod', 'module a\nrequire (\n', 'this `require` block is not closed with `)`'],
  ];
  it('tells what it cannot analyse, and goes on', async () => {
    await start(pulls);
    for (const [what, file, languageId, text, first] of broken) {
      const uri = at(`${what}/${file}`);
      await client.open(uri, languageId, text);
      const told = (await client.pull(uri)).filter(({ code }) => code === 'not-analysed');
      assert.equal(told[0]?.message, first, what);
    }
    await client.open(at('main.tf'), 'terraform', database('true'));
    assert.deepEqual(found(await client.pull(at('main.tf')), publicAccess), ['1:24']);
  });

  for (const [how, options] of [
    ['pushes', {}],
    ['answers', pulls],
  ] as const) {
    it(`${how} the same after typing sign by sign as for the whole text`, async () => {
      await start(options);
      const get = async (uri: string, version: number) =>
        how === 'pushes' ? (await client.nextPush(uri, version)).diagnostics : client.pull(uri);
      const texts = [
        ['typed.tf', 'terraform', `# 😀\n${database('true')}`],
        ['Dockerfile', 'dockerfile', 'FROM debian:latest\nRUN <<EOF\napt-get install curl\nEOF\nUSER root\n'],
        ['typed.yaml', 'yaml', pod],
        ['Cargo.toml', 'toml', '[dependencies]\na = "*"\nb = { git = "http://h/b", version = "1" }\n'],
      ] as const;
      for (const [file, languageId, text] of texts) {
        const uri = at(`typed/${file}`);
        await client.open(uri, languageId, '');
        const position = { line: 0, character: 0 };
        let version = 1;
        for (const sign of text) {
          await client.change(uri, ++version, [{ range: { start: position, end: position }, text: sign }]);
          if (sign === '\n') Object.assign(position, { line: position.line + 1, character: 0 });
          else position.character += sign.length;
          if (version % 4 === 0) await get(uri, version);
        }
        const whole = at(`whole/${file}`);
        await client.open(whole, languageId, text);
        const [typed, expected] = [await get(uri, version), await get(whole, 1)];
        assert.ok(expected.length > 0, file);
        assert.deepEqual(JSON.parse(JSON.stringify(typed).replaceAll('/typed/', '/whole/')), expected);
      }
    });

    it(`${how} for a document that is closed and opened at once`, async () => {
      await start(options);
      const uri = at('main.tf');
      for (let times = 0; times < 5; times++) {
        await client.open(uri, 'terraform', database('true'));
        if (times < 4) await close(uri);
      }
      const get = async () => (how === 'pushes' ? (client.pushed(uri) ?? []) : client.pull(uri));
      const check = async () => assert.deepEqual(found(await get(), publicAccess), ['1:24']);
      await eventually(check);
      // What was asked of the disk for the closed document must not come after that.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await check();
    });
  }

  it('takes back what it pushed when no language reads the text any more', async () => {
    await start({});
    const uri = at('pod.yaml');
    await client.open(uri, 'yaml', pod);
    assert.ok((await client.nextPush(uri, 1)).diagnostics.length > 0);
    await client.change(uri, 2, [{ text: 'name: anything\n' }]);
    assert.deepEqual((await client.nextPush(uri, 2)).diagnostics, []);
  });

  it('answers the requests behind one that was cancelled', async () => {
    await start(pulls);
    await client.open(at('main.tf'), 'terraform', database('true'));
    const params = { textDocument: { uri: at('main.tf') } };
    const cancelled = Array.from({ length: 20 }, () => {
      const source = new CancellationTokenSource();
      const request = client.connection.sendRequest('textDocument/diagnostic', params, source.token);
      source.cancel();
      return request.then(
        () => 'answered',
        (error: { readonly code: number }) => error.code,
      );
    });
    const [diagnostics, ...others] = await Promise.all([client.pull(at('main.tf')), ...cancelled]);
    assert.deepEqual(found(diagnostics, publicAccess), ['1:24']);
    for (const other of others) assert.ok(other === 'answered' || other === -32800 || other === -32802, String(other));
  });

  it('follows files that are renamed, changed and deleted on the disk', async () => {
    await writeFile(join(folder, 'variables.tf'), 'variable "public" {\n  default = true\n}\n');
    await start({ ...pulls, folders: [at('')] });
    await client.open(at('main.tf'), 'terraform', database('var.public'));
    const now = (expected: readonly string[]) =>
      eventually(async () => assert.deepEqual(found(await client.pull(at('main.tf')), publicAccess), expected));
    await now(['1:24']);
    await mkdir(join(folder, 'other'));
    await rename(join(folder, 'variables.tf'), join(folder, 'other/variables.tf'));
    await touched(['variables.tf', 3], ['other/variables.tf', 1]);
    await now([]);
    await rename(join(folder, 'other/variables.tf'), join(folder, 'inputs.tf'));
    await touched(['other/variables.tf', 3], ['inputs.tf', 1]);
    await now(['1:24']);
    await writeFile(join(folder, 'inputs.tf'), 'variable "public" {\n  default = false\n}\n');
    await touched(['inputs.tf', 2]);
    await now([]);
  });

  it('keeps what is open when the file changes on the disk', async () => {
    await writeFile(join(folder, 'main.tf'), database('false'));
    await start({ ...pulls, folders: [at('')] });
    await client.open(at('main.tf'), 'terraform', database('true'));
    await touched(['main.tf', 2]);
    assert.deepEqual(found(await client.pull(at('main.tf')), publicAccess), ['1:24']);
    await rm(join(folder, 'main.tf'));
    await touched(['main.tf', 3]);
    assert.deepEqual(found(await client.pull(at('main.tf')), publicAccess), ['1:24']);
  });

  it('has for each folder its own settings, and the default ones outside of any', async () => {
    for (const one of ['strict', 'lax', 'outside']) await mkdir(join(folder, one));
    await writeFile(join(folder, 'strict/.lintel.yaml'), `rules: { ${publicAccess}: critical }\n`);
    await writeFile(join(folder, 'lax/.lintel.yaml'), `rules: { ${publicAccess}: off }\n`);
    await start({ ...pulls, folders: [at('strict'), at('lax')] });
    const counts: Record<string, number> = {};
    for (const uri of [at('strict/main.tf'), at('lax/main.tf'), at('outside/main.tf'), 'untitled:Untitled-1']) {
      await client.open(uri, 'terraform', database('true'));
      counts[uri.replace(`${at('')}/`, '')] = found(await client.pull(uri), publicAccess).length;
    }
    assert.deepEqual(counts, { 'strict/main.tf': 1, 'lax/main.tf': 0, 'outside/main.tf': 1, 'untitled:Untitled-1': 1 });
  });

  it('shows mistakes in .lintel.yaml, and takes them back', async () => {
    await writeFile(join(folder, '.lintel.yaml'), 'severity: hgih\n');
    await start({ ...pulls, folders: [at('')] });
    const told = async () => (client.pushed(at('.lintel.yaml')) ?? []).map(({ message }) => message);
    await client.open(at('main.tf'), 'terraform', database('true'));
    await eventually(async () =>
      assert.deepEqual(await told(), ['`severity` is one of info, low, medium, high, critical']),
    );
    assert.deepEqual(found(await client.pull(at('main.tf')), publicAccess), ['1:24']);
    await writeFile(join(folder, '.lintel.yaml'), 'severity: high\n');
    await touched(['.lintel.yaml', 2]);
    await eventually(async () => assert.deepEqual(await told(), []));
  });
});

/** Tries again for as long as a test may take; the last failure is told. */
