// What the server tells of packages, over stdio and with a database of the test's own: hovers, the actions on a version, the lenses and their command.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApplyWorkspaceEditParams, CodeAction, CodeLens, Hover, TextDocumentEdit } from 'vscode-languageserver';
import { advisoriesIn, dataFolder } from '../../server/src/node/data-folder.ts';
import { offsetOf, rangeOf } from '../../server/src/text/lsp.ts';
import { marked } from '../../server/src/text/marked.ts';
import { snapshotOf } from '../../server/src/text/snapshot.ts';
import { databaseOf, exampleAdvisories } from '../advisories/known.ts';
import { affects, record } from '../advisories/records.ts';
import { zipOf } from '../advisories/zip-writer.ts';
import { startClient, type TestClient } from './client.ts';

/** A bucket of OSV's with one advisory on a package of npm. */
function bucketWith(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-bucket-'));
  folders.push(folder);
  const content = record('GHSA-1', [affects('npm', name, { introduced: '0' }, { fixed: '1.0.1' })]);
  mkdirSync(join(folder, 'npm'));
  writeFileSync(join(folder, 'npm/all.zip'), zipOf([{ name: 'GHSA-1.json', content: JSON.stringify(content) }]));
  writeFileSync(join(folder, 'npm/modified_id.csv'), `${content.modified},GHSA-1\n`);
  return folder;
}

const folders: string[] = [];

const lock = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { lodash: '^4.17.0', express: '^4.0.0' } },
    'node_modules/lodash': { version: '4.17.20' },
    'node_modules/express': { version: '4.16.0', dependencies: { qs: '6.5.2' } },
    'node_modules/qs': { version: '6.5.2' },
  },
};

const manifest = 'file:///nowhere/package.json';

