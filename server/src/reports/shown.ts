// How reports for people name files and count findings.

import { type Severity, severities } from '../model/finding.ts';
import type { Range, Report, ReportedFinding } from './report.ts';

/** Absolute, with `/`. */
export function pathOf(report: Pick<Report, 'roots'>, root: number, file: string): string {
  const folder = report.roots[root] ?? '';
  return folder.endsWith('/') ? folder + file : `${folder}/${file}`;
}

/** Relative to the current folder where it lies below it, else absolute. */
export function shownFile(report: Pick<Report, 'roots' | 'folder'>, root: number, file: string): string {
  const path = pathOf(report, root, file);
  const base = report.folder.endsWith('/') ? report.folder : `${report.folder}/`;
  return path.startsWith(base) ? path.slice(base.length) : path;
}

/** `main.tf:3:11`, as terminals and editors understand it. */
export const shownPlace = (file: string, range: Range | undefined): string =>
  harmless(range ? `${file}:${range.start.line}:${range.start.column}` : file);

/** The findings of each file as it is shown, in the order of the report. */
export function byFile(report: Report): ReadonlyMap<string, readonly ReportedFinding[]> {
  const files = new Map<string, ReportedFinding[]>();
  for (const finding of report.findings) {
    const file = shownFile(report, finding.root, finding.file);
    const listed = files.get(file);
    if (listed) listed.push(finding);
    else files.set(file, [finding]);
  }
  return files;
}

/** The most severe first; only those that occur. */
export function countsOf(
  findings: readonly { readonly severity: Severity }[],
): readonly (readonly [Severity, number])[] {
  return [...severities].reverse().flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [[severity, count] as const] : [];
  });
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "3 findings: 1 critical, 2 low", then what was suppressed and what was not analysed. */
export function summaryOf({ findings, suppressed, notAnalysed }: Report): string {
  const counts = countsOf(findings).map(([severity, count]) => `${count} ${severity}`);
  const parts = [counts.length > 0 ? `${counted(findings.length, 'finding')}: ${counts.join(', ')}` : 'No findings'];
  if (suppressed.length > 0) parts.push(`${suppressed.length} suppressed`);
  if (notAnalysed.length > 0) parts.push(`${counted(notAnalysed.length, 'place')} not analysed`);
  return parts.join('; ');
}

export const workOf = ({ files, resources, milliseconds }: Report): string =>
  `${counted(files, 'file')}, ${counted(resources, 'resource')}, ${(milliseconds / 1000).toFixed(1)} s`;

/** What a file says, and its name, must not steer a terminal: control characters are shown as their pictures, one for one; a tab stays. */
export const harmless = (text: string): string =>
  text.replace(/(?!\t)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, (sign) =>
    sign < ' ' ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : '\uFFFD',
  );
