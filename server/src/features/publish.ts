// When diagnostics are sent. A client that pulls asks for the documents it shows, so it is only told when to ask again; to any other
// client the open documents' diagnostics are pushed, the latest version only. Findings of unopened files come from a workspace scan and
// are pushed to both.

import type { Connection } from 'vscode-languageserver';
import { messageOf } from '../text/thrown.ts';
import { fileOfUri } from '../workspace/uris.ts';
import type { Answer, Workspace } from '../workspace/workspace.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { mistakeTeller } from './mistakes.ts';

export interface Publisher {
  start(workspace: Workspace): void;
  /** The document was opened or edited. */
  changed(uri: string): void;
  closed(uri: string): void;
  /** What was answered of the document was not all: the rest is found out when there is time, and told then. */
  answeredInPart(uri: string): void;
  /** A scan has found the file; from now on its findings are shown whether it is open or not. */
  scanned(uri: string): void;
  /** Something changed that concerns more than one document. Settles when what is pushed is pushed. */
  everything(): Promise<void>;
  /** Counts the changes that concern more than one document. */
  generation(): number;
  stop(): void;
}

export function publisher(connection: Connection, pulls: () => boolean): Publisher {
  let workspace: Workspace | undefined;
  const tellMistakes = mistakeTeller(connection);
  let generation = 0;
  const pending = new Set<string>();
  /** Documents of which only a part was told. */
  const partial = new Set<string>();
  /** What was pushed last for an open document. */
  const pushed = new Map<string, Answer>();
  const scanned = new Set<string>();
  let running = false;
  let refresh: ReturnType<typeof setTimeout> | undefined;

  /** One runs, one is pending: what is asked for meanwhile is done once, for the latest version. */
  const run = async (): Promise<void> => {
    if (running || !workspace) return;
    running = true;
    for (let next = nextOf(workspace); next; next = nextOf(workspace)) {
      await next().catch((error: unknown) => connection.console.error(messageOf(error)));
    }
    running = false;
  };

  const nextOf = (opened: Workspace): (() => Promise<void>) | undefined => {
    const [uri] = pending;
    const [inPart] = partial;
    if (uri !== undefined) {
      pending.delete(uri);
      return () => (opened.document(uri) ? pushInTime(uri, opened) : pushUnopened(connection, uri, opened));
    }
    if (inPart === undefined) return undefined;
    partial.delete(inPart);
    return () => tellRest(inPart, opened);
  };

  const pushInTime = async (uri: string, opened: Workspace): Promise<void> => {
    const answer = await opened.answerInTime(uri);
    if (answer?.isWhole === false) partial.add(uri);
    await pushOne(connection, uri, answer, opened, pushed);
  };

  const tellRest = async (uri: string, opened: Workspace): Promise<void> => {
    const document = opened.document(uri);
    const isSame = () => document !== undefined && opened.document(uri) === document;
    let isPutOff = false;
    const answer = await opened.answer(uri, () => {
      isPutOff = pending.size > 0;
      return isPutOff || !isSame();
    });
    // An edited document is asked about anew anyway.
    if (!isSame()) return;
    if (isPutOff) partial.add(uri);
    if (!answer) return;
    if (!pulls()) return pushOne(connection, uri, answer, opened, pushed);
    generation++;
    connection.languages.diagnostics.refresh();
  };

  return {
    start(opened) {
      workspace = opened;
      if (pulls()) return;
      for (const { uri } of opened.documents()) pending.add(uri);
      void run();
    },
    changed(uri) {
      generation++;
      if (pulls()) return;
      // The other documents come after it, since what they say may depend on it.
      for (const other of [uri, ...(workspace?.documents() ?? []).map((document) => document.uri)]) pending.add(other);
      void run();
    },
    closed(uri) {
      // An editor that changes the language of a document closes it and opens it at once.
      if (workspace?.document(uri)) return;
      pending.delete(uri);
      pushed.delete(uri);
      if (scanned.has(uri)) {
        pending.add(uri);
        void run();
      } else if (!pulls()) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    answeredInPart(uri) {
      partial.add(uri);
      void run();
    },
    scanned(uri) {
      scanned.add(uri);
    },
    async everything() {
      generation++;
      if (workspace) void tellMistakes(workspace.mistakes());
      for (const uri of scanned) if (!workspace?.document(uri)) pending.add(uri);
      if (pulls()) {
        clearTimeout(refresh);
        refresh = setTimeout(() => connection.languages.diagnostics.refresh(), 50);
      } else {
        for (const { uri } of workspace?.documents() ?? []) pending.add(uri);
      }
      await run();
    },
    generation: () => generation,
    stop: () => clearTimeout(refresh),
  };
}

/** Nothing is sent that `pushed` tells to be shown already. */
async function pushOne(
  connection: Connection,
  uri: string,
  answer: Answer | undefined,
  workspace: Workspace,
  pushed: Map<string, Answer>,
): Promise<void> {
  const document = workspace.document(uri);
  if (!document || (answer && answer.document !== document)) return;
  // No language reads it, or none does any more: what was shown before is taken back.
  if (!answer) return connection.sendDiagnostics({ uri, version: document.snapshot.version, diagnostics: [] });
  const { analysis, rules } = answer;
  const last = pushed.get(uri);
  if (last?.document === document && last.analysis === analysis) return;
  pushed.set(uri, answer);
  const diagnostics = [...diagnosticsOf(document.snapshot.file, analysis, rules)];
  await connection.sendDiagnostics({ uri, version: document.snapshot.version, diagnostics });
}

/** A file that has gone, or that no language reads any more, has nothing to show. */
async function pushUnopened(connection: Connection, uri: string, workspace: Workspace): Promise<void> {
  const judged = workspace.judged(uri);
  const diagnostics = judged ? diagnosticsOf(fileOfUri(uri), judged.analysis, judged.rules) : [];
  await connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] });
}
