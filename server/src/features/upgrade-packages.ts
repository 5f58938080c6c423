// The command of the lens: upgrades the vulnerable packages of a group, or of a whole manifest, as one edit that can be undone.

import type { Connection } from 'vscode-languageserver';
import type { Workspace } from '../workspace/workspace.ts';
import { documentEdit } from './actions.ts';
import { upgradesOf, vulnerableIn } from './dependencies.ts';
import type { UpgradeWish } from './package-lens.ts';

/** Whether the editor has taken the edit. */
export async function upgradePackages(
  { uri, group }: UpgradeWish,
  workspace: Workspace,
  connection: Connection,
): Promise<boolean> {
  const answer = await workspace.answer(uri);
  if (!answer) return false;
  const vulnerable = vulnerableIn(answer.document.snapshot.file, answer.analysis);
  const edits = upgradesOf(vulnerable.filter((one) => group === undefined || one.group === group));
  if (edits.length === 0) return false;
  const { applied } = await connection.workspace.applyEdit({
    label: 'Upgrade vulnerable packages',
    edit: { documentChanges: [documentEdit(answer.document, edits)] },
  });
  return applied;
}
