// The report as Markdown, for a comment on a change or a page of a wiki: a summary, then a table for each file, then what the rules mean.

import type { CatalogueTexts } from '../rules/catalogue.ts';
import type { Report, ReportedFinding } from './report.ts';
import { byFile, countsOf, shownFile, shownPlace, summaryOf, workOf } from './shown.ts';

export function markdownReport(report: Report, texts: CatalogueTexts): string {
  const parts = ['# Lintel', `**${summaryOf(report)}** (${workOf(report)})`];
  const counts = countsOf(report.findings);
  if (counts.length > 0)
    parts.push(
      table(
        ['Severity', 'Findings'],
        counts.map(([severity, count]) => [severity, String(count)]),
      ),
    );
  for (const [file, findings] of byFile(report)) parts.push(`## ${escaped(file)}`, findingsTable(findings));
  if (report.notAnalysed.length > 0) {
    const rows = report.notAnalysed.map(({ root, file, range, reason }) => [
      escaped(shownPlace(shownFile(report, root, file), range)),
      escaped(reason),
    ]);
    parts.push('## Not analysed', table(['Place', 'Reason'], rows));
  }
  const rules = [...new Set(report.findings.map(({ rule }) => rule))].sort();
  if (rules.length > 0) parts.push('## Rules', ...rules.map((rule) => ruleText(rule, report, texts)));
  return `${parts.join('\n\n')}\n`;
}

function findingsTable(findings: readonly ReportedFinding[]): string {
  const rows = findings.map(({ range, severity, message, rule, fix }) => [
    `${range.start.line}:${range.start.column}`,
    severity,
    inCell(message) + (fix ? ` *Fix: ${escaped(fix.title)}.*` : ''),
    `\`${rule}\``,
  ]);
  return table(['Place', 'Severity', 'Finding', 'Rule'], rows);
}

function ruleText(rule: string, report: Report, texts: CatalogueTexts): string {
  const controls = Object.entries(report.facts(rule)?.frameworks ?? {}).map(
    ([framework, ids]) => `${framework} ${ids.join(', ')}`,
  );
  const lines = [`**${escaped(report.facts(rule)?.title ?? rule)}** (\`${rule}\`)`];
  const text = texts[rule];
  if (text) lines.push(`${text.why} ${text.help}`);
  if (controls.length > 0) lines.push(`Supports: ${controls.join('; ')}`);
  return lines.join('\\\n');
}

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A message is Markdown already; only what would end the cell is changed. */
const inCell = (markdown: string): string => markdown.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&').replace(/\s*\n\s*/g, ' ');
