// The command that analyses everything in the workspace folders and shows it in the Problems panel.

import type { CancellationToken, Connection } from 'vscode-languageserver';
import type { Finding } from '../model/finding.ts';
import { uriOfFile } from '../workspace/uris.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Publisher } from './publish.ts';

export const scanCommand = 'lintel.scanWorkspace';

export interface ScanResult {
  readonly files: number;
  readonly findings: number;
  readonly notAnalysed: number;
}

interface ScanTools {
  readonly connection: Connection;
  readonly token: CancellationToken;
  readonly publish: Publisher;
}

/** Findings of open documents come the way they always come; those of all other files are pushed, now and whenever they change. */
export async function scanWorkspace(
  workspace: Workspace,
  { connection, token, publish }: ScanTools,
): Promise<ScanResult> {
  const progress = await connection.window.createWorkDoneProgress();
  progress.begin('Lintel: scanning', 0, 'reading files', true);
  const cancelled = () => token.isCancellationRequested || progress.token.isCancellationRequested;
  const report = (what: string, from: number, to: number) => (done: number, total: number) =>
    progress.report(Math.round(from + ((to - from) * done) / Math.max(total, 1)), `${what}: ${done} of ${total}`);
  try {
    await workspace.index(report('reading', 0, 50), cancelled);
    const analyses = await workspace.analyseAll(report('analysing', 50, 100), cancelled);
    // A module that several call is in the analysis of each.
    const files = new Set(analyses.flatMap(({ analysis }) => analysis.unit.files.map(({ file }) => file)));
    const keyOf = ({ rule, names, file, span }: Finding): string =>
      [rule, names?.[0], file, span.start, span.end].join(' ');
    const findings = new Set(analyses.flatMap(({ analysis }) => analysis.findings.map(keyOf)));
    for (const file of files) publish.scanned(uriOfFile(file));
    await publish.everything();
    return {
      files: files.size,
      findings: findings.size,
      notAnalysed:
        workspace.skipped().length + analyses.reduce((sum, { analysis }) => sum + analysis.problems.length, 0),
    };
  } finally {
    progress.done();
  }
}
