// The desktop entry: the language server runs as a Node process of its own, so that a large workspace never holds up the editor.

import { type ExtensionContext, Uri } from 'vscode';
import { LanguageClient, type ServerOptions, TransportKind } from 'vscode-languageclient/node';
import { startLintel } from './client.ts';

export const activate = (context: ExtensionContext): Promise<void> =>
  startLintel(context, (options) => new LanguageClient('lintel', 'Lintel', serverOf(context), options));

function serverOf(context: ExtensionContext): ServerOptions {
  const module = Uri.joinPath(context.extensionUri, 'dist', 'server', 'node.js').fsPath;
  const run = { module, transport: TransportKind.ipc };
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
}
