// The hover adds to the message of a finding: why it matters, the controls it touches. It does not say the message again.

import { commands, type Hover, type MarkdownString, Position } from 'vscode';
import { equal, present } from './assert.ts';
import { closeEverything, fixture, open, shows } from './editor.ts';

describe('hover', () => {
  afterEach(closeEverything);

  it('tells why a finding matters and which controls it touches, and repeats nothing', async () => {
    const { uri } = (await open(fixture('main.tf'))).document;
    const [finding] = await shows(uri, 'aws/rds/public-access', '4:24-4:28');
    const text = await hoverAt(uri, new Position(4, 25));
    const { message } = present(finding, 'finding');
    equal(
      {
        controls: /CIS|NIST|PCI/.test(text),
        documentation: /\]\(https?:/.test(text),
        tellsMore: text.length > message.length,
        repeats: text.includes(message),
      },
      { controls: true, documentation: true, tellsMore: true, repeats: false },
    );
  });

  it('says nothing where nothing was found', async () => {
    const { uri } = (await open(fixture('main.tf'))).document;
    await shows(uri, 'aws/rds/public-access', '4:24-4:28');
    equal(await hoverAt(uri, new Position(1, 4)), '');
  });
});

async function hoverAt(uri: unknown, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content as MarkdownString).value)
    .join('\n');
}
