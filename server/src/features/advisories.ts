// What a client is told of the databases of advisories, and how it has them updated.
//
//   $/lintel/advisories      { ecosystems, asOf, updates }  those that were needed, the oldest day of them, and whether this server can update
//   lintel/updateAdvisories  { from }                       updates them from OSV or another bucket; answers { done, failed }, a line each
//
// The server never updates by itself, and no name of a package leaves it.

import type { Connection } from 'vscode-languageserver';
import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import type { KnownAdvisories } from '../advisories/facts.ts';
import type { AdvisoryUpdate, Updated } from '../runtime.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Publisher } from './publish.ts';

interface Tools {
  readonly connection: Connection;
  readonly advisories: KnownAdvisories;
  readonly update: AdvisoryUpdate | undefined;
}

export function tellAdvisories({ connection, advisories, update }: Tools): void {
  const facts = advisories.now();
  const needed = neededIn(advisories);
  const [asOf] = needed.flatMap((ecosystem) => facts.asOf(ecosystem) ?? []).sort();
  void connection.sendNotification('$/lintel/advisories', {
    ecosystems: needed,
    ...(asOf !== undefined && { asOf }),
    updates: update !== undefined,
  });
}

export async function updateAdvisories(
  from: string | undefined,
  tools: Tools & { readonly workspace: Workspace; readonly publish: Publisher; readonly refresh: () => void },
): Promise<Updated> {
  const { connection, advisories, update, workspace, publish, refresh } = tools;
  if (!update) return { done: [], failed: ['advisories cannot be updated in a browser'] };
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Lintel: updating advisories');
  try {
    const updated = await update({ ecosystems: neededIn(advisories), ...(from !== undefined && { from }) }, (line) =>
      progress.report(line),
    );
    await advisories.renew();
    workspace.renewAdvisories();
    await publish.everything();
    refresh();
    return updated;
  } finally {
    progress.done();
  }
}

const neededIn = (advisories: KnownAdvisories): readonly Ecosystem[] => {
  const facts = advisories.now();
  return ecosystems.filter((ecosystem) => facts.isLoaded(ecosystem));
};
