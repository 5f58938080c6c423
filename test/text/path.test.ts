// What a path says of a file's name and its folder.

import assert from 'node:assert/strict';
import { fileNameOf, folderOf } from '../../server/src/text/path.ts';

describe('paths', () => {
  const rows: readonly (readonly [file: string, folder: string, name: string])[] = [
    ['/a/b/main.tf', '/a/b', 'main.tf'],
    ['/main.tf', '', 'main.tf'],
    ['vscode-vfs://github/o/r/main.tf', 'vscode-vfs://github/o/r', 'main.tf'],
    // What was never saved lies in no folder.
    ['untitled:main.tf', '', 'untitled:main.tf'],
  ];
  for (const [file, folder, name] of rows)
    it(file, () => assert.deepEqual([folderOf(file), fileNameOf(file)], [folder, name]));
});
