// The report for a terminal: for each finding its place, rule and message, the line with the text underlined, and what belongs to it.

import { type Severity, severities } from '../model/finding.ts';
import { type Colours, type Paint, painter } from './paint.ts';
import type { Excerpt, NotAnalysed, Report, ReportedFinding } from './report.ts';
import { harmless, shownFile, shownPlace, summaryOf, workOf } from './shown.ts';
import { caretsBelow } from './underline.ts';

export function textReport(report: Report, colours: Colours): string {
  const paint = painter(colours);
  const findings = atOnePlace(report.findings).map((group) => `${findingsLines(group, report, paint).join('\n')}\n\n`);
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

/** Neighbours that underline the same text, such as all advisories on a version. */
function atOnePlace(
  findings: readonly ReportedFinding[],
): readonly (readonly [ReportedFinding, ...ReportedFinding[]])[] {
  const groups: [ReportedFinding, ...ReportedFinding[]][] = [];
  for (const finding of findings) {
    const last = groups.at(-1);
    if (last && placeKey(last[0]) === placeKey(finding)) last.push(finding);
    else groups.push([finding]);
  }
  return groups;
}

const placeKey = ({ root, file, range }: ReportedFinding): string => `${root} ${file} ${JSON.stringify(range)}`;

/** The text is shown once for all of them, and so is what belongs to several. */
function findingsLines(
  group: readonly [ReportedFinding, ...ReportedFinding[]],
  report: Report,
  paint: Paint,
): readonly string[] {
  const [{ root, file, range, excerpt }] = group;
  const place = paint('strong', shownPlace(shownFile(report, root, file), range));
  const severest =
    severities.findLast((severity) => group.some((one) => one.severity === severity)) ?? group[0].severity;
  const said = group.flatMap(({ severity, rule, message }) => [
    `${place}  ${paint(severity, severity)}  ${paint('faint', rule)}`,
    `  ${harmless(message)}`,
  ]);
  const related = group.flatMap((finding) =>
    finding.related.map(
      (one) =>
        `  ${paint('faint', `${shownPlace(shownFile(report, root, one.file), one.range)}:`)} ${harmless(one.message)}`,
    ),
  );
  const fixes = group.flatMap(({ fix }) =>
    fix ? [`  ${paint('faint', 'fix:')} ${fix.title}${fix.safe ? '' : ' (review it first)'}`] : [],
  );
  return [...said, ...excerptLines(excerpt, range.start.line, severest, paint), ...new Set(related), ...new Set(fixes)];
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
