// Files that only the editor reaches: everything in a web worker, and the documents of virtual workspaces. The client answers with its own
// file system (client/src/files.ts tells the two requests); what is no text is left out as on a disk.

import type { Connection } from 'vscode-languageserver';
import { contentOf, type Files } from '../runtime.ts';
import { messageOf } from '../text/thrown.ts';
import { uriOfFile } from '../workspace/uris.ts';

export function clientFiles(connection: Connection): Files {
  return {
    async read(file) {
      try {
        const text = await connection.sendRequest<string | null>('lintel/readFile', { uri: uriOfFile(file) });
        return text === null ? undefined : contentOf(text);
      } catch (error) {
        return { kind: 'skipped', reason: `it cannot be read: ${messageOf(error)}` };
      }
    },
    list: (folder) => connection.sendRequest('lintel/listFolder', { uri: uriOfFile(folder) }),
  };
}
