// The built server over stdio, as an editor meets it.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CodeAction,
  Diagnostic,
  Hover,
  PublishDiagnosticsParams,
  TextDocumentEdit,
  TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rangeOf } from '../../server/src/text/lsp.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { type ClientOptions, eventually, startClient, type TestClient } from './client.ts';

const uri = 'untitled:main.tf';
const publicDatabase = 'resource "aws_db_instance" "db" {\n  publicly_accessible = «true»\n}\n';
const publicDatabaseText = marked(publicDatabase).text;
const only = { rules: { '*': 'off', 'aws/rds/public-access': 'critical' } };

describe('language server', () => {
  let client: TestClient;
  const start = async (options: ClientOptions = {}) => {
    client = await startClient({
      settings: () => only,
      capabilities: { workspace: { configuration: true } },
      ...options,
    });
  };
  afterEach(() => client.stop());

  it('pushes diagnostics while the text is typed', async () => {
    await start();
    await client.open(uri, 'terraform', 'resource "aws_db_instance" "db" {\n  publicly_accessible = \n}\n');
    assert.deepEqual(
      (await client.nextPush(uri, 1)).diagnostics.filter(({ code }) => code === 'aws/rds/public-access'),
      [],
    );
    const end = { line: 1, character: 24 };
    await client.change(uri, 2, [{ range: { start: end, end }, text: 'true' }]);
    assert.deepEqual(shown(await client.nextPush(uri, 2)), ['1:24-1:28 aws/rds/public-access']);
    await client.change(uri, 3, [{ range: { start: end, end: { line: 1, character: 28 } }, text: 'false' }]);
    assert.deepEqual(shown(await client.nextPush(uri, 3)), []);
  });

  it('counts in UTF-16 units, past emoji and CR LF', async () => {
    await start();
    const { text, marks } = marked(
      '# 😀é\r\nresource "aws_db_instance" "db" {\r\n  tags = { a = "😀" }\r\n  publicly_accessible = «true»\r\n}\r\n',
    );
    await client.open(uri, 'terraform', text);
    const { diagnostics } = await client.nextPush(uri, 1);
    assert.deepEqual(
      diagnostics.map(({ range }) => range),
      marks.map((span) => rangeOf(snapshotOf('', text), span)),
    );
  });

  it('lets a client pull, and pushes nothing then', async () => {
    await start({ capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } } });
    await client.open(uri, 'terraform', publicDatabaseText);
    await eventually(async () =>
      assert.deepEqual(
        (await client.pull(uri)).map(({ code }) => code),
        ['aws/rds/public-access'],
      ),
    );
    assert.equal(client.pushed(uri), undefined);
  });

  it('says in the hover what the message does not', async () => {
    await start();
    await client.open(uri, 'terraform', publicDatabaseText);
    const { diagnostics } = await client.nextPush(uri, 1);
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 1, character: 26 },
    });
    const { value } = hover.contents as { value: string };
    assert.match(value, /found by scanners and attacked within minutes/);
    assert.match(
      value,
      /\*\*CIS Amazon Web Services Foundations Benchmark 3\.0\*\*: 2\.3\.3 No public access to RDS instances/,
    );
    assert.match(value, /\*\*PCI DSS 4\.0\*\*/);
    assert.match(value, /\*\*Quick fix:\*\* Make it private/);
    assert.ok(!value.includes(String(diagnostics[0]?.message)));
  });

  it('tells the way of a value', async () => {
    await start();
    await client.open(
      uri,
      'terraform',
      'variable "public" {\n  default = true\n}\nresource "aws_db_instance" "db" {\n  publicly_accessible = var.public\n}\n',
    );
    const { diagnostics } = await client.nextPush(uri, 1);
    assert.deepEqual(
      diagnostics[0]?.relatedInformation?.map(({ location, message }) => [location.range.start.line, message]),
      [[1, 'the default of var.public comes from here']],
    );
  });

  it('repairs with a quick fix whose edit is made when it is asked for', async () => {
    await start();
    await client.open(uri, 'terraform', publicDatabaseText);
    const actions = await actionsFor(client, (await client.nextPush(uri, 1)).diagnostics);
    assert.deepEqual(
      actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred ?? false]),
      [
        ['Make it private', 'quickfix', true],
        ['Ignore aws/rds/public-access here', 'quickfix', false],
        ['Ignore aws/rds/public-access in this file', 'quickfix', false],
      ],
    );
    assert.equal(actions[0]?.edit, undefined);
    const resolved = await client.connection.sendRequest<CodeAction>('codeAction/resolve', actions[0]);
    assert.equal(applied(publicDatabaseText, resolved), publicDatabaseText.replace('true', 'false'));
  });

  it('ignores with a comment, and shows an ignore that holds nothing back', async () => {
    await start();
    await client.open(uri, 'terraform', publicDatabaseText);
    const actions = await actionsFor(client, (await client.nextPush(uri, 1)).diagnostics);
    const ignored = applied(publicDatabaseText, actions[1]);
    assert.equal(
      ignored,
      publicDatabaseText.replace('  publicly', '  # lintel:ignore aws/rds/public-access -- reason\n  publicly'),
    );
    await client.change(uri, 2, [{ text: ignored }]);
    assert.deepEqual(shown(await client.nextPush(uri, 2)), []);
    await client.change(uri, 3, [{ text: ignored.replace('true', 'false') }]);
    const { diagnostics } = await client.nextPush(uri, 3);
    assert.deepEqual(
      diagnostics.map(({ code, tags }) => [code, tags]),
      [['unused-ignore', [1]]],
    );
    const [remove] = await actionsFor(client, diagnostics);
    assert.equal(applied(ignored.replace('true', 'false'), remove), publicDatabaseText.replace('true', 'false'));
  });

  it('puts an ignore above a heredoc and not into it', async () => {
    await start({ settings: () => ({}) });
    const text =
      'resource "aws_iam_policy" "p" {\n  policy = <<EOT\n{\n  "Statement": { "Effect": "Allow", "Action": "*", "Resource": "*" }\n}\nEOT\n}\n';
    await client.open(uri, 'terraform', text);
    const { diagnostics } = await client.nextPush(uri, 1);
    const found = diagnostics.filter(({ code }) => code === 'aws/iam/policy-admin-star');
    assert.deepEqual(
      found.map(({ range }) => range.start.line),
      [3],
    );
    const ignored = applied(
      text,
      (await actionsFor(client, found)).find(({ title }) => title.endsWith('here')),
    );
    assert.equal(ignored, text.replace('  policy', '  # lintel:ignore aws/iam/policy-admin-star -- reason\n  policy'));
    await client.change(uri, 2, [{ text: ignored }]);
    assert.deepEqual(
      (await client.nextPush(uri, 2)).diagnostics.map(({ code }) => code),
      [],
    );
  });

  it('fixes all that is safe, and offers nothing where nothing would change', async () => {
    await start();
    await client.open(uri, 'terraform', publicDatabaseText + publicDatabaseText.replace('"db"', '"other"'));
    await client.nextPush(uri, 1);
    const ask = () => actionsFor(client, [], ['source.fixAll']);
    const [fix] = await ask();
    const fixed = applied(publicDatabaseText + publicDatabaseText.replace('"db"', '"other"'), fix);
    assert.equal(fixed.includes('true'), false);
    await client.change(uri, 2, [{ text: fixed }]);
    await client.nextPush(uri, 2);
    assert.deepEqual(await ask(), []);
  });

  it('follows a change of the settings', async () => {
    let settings: unknown = only;
    await start({ settings: () => settings });
    await client.open(uri, 'terraform', publicDatabaseText);
    assert.equal((await client.nextPush(uri, 1)).diagnostics.length, 1);
    settings = { ...only, disabled: ['aws/rds/public-access'] };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await eventually(async () => assert.deepEqual(client.pushed(uri), []));
  });

  it('follows .dockerignore as it is edited, and hadolint’s configuration', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lintel-lsp-'));
    try {
      const text = 'FROM debian:12\nRUN cd /srv\nCOPY . /srv\nUSER 1000\nHEALTHCHECK NONE\n';
      await mkdir(join(folder, 'app'));
      await writeFile(join(folder, 'app/Dockerfile'), text);
      await writeFile(join(folder, '.hadolint.yaml'), 'ignored: [DL3003]\n');
      await start({ folders: [`file://${folder}`], settings: () => ({ rules: { 'docker/copy-context-git': 'on' } }) });
      const [file, ignore] = [`file://${folder}/app/Dockerfile`, `file://${folder}/.dockerignore`];
      const codes = async () => (await client.pull(file)).map(({ code }) => code);
      await client.open(file, 'dockerfile', text);
      await eventually(async () => assert.deepEqual(await codes(), ['docker/copy-context-all']));
      await client.open(ignore, 'ignore', 'node_modules\n');
      await eventually(async () => assert.deepEqual(await codes(), ['docker/copy-context-git']));
      const behind = { line: 1, character: 0 };
      await client.change(ignore, 2, [{ range: { start: behind, end: behind }, text: '.git\n' }]);
      await eventually(async () => assert.deepEqual(await codes(), []));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('pushes what an edit of .dockerignore changes in the Dockerfile', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lintel-lsp-'));
    try {
      const text = 'FROM debian:12\nCOPY . /srv\nUSER 1000\nHEALTHCHECK NONE\n';
      await writeFile(join(folder, 'Dockerfile'), text);
      await start({ folders: [`file://${folder}`], settings: () => ({ rules: { 'docker/copy-context-git': 'on' } }) });
      const [file, ignore] = [`file://${folder}/Dockerfile`, `file://${folder}/.dockerignore`];
      await client.open(file, 'dockerfile', text);
      const codes = () => client.pushed(file)?.map(({ code }) => code);
      await eventually(async () => assert.deepEqual(codes(), ['docker/copy-context-all']));
      await client.open(ignore, 'ignore', 'node_modules\n');
      await eventually(async () => assert.deepEqual(codes(), ['docker/copy-context-git']));
      const behind = { line: 1, character: 0 };
      await client.change(ignore, 2, [{ range: { start: behind, end: behind }, text: '.git\n' }]);
      await eventually(async () => assert.deepEqual(codes(), []));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('judges a module as it is called, whether it or its caller is open', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lintel-lsp-'));
    try {
      const module =
        'variable "public" {\n  default = true\n}\nresource "aws_db_instance" "db" {\n  publicly_accessible = var.public\n}\n';
      const call = 'module "db" {\n  source = "../db"\n  public = true\n}\n';
      for (const name of ['app', 'db']) await mkdir(join(folder, name));
      await writeFile(join(folder, 'db/main.tf'), module);
      await writeFile(join(folder, 'app/main.tf'), call);
      await start({ folders: [`file://${folder}`] });
      const [caller, called] = [`file://${folder}/app/main.tf`, `file://${folder}/db/main.tf`];
      await client.open(caller, 'terraform', call);
      const { diagnostics } = await client.nextPush(caller, 1);
      assert.deepEqual(
        diagnostics.map(({ range, relatedInformation }) => [
          range.start,
          relatedInformation?.map(({ location }) => [location.uri, location.range.start]),
        ]),
        [[{ line: 2, character: 11 }, [[called, { line: 4, character: 24 }]]]],
      );
      await client.open(called, 'terraform', module);
      await eventually(async () => assert.deepEqual(client.pushed(called), []));
      await client.change(caller, 2, [{ text: call.replace('  public = true\n', '') }]);
      await eventually(async () =>
        assert.deepEqual(
          client.pushed(called)?.map(({ range }) => range.start),
          [{ line: 4, character: 24 }],
        ),
      );
      await eventually(async () => assert.deepEqual(client.pushed(caller), []));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('judges a module in all of its many callers, in the end', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lintel-lsp-'));
    try {
      const module =
        'variable "a" {}\nvariable "b" {}\nresource "aws_db_instance" "db" {\n  publicly_accessible = var.a && var.b\n}\n';
      const callers = Array.from({ length: 30 }, (_, index) => `caller-${index}`);
      for (const name of ['db', ...callers]) await mkdir(join(folder, name));
      await writeFile(join(folder, 'db/main.tf'), module);
      for (const name of callers) {
        const a = name === callers.at(-1);
        await writeFile(
          join(folder, name, 'main.tf'),
          `module "db" {\n  source = "../db"\n  a = ${a}\n  b = true\n}\n`,
        );
      }
      await start({ folders: [`file://${folder}`] });
      const called = `file://${folder}/db/main.tf`;
      await client.open(called, 'terraform', module);
      const lines = () => client.pushed(called)?.map(({ range }) => range.start.line);
      await eventually(async () => assert.deepEqual(lines(), [3]));
      await client.change(called, 2, [{ text: module.replace('{}', '{\n}') }]);
      await client.change(called, 3, [{ text: module.replaceAll('{}', '{\n}') }]);
      await eventually(async () => assert.deepEqual(lines(), [5]));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('reads the folder: variables beside the file, .lintel.yaml, and a scan of everything', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lintel-lsp-'));
    try {
      const text = 'resource "aws_db_instance" "db" {\n  publicly_accessible = var.public\n}\n';
      await writeFile(join(folder, 'main.tf'), text);
      await writeFile(join(folder, 'variables.tf'), 'variable "public" {\n  default = true\n}\n');
      await writeFile(join(folder, '.lintel.yaml'), 'rules: { docker/base-image-latest: high }\nsevrity: low\n');
      await writeFile(join(folder, 'Dockerfile'), 'FROM node:latest\nUSER node\n');
      await start({ folders: [`file://${folder}`] });
      const file = `file://${folder}/main.tf`;
      await client.open(file, 'terraform', text);
      assert.deepEqual(shown(await client.nextPush(file, 1)), ['1:24-1:34 aws/rds/public-access']);
      const result = await client.connection.sendRequest('workspace/executeCommand', {
        command: 'lintel.scanWorkspace',
        arguments: [],
      });
      assert.deepEqual(result, { files: 3, findings: 2, notAnalysed: 0 });
      assert.deepEqual(
        client.pushed(`file://${folder}/Dockerfile`)?.map(({ code }) => code),
        ['docker/base-image-latest'],
      );
      const mistakes = client.pushed(`file://${folder}/.lintel.yaml`) ?? [];
      assert.deepEqual(
        mistakes.map(({ range }) => range.start),
        [{ line: 1, character: 0 }],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const shown = ({ diagnostics }: PublishDiagnosticsParams): readonly string[] =>
  diagnostics.map(
    ({ range: { start, end }, code }) => `${start.line}:${start.character}-${end.line}:${end.character} ${code}`,
  );

function actionsFor(
  client: TestClient,
  diagnostics: readonly Diagnostic[],
  kinds?: readonly string[],
): Promise<readonly CodeAction[]> {
  const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics, ...(kinds && { only: kinds }) },
  });
}

/** The text after the action, by the reference implementation of edits. */
function applied(text: string, action: CodeAction | undefined): string {
  const edits = (action?.edit?.documentChanges ?? []).flatMap((change) => (change as TextDocumentEdit).edits);
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits as TextEdit[]);
}

/** Tries again for as long as a test may take; the last failure is told. */
