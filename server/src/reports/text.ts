// The report for a terminal: for each finding its place, rule and message, the line with the text underlined, and what belongs to it.

import type { Severity } from '../model/finding.ts';
import type { Excerpt, Report, ReportedFinding } from './report.ts';
import { harmless, shownFile, shownPlace, summaryOf, workOf } from './shown.ts';

export type Colours = 'colours' | 'plain';

export function textReport(report: Report, colours: Colours): string {
  const paint = colours === 'colours' ? inColour : plain;
  const findings = report.findings.map((finding) => `${findingLines(finding, report, paint).join('\n')}\n\n`);
  const skipped = report.notAnalysed.map(({ root, file, range, reason }) => {
    const place = shownPlace(shownFile(report, root, file), range);
    return `${place}: ${paint('faint', 'not analysed:')} ${harmless(reason)}\n`;
  });
  const gap = skipped.length > 0 ? '\n' : '';
  return `${findings.join('')}${skipped.join('')}${gap}${paint('strong', summaryOf(report))} (${workOf(report)})\n`;
}

type Style = Severity | 'strong' | 'faint';
type Paint = (style: Style, text: string) => string;

const plain: Paint = (_style, text) => text;

/** Parameters of ECMA-48's SGR. */
const sgr: Readonly<Record<Style, string>> = {
  critical: '1;35',
  high: '1;31',
  medium: '33',
  low: '36',
  info: '34',
  strong: '1',
  faint: '2',
};

const inColour: Paint = (style, text) => `\u001B[${sgr[style]}m${text}\u001B[0m`;

function findingLines(finding: ReportedFinding, report: Report, paint: Paint): readonly string[] {
  const { rule, severity, message, root, file, range, related, fix, excerpt } = finding;
  const lines = [
    `${paint('strong', shownPlace(shownFile(report, root, file), range))}  ${paint(severity, severity)}  ${paint('faint', rule)}`,
    `  ${harmless(message)}`,
    ...excerptLines(excerpt, range.start.line, severity, paint),
  ];
  for (const one of related) {
    lines.push(`  ${paint('faint', `${shownPlace(shownFile(report, root, one.file), one.range)}:`)} ${harmless(one.message)}`);
  }
  if (fix) lines.push(`  ${paint('faint', 'fix:')} ${fix.title}${fix.safe ? '' : ' (look at it before you take it)'}`);
  return lines;
}

function excerptLines({ text, start, end }: Excerpt, line: number, severity: Severity, paint: Paint): readonly string[] {
  const number = String(line);
  const shown = harmless(text);
  const before = shown.slice(0, start);
  return [
    `  ${paint('faint', `${number} │`)} ${shown}`,
    `  ${paint('faint', `${' '.repeat(number.length)} │`)} ${blank(before)}${paint(severity, '^'.repeat(Math.max(1, widthOf(shown.slice(start, end)))))}`,
  ];
}

/** As wide as the text in a terminal; a tab stays one, since only the terminal knows how wide it is. */
const blank = (text: string): string => text.replace(/[^\t]+/g, (part) => ' '.repeat(widthOf(part)));

/** Columns in a terminal: two for the wide letters of East Asia and for emoji, none for what combines with the letter before. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += isCombining.test(sign) ? 0 : isWide.test(sign) ? 2 : 1;
  return width;
}

const isCombining = /^[\p{Mn}\p{Me}\u200B-\u200D\uFE0F]$/u;
const isWide = /^(?:\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6])$/u;