describe('packages in the language server', () => {
  let home = '';
  let client: TestClient;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'lintel-home-'));
    const folder = advisoriesIn(dataFolder({ XDG_DATA_HOME: home, LOCALAPPDATA: home }, home || homedir()));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'npm-1.db'), await databaseOf('npm', exampleAdvisories.npm ?? {}));
    const npm = { file: 'npm-1.db', checked: '2026-02-28T01:02:03Z' };
    writeFileSync(join(folder, 'current.json'), JSON.stringify({ format: 1, ecosystems: { npm } }));
  });
  after(() => {
    for (const folder of [home, ...folders]) rmSync(folder, { recursive: true });
  });
  afterEach(() => client.stop());

  const start = async (settings: object = {}) => {
    client = await startClient({
      home,
      settings: () => settings,
      capabilities: { workspace: { configuration: true } },
    });
  };
  const open = async (text: string): Promise<void> => {
    await client.open(manifest, 'json', text);
    await client.nextPush(manifest, 1);
  };
  const edited = (text: string, edit: CodeAction['edit']): string => {
    const snapshot = snapshotOf('', text);
    const edits = ((edit?.documentChanges?.[0] as TextDocumentEdit | undefined)?.edits ?? []).flatMap((one) =>
      'newText' in one
        ? [{ start: offsetOf(snapshot, one.range.start), end: offsetOf(snapshot, one.range.end), text: one.newText }]
        : [],
    );
    return edits
      .sort((a, b) => b.start - a.start)
      .reduce((current, { start: from, end, text: by }) => current.slice(0, from) + by + current.slice(end), text);
  };

  const hovers: readonly (readonly [what: string, text: string, expected: string | undefined])[] = [
    [
      'a vulnerable version',
      '{"dependencies": {"lodash": "4.17.«15»"}}',
      `**lodash** 4.17.15 (npm)

- [GHSA-p6mc-m468-83gw](https://osv.dev/vulnerability/GHSA-p6mc-m468-83gw), [CVE-2020-8203](https://nvd.nist.gov/vuln/detail/CVE-2020-8203) · **high 7.4** · affected: \`>=3.7.0 <4.17.19\` · fixed in 4.17.19
- [GHSA-35jh-r3h4-6jhm](https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm), [CVE-2021-23337](https://nvd.nist.gov/vuln/detail/CVE-2021-23337) · **high 7.2** · affected: \`<4.17.21\` · fixed in 4.17.21

Upgrade to \`4.17.21\`: clears 2 of 2, then run \`npm install\`.`,
    ],
    [
      'a name without an advisory',
      '{"dependencies": {"l«e»ft-pad": "^1.0.0"}}',
      '**left-pad** ^1.0.0 (npm)\n\nNo advisory is known of it in the database of 2026-02-28.',
    ],
    ['a file', '{"dependencies": {"l«e»ft-pad": "file:../left-pad"}}', undefined],
    ['something else', '{"n«a»me": "a"}', undefined],
  ];
  for (const [what, source, expected] of hovers) {
    it(`hover on ${what}`, async () => {
      await start({ rules: { '*': 'off' } });
      const { text, marks } = marked(source);
      await open(text);
      const position = rangeOf(snapshotOf('', text), marks[0] ?? { start: 0, end: 0 }).start;
      const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
        textDocument: { uri: manifest },
        position,
      });
      assert.equal((hover?.contents as { value: string } | undefined)?.value, expected);
    });
  }

  it('hover says that the snapshot which ships holds a part', async () => {
    await start({ rules: { '*': 'off' } });
    const uri = 'file:///nowhere/requirements.txt';
    await client.open(uri, 'pip-requirements', 'nobody-has-this-name==1.0.0\n');
    await client.nextPush(uri, 1);
    const hover = await client.connection.sendRequest<Hover | null>('textDocument/hover', {
      textDocument: { uri },
      position: { line: 0, character: 3 },
    });
    assert.match(
      (hover?.contents as { value: string } | undefined)?.value ?? '',
      /^\*\*nobody-has-this-name\*\* 1\.0\.0 \(PyPI\)\n\nNo advisory is known of it in the snapshot of \d{4}-\d\d-\d\d that comes with Lintel\. It holds a part of all advisories; an update fetches the rest\.$/,
    );
  });

  it('hover on a locked version, and on what brings another package', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lintel-locked-'));
    folders.push(folder);
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
    await start({ rules: { '*': 'off' } });
    const uri = `file://${folder}/package.json`;
    const text = '{"dependencies": {"lodash": "^4.17.0", "express": "^4.0.0"}}';
    await client.open(uri, 'json', text);
    await client.nextPush(uri, 1);
    const hoverOn = async (word: string) => {
      const position = { line: 0, character: text.indexOf(word) + 1 };
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri },
        position,
      });
      return (hover.contents as { value: string }).value;
    };
    assert.equal(
      await hoverOn('lodash'),
      `**lodash** 4.17.20, as package-lock.json locks it (npm)

- [GHSA-35jh-r3h4-6jhm](https://osv.dev/vulnerability/GHSA-35jh-r3h4-6jhm), [CVE-2021-23337](https://nvd.nist.gov/vuln/detail/CVE-2021-23337) · **high 7.2** · affected: \`<4.17.21\` · fixed in 4.17.21

Upgrade to \`^4.17.21\`: clears 1 of 1, then run \`npm install\`.`,
    );
    assert.equal(
      await hoverOn('^4.0.0'),
      `**express** 4.16.0, as package-lock.json locks it (npm)

- [GHSA-hrpp-h998-j3pp](https://osv.dev/vulnerability/GHSA-hrpp-h998-j3pp), [CVE-2022-24999](https://nvd.nist.gov/vuln/detail/CVE-2022-24999) · \`qs\` 6.5.2 by express > qs · **high 7.5** · affected: \`<6.5.3\` · fixed in 6.5.3`,
    );
  });

  it('offers one upgrade for all advisories on a version, and one for all packages', async () => {
    await start();
    const text = '{"dependencies": {"lodash": "4.17.15", "request": "2.88.2", "qs": "6.5.2"}}';
    await open(text);
    const diagnostics = (client.pushed(manifest) ?? []).filter(({ range }) => range.start.character === 29);
    assert.equal(diagnostics.length, 2);
    const actions = await client.connection.sendRequest<readonly CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri: manifest },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    });
    assert.deepEqual(
      actions.map(({ title, diagnostics: of = [] }) => `${title} (${of.length})`),
      [
        'Upgrade to 4.17.21: clears 2 of 2, then run `npm install` (2)',
        'Upgrade all vulnerable packages of package.json: 2 of 3 (0)',
      ],
    );
    const resolved = await Promise.all(
      actions.map((action) => client.connection.sendRequest<CodeAction>('codeAction/resolve', action)),
    );
    assert.deepEqual(
      resolved.map(({ edit }) => edited(text, edit)),
      [
        '{"dependencies": {"lodash": "4.17.21", "request": "2.88.2", "qs": "6.5.2"}}',
        '{"dependencies": {"lodash": "4.17.21", "request": "2.88.2", "qs": "6.5.3"}}',
      ],
    );
  });

  const twoGroups = '{\n  "dependencies": { "lodash": "4.17.20" },\n  "devDependencies": { "request": "2.88.2" }\n}';

  it('tells above each group how many are vulnerable, and upgrades them', async () => {
    await start();
    await open(twoGroups);
    const lenses = await client.connection.sendRequest<readonly CodeLens[]>('textDocument/codeLens', {
      textDocument: { uri: manifest },
    });
    assert.deepEqual(
      lenses.map(({ range, command }) => `${range.start.line} ${command?.title}: ${command?.command}`),
      ['1 1 vulnerable, fix all: lintel.upgradePackages', '2 1 vulnerable: '],
    );
    let edit: ApplyWorkspaceEditParams['edit'] | undefined;
    client.connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
      edit = params.edit;
      return { applied: true };
    });
    const applied = await client.connection.sendRequest('workspace/executeCommand', {
      command: lenses[0]?.command?.command,
      arguments: lenses[0]?.command?.arguments,
    });
    assert.equal(applied, true);
    assert.equal(edited(twoGroups, edit), twoGroups.replace('4.17.20', '4.17.21'));
  });

  it('tells which databases were needed, and updates them when it is asked to', async () => {
    const told: unknown[] = [];
    await start();
    client.connection.onNotification('$/lintel/advisories', (state) => {
      told.push(state);
    });
    await open('{"dependencies": {"left-pad": "1.0.0"}}');
    assert.deepEqual(told, [{ ecosystems: ['npm'], asOf: '2026-02-28', updates: true }]);
    assert.deepEqual(client.pushed(manifest), []);
    const updated = await client.connection.sendRequest('lintel/updateAdvisories', { from: bucketWith('left-pad') });
    assert.deepEqual(updated, { done: ['npm: 1 record read'], failed: [] });
    assert.deepEqual(
      client.pushed(manifest)?.map(({ message }) => message),
      ['left-pad 1.0.0 has GHSA-1, of unknown severity, fixed in 1.0.1.'],
    );
    assert.deepEqual(await client.connection.sendRequest('lintel/updateAdvisories', { from: join(home, 'none') }), {
      done: [],
      failed: [`npm is not updated: ${join(home, 'none')} has no npm/modified_id.csv`],
    });
  });

  it('shows no lens where the user wants none', async () => {
    await start({ packageLens: false });
    await open(twoGroups);
    assert.deepEqual(
      await client.connection.sendRequest('textDocument/codeLens', { textDocument: { uri: manifest } }),
      [],
    );
  });
});
