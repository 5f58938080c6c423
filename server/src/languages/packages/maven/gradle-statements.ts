// The statements of a build.gradle or build.gradle.kts, each with the blocks that it stands in. A statement ends with its line, unless a comma or an
// open bracket carries it on, and where a block begins or ends.

import type { Token } from '../../../syntax/script-tokens.ts';

export interface Statement {
  /** The first words of the statements that the blocks around it belong to, the outermost first. */
  readonly blocks: readonly string[];
  /** Its own first word. */
  readonly name: string;
  readonly tokens: readonly Token[];
}

// Nobody nests deeper, and the blocks are written down for each statement.
const deepest = 50;

export function gradleStatements(tokens: readonly Token[]): Statement[] {
  const statements: Statement[] = [];
  const blocks: string[] = [];
  let current: Token[] = [];
  let depth = 0;
  const finish = (): string => {
    const [first] = current;
    const name = first?.kind === 'word' || first?.kind === 'label' ? first.name : '';
    if (first) statements.push({ blocks: blocks.slice(0, deepest), name, tokens: current });
    current = [];
    depth = 0;
    return name;
  };
  for (const token of tokens) {
    if (token.kind === 'newline') {
      const last = current.at(-1);
      if (depth === 0 && !(last?.kind === 'mark' && (last.mark === ',' || last.mark === '='))) finish();
      continue;
    }
    const mark = token.kind === 'mark' ? token.mark : '';
    if (mark === '{') blocks.push(finish());
    else if (mark === '}') {
      finish();
      blocks.pop();
    } else {
      if (mark === '(' || mark === '[') depth++;
      if (mark === ')' || mark === ']') depth = Math.max(0, depth - 1);
      current.push(token);
    }
  }
  finish();
  return statements;
}
