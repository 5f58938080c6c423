// The heart of it: a squiggle comes with the character that makes the code unsafe, and goes with the one that makes it safe.

import { commands, window, workspace } from 'vscode';
import { closeEverything, fixture, open, shows, typeAfter } from './editor.ts';

const rule = 'aws/rds/public-access';

describe('typing', () => {
  afterEach(closeEverything);

  it('shows a finding in a document that has no file yet', async () => {
    const content = 'resource "aws_db_instance" "orders" {\n  publicly_accessible = \n}\n';
    const document = await workspace.openTextDocument({ language: 'terraform', content });
    const editor = await window.showTextDocument(document);
    await typeAfter(editor, 'publicly_accessible = ', 'true');
    await shows(document.uri, rule, '1:24-1:28');
  });

  it('underlines exactly the value, and lets go of it when it is made safe', async () => {
    const editor = await open(fixture('main.tf'));
    await shows(editor.document.uri, rule, '4:24-4:28');
    await typeAfter(editor, 'publicly_accessible = true', '');
    for (let i = 0; i < 'true'.length; i++) await commands.executeCommand('deleteLeft');
    await shows(editor.document.uri, rule);
    await typeAfter(editor, 'publicly_accessible = ', 'false');
    await shows(editor.document.uri, rule);
  });

  it('moves the underline with the text before it, counted in UTF-16', async () => {
    const editor = await open(fixture('main.tf'));
    await shows(editor.document.uri, rule, '4:24-4:28');
    await typeAfter(editor, 'publicly_accessible = ', '/* 🔓 */ ');
    await shows(editor.document.uri, rule, '4:33-4:37');
    await typeAfter(editor, 'instance_class      = "db.t4g.micro"', '\n\n');
    await shows(editor.document.uri, rule, '6:33-6:37');
  });

  it('keeps the finding while the text around it is broken', async () => {
    const editor = await open(fixture('main.tf'));
    await typeAfter(editor, 'publicly_accessible = true\n', '\n  tags = {');
    await shows(editor.document.uri, rule, '4:24-4:28');
  });
});
