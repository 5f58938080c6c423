// Keeps the advisories on packages fresh with the user's consent: asks once, then updates once a day or not at all, as the setting says. The server runs
// the update and knows which databases were needed; where it runs in a browser it cannot update, and nobody is asked.

import {
  ConfigurationTarget,
  commands,
  Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Status } from './status.ts';

/** What the server tells of its databases. */
export interface AdvisoryState {
  /** Those that were needed. */
  readonly ecosystems: readonly string[];
  /** The oldest day of them, as YYYY-MM-DD; absent where there is no database. */
  readonly asOf?: string;
  /** Can the server fetch newer ones? */
  readonly updates: boolean;
}

interface Updated {
  readonly done: readonly string[];
  readonly failed: readonly string[];
}

const hour = 3_600_000;
const day = 24 * hour;

/** When the last update was tried, whatever came of it. */
const triedKey = 'advisories.tried';
const askedKey = 'advisories.asked';

export function keepAdvisories(
  client: BaseLanguageClient,
  context: ExtensionContext,
  status: Status,
  log: LogOutputChannel,
): Disposable {
  let state: AdvisoryState | undefined;

  const update = async (): Promise<Updated> => {
    await context.globalState.update(triedKey, Date.now());
    const from = settings().get<string>('source');
    const updated = await client.sendRequest<Updated>('lintel/updateAdvisories', from ? { from } : {});
    for (const line of updated.done) log.info(line);
    for (const line of updated.failed) log.warn(line);
    return updated;
  };
  /** In the background, where the setting says so and a day has passed. */
  const consider = async (): Promise<void> => {
    if (!state?.updates || state.ecosystems.length === 0) return;
    switch (settings().get<string>('update')) {
      case 'automatic':
        if (isDue(state, context)) await update();
        return;
      case 'offline':
        return;
      default:
        await ask(context);
    }
  };
  const considered = (): void => void consider().catch((error: unknown) => log.error(String(error)));

  const timer = setInterval(considered, hour);
  return Disposable.from(
    new Disposable(() => clearInterval(timer)),
    client.onNotification('$/lintel/advisories', (told: AdvisoryState) => {
      state = told;
      status.advisories(told);
      considered();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('lintel.advisories.update')) considered();
    }),
    commands.registerCommand('lintel.updateAdvisories', () => updateNow(update)),
  );
}

const settings = () => workspace.getConfiguration('lintel.advisories');

const isDue = ({ asOf }: AdvisoryState, { globalState }: ExtensionContext): boolean =>
  Date.now() - globalState.get(triedKey, 0) > day && Date.now() - Date.parse(asOf ?? '1970-01-01') > day;

async function ask({ globalState }: ExtensionContext): Promise<void> {
  if (globalState.get(askedKey)) return;
  await globalState.update(askedKey, true);
  const answers = { 'Update Daily': 'automatic', 'Stay Offline': 'offline' } as const;
  const answer = await window.showInformationMessage(
    'Lintel can fetch new advisories on packages once a day from OSV. It fetches whole databases, so nothing about your packages is sent.',
    ...(Object.keys(answers) as (keyof typeof answers)[]),
  );
  if (answer) await settings().update('update', answers[answer], ConfigurationTarget.Global);
}

async function updateNow(update: () => Promise<Updated>): Promise<Updated> {
  const updated = await update();
  if (updated.failed.length > 0) void window.showErrorMessage(`Lintel: ${updated.failed.join('; ')}`);
  else void window.showInformationMessage(`Lintel: ${updated.done.join('; ')}`);
  return updated;
}
