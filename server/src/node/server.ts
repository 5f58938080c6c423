// Starts the language server in a Node process, over IPC or stdio as its arguments say. Standard output belongs to the protocol.

import { homedir } from 'node:os';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { clientFiles } from '../features/client-files.ts';
import type { Files } from '../runtime.ts';
import { startServer } from '../server.ts';
import { isOnDisk } from '../workspace/uris.ts';
import { advisorySource } from './advisory-source.ts';
import { advisoriesIn, dataFolder } from './data-folder.ts';
import { nodeRuntime } from './runtime.ts';
import { updatesBy } from './update-process.ts';

/** `assets` is the folder with grammars/ and rules/. */
export function startNodeServer(assets: string): void {
  const connection = createConnection(ProposedFeatures.all);
  const folder = advisoriesIn(dataFolder(process.env, homedir()));
  const runtime = nodeRuntime(assets, advisorySource(assets, folder, 'whole'));
  startServer(connection, () => ({
    ...runtime,
    updateAdvisories: updatesBy(join(assets, 'cli.js')),
    files: eitherFiles(runtime.files, clientFiles(connection)),
    log: (level, message) => connection.console[level](message),
  }));
}

/** A document of a virtual workspace is named by its URI, and only the client can read what lies beside it. */
const eitherFiles = (disk: Files, client: Files): Files => ({
  read: (file) => (isOnDisk(file) ? disk : client).read(file),
  list: (folder) => (isOnDisk(folder) ? disk : client).list(folder),
});
