// The report for a terminal: for each finding its place, rule and message, the line with the text underlined, and what belongs to it.

import type { Severity } from '../model/finding.ts';
import { type Colours, type Paint, painter } from './paint.ts';
import type { Excerpt, NotAnalysed, Report, ReportedFinding } from './report.ts';
import { harmless, shownFile, shownPlace, summaryOf, workOf } from './shown.ts';
import { caretsBelow } from './underline.ts';

export function textReport(report: Report, colours: Colours): string {
  const paint = painter(colours);
  const findings = report.findings.map((finding) => `${findingLines(finding, report, paint).join('\n')}\n\n`);
  const skipped = notAnalysedLines(report, paint);
  const gap = skipped.length > 0 ? '\n' : '';
  return `${findings.join('')}${skipped.join('')}${gap}${paint('strong', summaryOf(report))} (${workOf(report)})\n`;
}

/** A reason that a file has many times, such as an alias that is used again and again, is one line. */
function notAnalysedLines(report: Report, paint: Paint): readonly string[] {
  const groups = new Map<string, NotAnalysed[]>();
  for (const one of report.notAnalysed) {
    const key = JSON.stringify([one.root, one.file, one.reason]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const place = shownPlace(shownFile(report, first.root, first.file), first.range);
    const more = others.length > 0 ? ` (and ${others.length} more like it)` : '';
    return [`${place}: ${paint('faint', 'not analysed:')} ${harmless(first.reason)}${more}\n`];
  });
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
  if (fix) lines.push(`  ${paint('faint', 'fix:')} ${fix.title}${fix.safe ? '' : ' (review it first)'}`);
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
