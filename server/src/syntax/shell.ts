// Reads shell scripts (RUN, CMD, heredocs, `bash -c "…"`) into plain data: which commands run, with which words, in which pipelines.
// tree-sitter's bash grammar does the parsing, so that text in a comment or a string is no command. Broken scripts are read as far
// as they go. Words of the model's `hole` character stand for what only a run would tell, such as `$VERSION`.

import type { Grammar } from './grammar.ts';
import { emitCommand, type Sink } from './shell/command.ts';
import type { ShellScript, Word } from './shell/reading.ts';
import { emitScript } from './shell/script.ts';

export type * from './shell/reading.ts';

export interface Shell {
  /** Reads a script; text beyond `longestScript` is not read. */
  script(text: string): ShellScript;
  /** Reads a command that is given as words, such as `["sh", "-c", "…"]`. Words' offsets are kept. */
  words(words: readonly Word[]): ShellScript;
}

/** In UTF-16 code units. Longer scripts hold data, not commands, and would take seconds to parse. */
export const longestScript = 100_000;

export function shellReader(bash: Grammar): Shell {
  const script = (text: string, depth: number): ShellScript => {
    const sink = sinkAt(depth);
    // Nested deeper than anybody writes by hand it is an attack on the stack.
    if (text.length <= longestScript && depth < 5) emitScript(text, bash, sink);
    return sink;
  };
  const sinkAt = (depth: number): Sink => ({
    commands: [],
    pipelines: [],
    comments: [],
    readScript: (text) => script(text, depth + 1),
  });
  return {
    script: (text) => script(text, 0),
    words(words) {
      const sink = sinkAt(0);
      emitCommand({ words, assignments: [], redirects: [], nesting: [] }, sink);
      return sink;
    },
  };
}
