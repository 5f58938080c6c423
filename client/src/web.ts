// The browser entry: the same language server runs in a web worker.

import { type ExtensionContext, Uri, workspace } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { startLintel } from './client.ts';

export function activate(context: ExtensionContext): Promise<void> {
  let worker: Worker | undefined;
  const stopWorker = () => worker?.terminate();
  const serve = async (): Promise<MessageTransports> => {
    // A restarted client asks again, and nobody else ends the worker that it had before.
    stopWorker();
    worker = await startWorker(context);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: stopWorker });
  return startLintel(context, (options) => new LanguageClient('lintel', 'Lintel', serve, options));
}

// A worker may only be started from its page's own origin, and where an extension lives is often another one, or no address that a
// browser knows at all. The editor can read the file in every case, and a blob is always of the own origin.
async function startWorker(context: ExtensionContext): Promise<Worker> {
  const code = await workspace.fs.readFile(Uri.joinPath(context.extensionUri, 'dist', 'server', 'browser.js'));
  return new Worker(URL.createObjectURL(new Blob([code.slice()], { type: 'text/javascript' })));
}
