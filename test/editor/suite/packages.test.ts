// Packages in both hosts, by the advisories that ship with the extension: the findings on the version, the hover, and the lens that upgrades.

import { type CodeLens, commands, type Hover, type MarkdownString, Position } from 'vscode';
import { equal, present } from './assert.ts';
import { closeEverything, fixture, open, shows } from './editor.ts';

const rule = 'packages/vulnerable';
const version = '4:26-4:32';

describe('packages', () => {
  afterEach(closeEverything);

  it('tell on the version what is known against it, and in the hover where to read on', async () => {
    const { uri } = (await open(fixture('go.mod'))).document;
    await shows(uri, rule, version, version);
    const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, new Position(4, 28));
    const text = hovers.flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value)).join();
    equal(text.includes('[GO-2022-1059](https://osv.dev/vulnerability/GO-2022-1059)'), true);
  });

  it('are upgraded by the lens above them', async () => {
    const { document } = await open(fixture('go.mod'));
    await shows(document.uri, rule, version, version);
    const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const lens = present(lenses.find(({ command }) => command?.title === '1 vulnerable, fix all')?.command, 'lens');
    await commands.executeCommand(lens.command, ...(lens.arguments ?? []));
    await shows(document.uri, rule);
    equal(document.getText().includes('v0.3.7'), false);
  });
});
