// The commands that are the client's own. `lintel.scanWorkspace` is the server's, and the language client registers it.

import {
  commands,
  type Diagnostic,
  Disposable,
  env,
  type LogOutputChannel,
  languages,
  type QuickPickItem,
  type Uri,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

export function registerCommands(client: BaseLanguageClient, log: LogOutputChannel): Disposable {
  return Disposable.from(
    commands.registerCommand('lintel.explainRule', (rule?: unknown) => explainRule(rule)),
    commands.registerCommand('lintel.showOutput', () => log.show()),
    commands.registerCommand('lintel.restart', () => restart(client)),
  );
}

async function restart(client: BaseLanguageClient): Promise<void> {
  // A server that has crashed too often has stopped already.
  if (client.needsStop()) await client.stop();
  await client.start();
}

/** Opens a rule's documentation: of the rule named, else of the finding at the cursor, else of the one picked from a list. */
async function explainRule(rule: unknown): Promise<void> {
  const named = typeof rule === 'string' ? allRules().filter(({ label }) => label === rule) : rulesAtCursor();
  const choices = named.length > 0 ? named : allRules();
  if (choices.length === 0) {
    await window.showInformationMessage('No finding is known yet: open a file or scan the workspace.');
    return;
  }
  const choice =
    choices.length === 1
      ? choices[0]
      : await window.showQuickPick(choices, { placeHolder: 'Open the documentation of which rule?' });
  if (choice) await env.openExternal(choice.documentation);
}

interface RuleItem extends QuickPickItem {
  readonly documentation: Uri;
}

function rulesAtCursor(): readonly RuleItem[] {
  const editor = window.activeTextEditor;
  if (!editor) return [];
  const here = languages.getDiagnostics(editor.document.uri);
  return ruleItems(here.filter(({ range }) => range.contains(editor.selection.active)));
}

const allRules = (): readonly RuleItem[] =>
  ruleItems(languages.getDiagnostics().flatMap(([, diagnostics]) => diagnostics));

/** A finding's code names its rule and where the rule is documented. */
function ruleItems(diagnostics: readonly Diagnostic[]): readonly RuleItem[] {
  const items = new Map<string, RuleItem>();
  for (const { source, code, message } of diagnostics) {
    if (source !== 'lintel' || typeof code !== 'object') continue;
    const label = String(code.value);
    items.set(label, { label, detail: message, documentation: code.target });
  }
  return [...items.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}
