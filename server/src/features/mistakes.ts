// Mistakes in .lintel.yaml and in the user's own rules, shown in those files. No client asks for them, so they are pushed, and taken back
// when they are mended.

import { type Connection, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import type { Mistake } from '../model/mistake.ts';
import { uriOfFile } from '../workspace/uris.ts';
import { source } from './diagnostics.ts';

/** Gives the function that shows these mistakes in place of those of the last call. */
export function mistakeTeller(connection: Connection): (mistakes: readonly Mistake[]) => Promise<void> {
  let shown: readonly string[] = [];
  return async (mistakes) => {
    const files = [...new Set(mistakes.map(({ file }) => file))];
    for (const file of shown.filter((one) => !files.includes(one)))
      await connection.sendDiagnostics({ uri: uriOfFile(file), diagnostics: [] });
    for (const file of files) {
      const diagnostics = mistakes.filter((mistake) => mistake.file === file).map(diagnosticOf);
      await connection.sendDiagnostics({ uri: uriOfFile(file), diagnostics });
    }
    shown = files;
  };
}

function diagnosticOf({ line, column, start, end, message }: Mistake): Diagnostic {
  const from = { line: line - 1, character: column - 1 };
  const to = { line: line - 1, character: column - 1 + Math.max(end - start, 1) };
  return { source, severity: DiagnosticSeverity.Warning, message, range: { start: from, end: to } };
}
