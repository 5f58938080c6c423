// What both hosts share: one language client, its commands and its status. The client analyses nothing; everything that is said
// about a file comes from the server.

import { type ExtensionContext, Uri, window } from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { keepAdvisories } from './advisories.ts';
import { registerCommands } from './commands.ts';
import { sharedCollection } from './diagnostics.ts';
import { documentSelector } from './documents.ts';
import { serveFiles } from './files.ts';
import { createStatus } from './status.ts';

export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Settles when the server is ready, so that a command that activated the extension finds the commands of the server. */
export async function startLintel(context: ExtensionContext, create: CreateClient): Promise<void> {
  const log = window.createOutputChannel('Lintel', { log: true });
  const status = createStatus();
  const client = create({
    documentSelector: documentSelector(),
    outputChannel: log,
    initializationOptions: { assets: Uri.joinPath(context.extensionUri, 'dist').toString(true) },
    // The library waits for a save unless it is told otherwise.
    diagnosticPullOptions: { onChange: true },
    diagnosticCollectionProvider: sharedCollection(),
    middleware: {
      executeCommand: (command, args, next) =>
        command === 'lintel.scanWorkspace'
          ? status.scanning(async () => next(command, args), log)
          : next(command, args),
    },
  });
  context.subscriptions.push(log, status, serveFiles(client, context), registerCommands(client, log));
  context.subscriptions.push(keepAdvisories(client, context, status, log));
  context.subscriptions.push({ dispose: () => client.dispose() });
  await client.start();
}
