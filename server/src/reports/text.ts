// The report for a terminal: for each finding its place, rule and message, the line with the text underlined, and what belongs to it.

import type { Severity } from '../model/finding.ts';
import { type Colours, type Paint, painter } from './paint.ts';
import type { Excerpt, Report, ReportedFinding } from './report.ts';
import { harmless, shownFile, shownPlace, summaryOf, workOf } from './shown.ts';
import { caretsBelow } from './underline.ts';

export function textReport(report: Report, colours: Colours): string {
  const paint = painter(colours);
  const findings = report.findings.map((finding) => `${findingLines(finding, report, paint).join('\n')}\n\n`);
  const skipped = report.notAnalysed.map(({ root, file, range, reason }) => {
    const place = shownPlace(shownFile(report, root, file), range);
    return `${place}: ${paint('faint', 'not analysed:')} ${harmless(reason)}\n`;
  });
  const gap = skipped.length > 0 ? '\n' : '';
  return `${findings.join('')}${skipped.join('')}${gap}${paint('strong', summaryOf(report))} (${workOf(report)})\n`;
}

function findingLines(finding: ReportedFinding, report: Report, paint: Paint): readonly string[] {
  const { rule, severity, message, root, file, range, related, fix, excerpt } = finding;
  const lines = [
    `${paint('strong', shownPlace(shownFile(report, root, file), range))}  ${paint(severity, severity)}  ${paint('faint', rule)}`,
    `  ${harmless(message)}`,
    ...excerptLines(excerpt, range.start.line, severity, paint),
  ];
  for (const one of related) {
    lines.push(
      `  ${paint('faint', `${shownPlace(shownFile(report, root, one.file), one.range)}:`)} ${harmless(one.message)}`,
    );
  }
  if (fix) lines.push(`  ${paint('faint', 'fix:')} ${fix.title}${fix.safe ? '' : ' (look at it before you take it)'}`);
  return lines;
}

function excerptLines(
  { text, start, end }: Excerpt,
  line: number,
  severity: Severity,
  paint: Paint,
): readonly string[] {
  const number = String(line);
  const shown = harmless(text);
  const { indent, carets } = caretsBelow(shown, start, end);
  return [
    `  ${paint('faint', `${number} │`)} ${shown}`,
    `  ${paint('faint', `${' '.repeat(number.length)} │`)} ${indent}${paint(severity, carets)}`,
  ];
}
