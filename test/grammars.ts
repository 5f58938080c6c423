// Grammars for tests, read from where the build takes them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grammarFiles } from '../scripts/grammars.mjs';
import { type Grammar, loadGrammar, startTreeSitter } from '../server/src/syntax/grammar.ts';

const root = join(__dirname, '..');
let started: Promise<void> | undefined;

/** `name` is that of a file in `dist/grammars`, without its ending. */
export function grammarBytes(name: string): Promise<Uint8Array> {
  const files: Readonly<Record<string, string>> = grammarFiles;
  return readFile(join(root, files[name] ?? name));
}

/** `name` is the grammar's name in `dist/grammars`, such as `hcl`. */
export async function grammarNamed(name: 'hcl' | 'bash' | 'dockerfile'): Promise<Grammar> {
  started ??= grammarBytes('web-tree-sitter').then(startTreeSitter);
  await started;
  return loadGrammar(await grammarBytes(name));
}
