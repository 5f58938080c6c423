// Starts the language server in a Node process, over IPC or stdio as its arguments say. Standard output belongs to the protocol.

import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../server.ts';
import { nodeRuntime } from './runtime.ts';

/** `assets` is the folder with grammars/ and rules/. */
export function startNodeServer(assets: string): void {
  const connection = createConnection(ProposedFeatures.all);
  startServer(connection, () => ({
    ...nodeRuntime(assets),
    log: (level, message) => connection.console[level](message),
  }));
}
