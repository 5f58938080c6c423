// The language server: wires the protocol to the workspace and the features. It answers `initialize` at once and gets ready behind it;
// requests wait for that. A handler that throws is logged and costs only its own answer.

import {
  type CancellationToken,
  type CodeActionParams,
  CodeLensRefreshRequest,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { type KnownAdvisories, knownAdvisories } from './advisories/facts.ts';
import { type ActionData, actionsFor, fixAllKind, resolved } from './features/actions.ts';
import { tellAdvisories, updateAdvisories } from './features/advisories.ts';
import { dependencyHoverAt } from './features/dependency-hover.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { hoverAt } from './features/hover.ts';
import { imageHints } from './features/image-hints.ts';
import { imageHoverAt } from './features/image-hover.ts';
import { joinedHovers } from './features/joined-hovers.ts';
import { packageLenses, type UpgradeWish, upgradeCommand } from './features/package-lens.ts';
import { publisher } from './features/publish.ts';
import { registerCapabilities } from './features/register.ts';
import { scanCommand, scanWorkspace } from './features/scan.ts';
import { upgradePackages } from './features/upgrade-packages.ts';
import { startLanguages } from './languages/index.ts';
import { type Catalogue, type CatalogueTexts, readCatalogue, rulesOf } from './rules/catalogue.ts';
import type { AdvisoryUpdate, Runtime } from './runtime.ts';
import { offsetOf, spanOfRange } from './text/lsp.ts';
import { type Edit, edited, type Snapshot } from './text/snapshot.ts';
import { messageOf } from './text/thrown.ts';
import { openWorkspace, type Workspace } from './workspace/workspace.ts';

/** What is there once the grammars and the rules are loaded. */
interface Ready {
  readonly workspace: Workspace;
  readonly catalogue: Catalogue;
  readonly advisories: KnownAdvisories;
  readonly update: AdvisoryUpdate | undefined;
  textsOf(rule: string): Promise<CatalogueTexts[string] | undefined>;
  /** YYYY-MM-DD. */
  today(): string;
}

/** `runtimeFor` is called with what the client sends at initialization, since in a browser it tells where the grammars are. */
export function startServer(connection: Connection, runtimeFor: (options: unknown) => Runtime): void {
  let client: InitializeParams['capabilities'] = {};
  let starting: Promise<Ready> | undefined;
  const ready = (): Promise<Ready> =>
    starting ?? Promise.reject(new ResponseError(LSPErrorCodes.ServerCancelled, 'the server is not initialized'));

  connection.onInitialize((params): InitializeResult => {
    client = params.capabilities;
    starting = getReady(runtimeFor(params.initializationOptions), params, connection);
    starting.catch((error: unknown) => connection.console.error(`Lintel could not start: ${messageOf(error)}`));
    return {
      serverInfo: { name: 'lintel' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        hoverProvider: true,
        inlayHintProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind], resolveProvider: true },
        codeLensProvider: {},
        executeCommandProvider: { commands: [scanCommand, upgradeCommand] },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...staticDiagnostics(params.capabilities),
      },
    };
  });

  const publish = publisher(connection, () => client.textDocument?.diagnostic !== undefined);

  connection.onInitialized(async () => {
    const { workspace } = await ready();
    await registerCapabilities(connection, client);
    await workspace.configure(await settingsOf(connection, client));
    publish.start(workspace);
    if (client.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        workspace.setFolders(((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri));
        await publish.everything();
      });
    }
    await workspace.index(
      () => {},
      () => false,
    );
    await publish.everything();
  });

  // Documents may come before the rules are loaded; the order of their changes is the order of these promises.
  const later = (work: (state: Ready) => void | Promise<void>): void => {
    ready()
      .then(work)
      .catch((error: unknown) => connection.console.error(messageOf(error)));
  };

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
    later(({ workspace }) => {
      workspace.open(uri, languageId, version, text);
      publish.changed(uri);
    }),
  );
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) =>
    later(({ workspace }) => {
      workspace.change(uri, version, (snapshot) => editsOf(snapshot, contentChanges));
      publish.changed(uri);
    }),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
    later(async ({ workspace }) => {
      await workspace.close(uri);
      publish.closed(uri);
    }),
  );
  connection.onDidChangeConfiguration(({ settings }) =>
    later(async ({ workspace }) => {
      const pushed = (settings as { readonly lintel?: unknown } | null)?.lintel;
      await workspace.configure(pushed ?? (await settingsOf(connection, client)));
      if (client.workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
      await publish.everything();
    }),
  );
  connection.onDidChangeWatchedFiles(({ changes }) =>
    later(async ({ workspace }) => {
      for (const { uri } of changes) await workspace.touched(uri);
      await publish.everything();
    }),
  );

  connection.languages.diagnostics.on(
    async (params: DocumentDiagnosticParams, token): Promise<DocumentDiagnosticReport> => {
      const { workspace } = await ready();
      const { uri } = params.textDocument;
      const answer = await workspace.answerInTime(uri);
      refuseIfCancelled(token);
      if (answer?.isWhole === false) publish.answeredInPart(uri);
      if (!answer) return { kind: 'full', items: [] };
      const { document, analysis, rules } = answer;
      const items = [...diagnosticsOf(document.snapshot.file, analysis, rules)];
      const resultId = `${document.snapshot.version} ${publish.generation()} ${items.length}`;
      if (params.previousResultId === resultId) return { kind: 'unchanged', resultId };
      return { kind: 'full', items, resultId };
    },
  );

  connection.onHover(async ({ textDocument: { uri }, position }, token) => {
    const { workspace, catalogue, advisories, textsOf, today } = await ready();
    const answer = await workspace.answerInTime(uri);
    refuseIfCancelled(token);
    if (!answer) return null;
    const { snapshot } = answer.document;
    const tools = { rules: answer.rules, compliance: catalogue.compliance, textsOf };
    const offset = offsetOf(snapshot, position);
    const findings = await hoverAt(snapshot.file, offset, answer.analysis, tools);
    const image = imageHoverAt(snapshot.file, offset, answer.analysis, { images: catalogue.images, today: today() });
    const dependency = dependencyHoverAt(snapshot.file, offset, answer.analysis, advisories.now());
    return joinedHovers([findings, image, dependency]) ?? null;
  });

  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }, token) => {
    const { workspace, catalogue, today } = await ready();
    if (!workspace.imageHints()) return [];
    const answer = await workspace.answerInTime(uri);
    refuseIfCancelled(token);
    if (!answer) return [];
    const { snapshot } = answer.document;
    return [...imageHints(snapshot.file, spanOfRange(snapshot, range), answer.analysis, catalogue.images(), today())];
  });

  connection.onCodeAction(async ({ textDocument: { uri }, context }: CodeActionParams, token) => {
    const { workspace } = await ready();
    const answer = await workspace.answerInTime(uri);
    refuseIfCancelled(token);
    return answer ? [...actionsFor(answer, context.diagnostics, context.only)] : [];
  });

  connection.onCodeActionResolve(async (action) => {
    const { workspace } = await ready();
    const data = action.data as ActionData | undefined;
    return resolved(action, data && (await workspace.answer(data.uri)));
  });

  connection.onCodeLens(async ({ textDocument: { uri } }, token) => {
    const { workspace } = await ready();
    if (!workspace.packageLens()) return [];
    const answer = await workspace.answerInTime(uri);
    refuseIfCancelled(token);
    return answer ? [...packageLenses(answer.document.snapshot.file, uri, answer.analysis)] : [];
  });

  connection.onExecuteCommand(async ({ command, arguments: [argument] = [] }, token) => {
    const { workspace } = await ready();
    switch (command) {
      case scanCommand:
        return scanWorkspace(workspace, { connection, token, publish });
      case upgradeCommand:
        return upgradePackages(argument as UpgradeWish, workspace, connection);
      default:
        return null;
    }
  });

  connection.onRequest('lintel/updateAdvisories', async ({ from }: { readonly from?: string }) => {
    const refresh = () => {
      if (client.workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
    };
    return updateAdvisories(from, { ...(await ready()), connection, publish, refresh });
  });

  connection.onShutdown(() => publish.stop());
  connection.listen();
}

