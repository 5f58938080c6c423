// The status bar item: how many findings are known, or that a scan is running. A click opens the Problems panel. Nothing pops up.

import { type Diagnostic, type LogOutputChannel, languages, StatusBarAlignment, type Uri, window } from 'vscode';

/** What the server answers to `lintel.scanWorkspace`. */
export interface ScanResult {
  readonly files: number;
  readonly findings: number;
  readonly notAnalysed: number;
}

export interface Status {
  /** Runs a scan, shows meanwhile that it runs, and afterwards what came out. */
  scanning(scan: () => Promise<ScanResult | undefined>, log: LogOutputChannel): Promise<ScanResult | undefined>;
  dispose(): void;
}

export function createStatus(): Status {
  const item = window.createStatusBarItem('lintel.status', StatusBarAlignment.Left);
  const counts = new Map<string, number>();
  let scans = 0;
  let lastScan = '';

  const show = () => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    item.text = scans > 0 ? '$(sync~spin) Lintel: scanning…' : `$(shield) Lintel: ${total}`;
    item.tooltip = [plural(total, 'finding'), lastScan].filter(Boolean).join('\n');
  };
  const count = (uris: readonly Uri[]) => {
    for (const uri of uris) {
      const found = languages.getDiagnostics(uri).filter(isFinding).length;
      if (found > 0) counts.set(uri.toString(), found);
      else counts.delete(uri.toString());
    }
    show();
  };

  item.name = 'Lintel';
  item.command = 'workbench.actions.view.problems';
  show();
  item.show();
  const listener = languages.onDidChangeDiagnostics(({ uris }) => count(uris));

  return {
    async scanning(scan, log) {
      scans++;
      show();
      try {
        const result = await scan();
        if (result) lastScan = describe(result);
        if (result) log.info(lastScan);
        return result;
      } finally {
        scans--;
        show();
      }
    },
    dispose() {
      listener.dispose();
      item.dispose();
    },
  };
}

/** A finding's code is the id of its rule, which is a path; what the server remarks besides has a plain word for its code. */
function isFinding({ source, code }: Diagnostic): boolean {
  return source === 'lintel' && String(typeof code === 'object' ? code.value : code).includes('/');
}

function describe({ files, findings, notAnalysed }: ScanResult): string {
  const scanned = `Scanned ${plural(files, 'file')}: ${plural(findings, 'finding')}`;
  return notAnalysed > 0 ? `${scanned}, ${plural(notAnalysed, 'file')} not analysed.` : `${scanned}.`;
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
