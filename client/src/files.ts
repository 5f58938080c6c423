// What a server without a disk asks its client: a web worker, and every server whose workspace is virtual, reaches files only
// through the editor.
//
//   lintel/readFile   { uri }   the text, or null where there is no such file
//   lintel/listFolder { uri }   the sorted names, folders with a trailing "/", links to folders left out; empty where there is none
//   lintel/readAsset  { path }  the bytes of a file in `dist/`; only a web worker asks, to which bytes travel as they are

import { Disposable, type ExtensionContext, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

export function serveFiles(client: BaseLanguageClient, context: ExtensionContext): Disposable {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  return Disposable.from(
    client.onRequest('lintel/readFile', ({ uri }: Address) => readText(Uri.parse(uri))),
    client.onRequest('lintel/listFolder', ({ uri }: Address) => list(Uri.parse(uri))),
    client.onRequest('lintel/readAsset', ({ path }: Asset) => workspace.fs.readFile(Uri.joinPath(dist, path))),
  );
}

interface Address {
  readonly uri: string;
}

interface Asset {
  readonly path: string;
}

async function readText(uri: Uri): Promise<string | null> {
  const bytes = await absentWhenMissing(workspace.fs.readFile(uri));
  return bytes ? new TextDecoder().decode(bytes) : null;
}

async function list(folder: Uri): Promise<readonly string[]> {
  const entries = (await absentWhenMissing(workspace.fs.readDirectory(folder))) ?? [];
  return entries
    .filter(([, type]) => type !== (FileType.Directory | FileType.SymbolicLink))
    .map(([name, type]) => (type === FileType.Directory ? `${name}/` : name))
    .sort();
}

const absent: readonly string[] = ['FileNotFound', 'FileNotADirectory'];

async function absentWhenMissing<T>(answer: Thenable<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof FileSystemError && absent.includes(error.code)) return undefined;
    throw error;
  }
}