/** For clients that pull and cannot be told later which languages depend on other files. */
function staticDiagnostics({
  textDocument,
}: InitializeParams['capabilities']): Partial<InitializeResult['capabilities']> {
  if (!textDocument?.diagnostic || textDocument.diagnostic.dynamicRegistration) return {};
  return { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } };
}

async function getReady(runtime: Runtime, params: InitializeParams, connection: Connection): Promise<Ready> {
  const update = runtime.updateAdvisories;
  const advisories: KnownAdvisories = knownAdvisories(
    runtime.advisories,
    (message) => runtime.log('warn', message),
    () => tellAdvisories({ connection, advisories, update }),
  );
  const [languages, catalogue] = await Promise.all([
    startLanguages(runtime, advisories),
    readCatalogue((name) => runtime.rules(name)),
  ]);
  const rules = rulesOf(catalogue);
  const workspace = openWorkspace({ runtime, languages, advisories, catalogue, rules });
  const folders = params.workspaceFolders?.map(({ uri }) => uri) ?? (params.rootUri ? [params.rootUri] : []);
  workspace.setFolders(folders);
  let texts: Promise<CatalogueTexts> | undefined;
  return {
    workspace,
    catalogue,
    advisories,
    update,
    today: () => runtime.now().toISOString().slice(0, 10),
    textsOf: async (rule) => {
      texts ??= runtime.rules('texts').then((text) => JSON.parse(text) as CatalogueTexts);
      return (await texts)[rule] ?? workspace.ownTexts(rule);
    },
  };
}

async function settingsOf(connection: Connection, client: InitializeParams['capabilities']): Promise<unknown> {
  return client.workspace?.configuration ? connection.workspace.getConfiguration('lintel') : {};
}

type Change = { readonly text: string } | { readonly range: Parameters<typeof spanOfRange>[1]; readonly text: string };

/** The client's changes, each in offsets of the text that the ones before it left. */
function editsOf(snapshot: Snapshot, changes: readonly Change[]): readonly Edit[] {
  let current = snapshot;
  return changes.map((change) => {
    const span = 'range' in change ? spanOfRange(current, change.range) : { start: 0, end: current.text.length };
    const edit = { span, text: change.text };
    current = edited(current, [edit], current.version);
    return edit;
  });
}

function refuseIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
