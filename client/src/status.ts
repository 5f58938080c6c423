// The status bar item: how many findings are known, or that a scan is running, and how old the advisories on packages are. A click opens the Problems
// panel. Nothing pops up.

import { type Diagnostic, type LogOutputChannel, languages, StatusBarAlignment, type Uri, window } from 'vscode';
import type { AdvisoryState } from './advisories.ts';

/** What the server answers to `lintel.scanWorkspace`. */
export interface ScanResult {
  readonly files: number;
  readonly findings: number;
  readonly notAnalysed: number;
}

export interface Status {
  /** Runs a scan, shows meanwhile that it runs, and afterwards what came out. */
  scanning(scan: () => Promise<ScanResult | undefined>, log: LogOutputChannel): Promise<ScanResult | undefined>;
  /** Shows how old what is known of packages is. */
  advisories(state: AdvisoryState): void;
  dispose(): void;
}

/** In days: then it is said in the bar itself. */
const old = 30;

export function createStatus(): Status {
  const item = window.createStatusBarItem('lintel.status', StatusBarAlignment.Left);
  const counts = new Map<string, number>();
  let scans = 0;
  let lastScan = '';
  let known: AdvisoryState | undefined;

  const show = () => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const days = known?.asOf === undefined ? 0 : ageOf(known.asOf);
    const age = days > old ? ` · advisories ${plural(days, 'day')} old` : '';
    item.text = scans > 0 ? '$(sync~spin) Lintel: scanning…' : `$(shield) Lintel: ${total}${age}`;
    item.tooltip = [plural(total, 'finding'), lastScan, known && advisoriesText(known)].filter(Boolean).join('\n');
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
    advisories(state) {
      known = state;
      show();
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

function advisoriesText({ ecosystems, asOf }: AdvisoryState): string {
  if (ecosystems.length === 0) return '';
  return asOf === undefined
    ? 'There are no advisories on packages.'
    : `Advisories on ${ecosystems.join(', ')}: of ${asOf}`;
}

const ageOf = (date: string): number => Math.floor((Date.now() - Date.parse(date)) / 86_400_000);

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
