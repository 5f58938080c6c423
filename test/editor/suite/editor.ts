// What the tests do with the editor, said once: open, type, wait for findings, leave no trace.

import {
  ConfigurationTarget,
  commands,
  type Diagnostic,
  languages,
  Range,
  Selection,
  type TextDocument,
  type TextEditor,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';

export function root(): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('The tests need a workspace folder.');
  return folder.uri;
}

export const fixture = (path: string): Uri => Uri.joinPath(root(), path);

/** As a click in the explorer opens it: an editor holds the document, and when it closes, nobody else does. */
export async function open(uri: Uri): Promise<TextEditor> {
  await commands.executeCommand('vscode.open', uri, { preview: false });
  return eventually(() => {
    const editor = window.activeTextEditor;
    return editor?.document.uri.toString() === uri.toString()
      ? { value: editor }
      : { problem: `${uri.path} was not opened.` };
  });
}

/** Puts the cursor behind the first occurrence of a text and types there, character by character as a person does. */
export async function typeAfter(editor: TextEditor, before: string, text: string): Promise<void> {
  const offset = editor.document.getText().indexOf(before);
  if (offset < 0) throw new Error(`"${before}" is not in the document.`);
  const place = editor.document.positionAt(offset + before.length);
  editor.selection = new Selection(place, place);
  for (const character of text) await commands.executeCommand('type', { text: character });
}

/** Replaces the first occurrence of a text at once. */
export async function replace(document: TextDocument, before: string, after: string): Promise<void> {
  const offset = document.getText().indexOf(before);
  if (offset < 0) throw new Error(`"${before}" is not in the document.`);
  const edit = new WorkspaceEdit();
  const range = new Range(document.positionAt(offset), document.positionAt(offset + before.length));
  edit.replace(document.uri, range, after);
  await workspace.applyEdit(edit);
}

export const lintelDiagnostics = (uri: Uri): Diagnostic[] =>
  languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'lintel');

const ruleOf = ({ code }: Diagnostic): string => String(typeof code === 'object' ? code.value : code);

/**
 * Waits until a file shows exactly these findings of one rule, none missing and none doubled. A place is written
 * `line:character-line:character`, counted from 0 as the editor does.
 */
export function shows(uri: Uri, rule: string, ...places: readonly string[]): Promise<readonly Diagnostic[]> {
  return eventually(() => {
    const value = lintelDiagnostics(uri).filter((diagnostic) => ruleOf(diagnostic) === rule);
    const shown = value.map(placeOf).join(', ') || 'nothing';
    const expected = places.join(', ') || 'nothing';
    return shown === expected ? { value } : { problem: `${rule} in ${uri.path}: expected ${expected}, shown ${shown}` };
  });
}

const placeOf = ({ range: { start, end } }: Diagnostic): string =>
  `${start.line}:${start.character}-${end.line}:${end.character}`;

export type Attempt<T> = { readonly value: T } | { readonly problem: string };

/** Findings come when they come. The limit only turns waiting for ever into a message that says what was seen last. */
export async function eventually<T>(attempt: () => Attempt<T>): Promise<T> {
  const limit = Date.now() + 30_000;
  for (;;) {
    const result = attempt();
    if ('value' in result) return result.value;
    if (Date.now() > limit) throw new Error(result.problem);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Changes a setting of Lintel in the workspace; undefined takes it back. */
export const set = (name: string, value: unknown): Thenable<void> =>
  workspace.getConfiguration('lintel').update(name, value, ConfigurationTarget.Workspace);

/** Throws every change away and closes everything, without the question whether to save. */
export async function closeEverything(): Promise<void> {
  while (window.activeTextEditor) await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
}
