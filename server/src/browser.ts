// The server in a web worker. It has no disk and no address of its own: files of the workspace, grammars and rules all come through the
// client, which reads them with the editor's own file system (client/src/files.ts).

import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { inMemory } from './advisories/bytes.ts';
import { clientFiles } from './features/client-files.ts';
import type { Runtime } from './runtime.ts';
import { startServer } from './server.ts';

declare const self: DedicatedWorkerGlobalScope;

const connection = createConnection(
  ProposedFeatures.all,
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
);
startServer(connection, browserRuntime);

function browserRuntime(): Runtime {
  return {
    files: clientFiles(connection),
    advisories: {
      // What the client does not find is not part of the package.
      databases: async (ecosystem) => [{ open: async () => inMemory(await asset(`advisories/${ecosystem}.db`)) }],
      exploited: async () => new TextDecoder().decode(await asset('advisories/known-exploited.json')),
    },
    grammar: (name) => asset(`grammars/${name}.wasm`),
    rules: async (name) => new TextDecoder().decode(await asset(`rules/${name}.json`)),
    now: () => new Date(),
    log: (level, message) => connection.console[level](message),
  };
}

const asset = (path: string): Promise<Uint8Array> => connection.sendRequest('lintel/readAsset', { path });
