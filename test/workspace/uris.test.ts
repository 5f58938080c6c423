// Names of files inside the program, and URIs at the protocol.

import assert from 'node:assert/strict';
import { fileOfUri, isOnDisk, uriOfFile } from '../../server/src/workspace/uris.ts';

describe('files and URIs', () => {
  const rows: readonly (readonly [uri: string, file: string, onDisk: boolean])[] = [
    ['file:///a/main.tf', '/a/main.tf', true],
    ['file:///a%20b/%C3%A9.tf', '/a b/é.tf', true],
    ['untitled:main.tf', 'untitled:main.tf', false],
    ['vscode-vfs://github/o/r/main.tf', 'vscode-vfs://github/o/r/main.tf', false],
  ];
  for (const [uri, file, onDisk] of rows) {
    it(`${uri} is ${file}`, () => {
      assert.equal(fileOfUri(uri), file);
      assert.equal(uriOfFile(file), uri);
      assert.equal(isOnDisk(file), onDisk);
    });
  }
  it('a folder of a drive is on the disk', () => assert.equal(isOnDisk('c:/a/main.tf'), true));
});
