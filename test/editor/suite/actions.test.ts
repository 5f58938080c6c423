// The light bulb: a repair changes only what is unsafe, and an ignore is a comment with the rule's id. Either ends the squiggle.

import {
  type CodeAction,
  CodeActionKind,
  commands,
  DiagnosticTag,
  Range,
  type TextDocument,
  type WorkspaceEdit,
  workspace,
} from 'vscode';
import { equal, present } from './assert.ts';
import { closeEverything, eventually, fixture, lintelDiagnostics, open, replace, shows } from './editor.ts';

const rule = 'aws/rds/public-access';
const place = '4:24-4:28';

describe('quick fix', () => {
  afterEach(closeEverything);

  it('repairs the value and nothing else, and the squiggle is gone', async () => {
    const { document } = await open(fixture('main.tf'));
    const before = document.getText();
    await apply(await repairOf(document));
    equal(document.getText(), before.replace('publicly_accessible = true', 'publicly_accessible = false'));
    await shows(document.uri, rule);
  });

  it('is undone in one step, and the squiggle is back', async () => {
    const { document } = await open(fixture('main.tf'));
    const before = document.getText();
    await apply(await repairOf(document));
    await shows(document.uri, rule);
    await commands.executeCommand('undo');
    equal(document.getText(), before);
    await shows(document.uri, rule, place);
  });

  it('repairs what is safe to repair in the whole file on "fix all"', async () => {
    const { document } = await open(fixture('main.tf'));
    await shows(document.uri, rule, place);
    const all = new Range(0, 0, document.lineCount, 0);
    const [action] = await actionsIn(document, all, CodeActionKind.SourceFixAll.append('lintel'));
    await apply(present(action, 'action that fixes all'));
    await shows(document.uri, rule);
  });
});

describe('ignore', () => {
  afterEach(closeEverything);

  it('leaves a comment that names the rule, and the squiggle is gone', async () => {
    const { document } = await open(fixture('main.tf'));
    await apply(await ignoreOf(document));
    equal(document.getText().includes(`# lintel:ignore ${rule}`), true);
    await shows(document.uri, rule);
  });

  it('is shown as unnecessary once there is nothing to ignore', async () => {
    const { document } = await open(fixture('main.tf'));
    await apply(await ignoreOf(document));
    await shows(document.uri, rule);
    await replace(document, 'publicly_accessible = true', 'publicly_accessible = false');
    await eventually(() => {
      const unnecessary = lintelDiagnostics(document.uri).find(({ tags }) => tags?.includes(DiagnosticTag.Unnecessary));
      return unnecessary ? { value: unnecessary } : { problem: 'The ignore is not shown as unnecessary.' };
    });
  });
});

const repairOf = async (document: TextDocument): Promise<CodeAction> =>
  present(
    (await actionsOfFinding(document)).find(({ isPreferred }) => isPreferred),
    'repair',
  );

const ignoreOf = async (document: TextDocument): Promise<CodeAction> =>
  present(
    (await actionsOfFinding(document)).find(({ title }) => /ignore/i.test(title)),
    'action to ignore',
  );

async function actionsOfFinding(document: TextDocument): Promise<readonly CodeAction[]> {
  const [finding] = await shows(document.uri, rule, place);
  const { start } = present(finding, 'finding').range;
  return actionsIn(document, new Range(start, start), CodeActionKind.QuickFix);
}

/** The edit of an action comes only when the action is chosen, so the editor is told to choose the first few. */
const actionsIn = (document: TextDocument, range: Range, kind: CodeActionKind): Thenable<readonly CodeAction[]> =>
  commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind.value, 20);

async function apply({ title, edit }: CodeAction): Promise<void> {
  equal(await workspace.applyEdit(present<WorkspaceEdit>(edit, `edit of "${title}"`)), true);
}
