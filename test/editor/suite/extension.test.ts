// The extension itself: when it starts, what it offers, and that its server can be started again.

import { commands, extensions } from 'vscode';
import { equal, present } from './assert.ts';
import { closeEverything, fixture, open, shows } from './editor.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('extension', () => {
  afterEach(closeEverything);

  it('starts for its languages and commands only', () => {
    const { activationEvents } = manifest();
    equal(
      activationEvents.filter((event) => !/^on(Language|Command):/.test(event)),
      [],
    );
  });

  it('answers every command that it offers', async () => {
    await open(fixture('main.tf'));
    await shows(fixture('main.tf'), 'aws/rds/public-access', '4:24-4:28');
    const known = new Set(await commands.getCommands());
    const offered = manifest().contributes.commands.map(({ command }) => command);
    equal(
      offered.filter((command) => !known.has(command)),
      [],
    );
  });

  it('shows the same after its server was restarted', async () => {
    const { uri } = (await open(fixture('main.tf'))).document;
    await shows(uri, 'aws/rds/public-access', '4:24-4:28');
    await commands.executeCommand('lintel.restart');
    await shows(uri, 'aws/rds/public-access', '4:24-4:28');
  });
});

const manifest = (): Manifest => present(extensions.getExtension('lintel.lintel'), 'extension').packageJSON;
