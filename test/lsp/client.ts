// A language client for tests: starts the built server over stdio and speaks to it as an editor does.

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { ClientCapabilities, Diagnostic, InitializeResult, PublishDiagnosticsParams } from 'vscode-languageserver';

export interface TestClient {
  readonly connection: MessageConnection;
  readonly capabilities: InitializeResult['capabilities'];
  open(uri: string, languageId: string, text: string): Promise<void>;
  change(uri: string, version: number, changes: readonly object[]): Promise<void>;
  /** What the server pushed for the document last. */
  pushed(uri: string): readonly Diagnostic[] | undefined;
  /** Waits for the next push for the document whose version is at least this one. */
  nextPush(uri: string, version: number): Promise<PublishDiagnosticsParams>;
  pull(uri: string): Promise<readonly Diagnostic[]>;
  stop(): Promise<void>;
}

export interface ClientOptions {
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  /** Answers workspace/configuration. */
  readonly settings?: () => unknown;
  /** Where the server finds the user's own data; the snapshot counts without. */
  readonly home?: string;
}

export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const server = spawn(process.execPath, [join(__dirname, '../../dist/server/node.js'), '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...(options.home && { HOME: options.home, XDG_DATA_HOME: options.home }) },
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const pushes = new Map<string, PublishDiagnosticsParams>();
  const waiting = new Set<{
    readonly uri: string;
    readonly version: number;
    readonly resolve: (params: PublishDiagnosticsParams) => void;
  }>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    pushes.set(params.uri, params);
    for (const one of waiting) {
      if (one.uri !== params.uri || (params.version ?? 0) < one.version) continue;
      waiting.delete(one);
      one.resolve(params);
    }
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => options.settings?.() ?? {}),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  const { capabilities } = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? {},
    workspaceFolders: (options.folders ?? []).map((uri) => ({ uri, name: uri })),
  });
  await connection.sendNotification('initialized', {});
  return {
    connection,
    capabilities,
    open: (uri, languageId, text) =>
      connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, contentChanges) =>
      connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
    pushed: (uri) => pushes.get(uri)?.diagnostics,
    nextPush: (uri, version) => {
      const last = pushes.get(uri);
      if (last && (last.version ?? 0) >= version) return Promise.resolve(last);
      return new Promise((resolve) => waiting.add({ uri, version, resolve }));
    },
    pull: async (uri) => {
      const report = await connection.sendRequest<{ items: readonly Diagnostic[] }>('textDocument/diagnostic', {
        textDocument: { uri },
      });
      return report.items;
    },
    stop: () => stop(connection, server),
  };
}

async function stop(connection: MessageConnection, server: ChildProcess): Promise<void> {
  await connection.sendRequest('shutdown');
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
}

/** Asks again until it holds; a busy machine may take its time. */
export async function eventually(check: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await check();
      return;
    } catch (error) {
      if (attempt > 300) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
