// Grammars for tests, read from where the build takes them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grammarFiles } from '../scripts/grammars.mjs';
import { type Grammar, loadGrammar, startTreeSitter } from '../server/src/syntax/grammar.ts';

const root = join(__dirname, '..');
let started: Promise<void> | undefined;

/** `name` is the grammar's name in `dist/grammars`, such as `hcl`. */
export async function grammarNamed(name: 'hcl' | 'bash' | 'dockerfile'): Promise<Grammar> {
  started ??= readFile(join(root, grammarFiles['web-tree-sitter'])).then(startTreeSitter);
  await started;
  return loadGrammar(await readFile(join(root, grammarFiles[name])));
}
