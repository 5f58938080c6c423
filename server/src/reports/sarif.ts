// SARIF 2.1.0, for code scanning and viewers. Places are relative to %SRCROOT%, which is the current folder; columns count UTF-16 units
// as everywhere. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html

import type { Severity } from '../model/finding.ts';
import type { CatalogueTexts } from '../rules/catalogue.ts';
import type { RuleFacts, RuleTexts } from '../rules/rule.ts';
import type { Excerpt, NotAnalysed, Range, Report, ReportedSuppression } from './report.ts';
import { pathOf, shownFile } from './shown.ts';

export function sarifReport(report: Report, texts: CatalogueTexts): string {
  const open = report.findings.map((finding): Result => ({ finding, by: undefined, reason: undefined }));
  const results: readonly Result[] = [...open, ...report.suppressed];
  const rules = [...new Set(results.map(({ finding }) => finding.rule))].sort();
  const run = {
    tool: {
      driver: {
        name: 'Lintel',
        semanticVersion: report.version,
        rules: rules.map((id) => descriptorOf(id, report.facts(id), texts[id])),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [sourceRoot]: { uri: `${fileUri(report.folder)}/` } },
    invocations: [
      {
        executionSuccessful: true,
        toolExecutionNotifications: report.notAnalysed.map((one) => notificationOf(one, report)),
      },
    ],
    results: results.map((one) => resultOf(one, rules, report)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A finding, and what holds it back if something does. */
interface Result extends Omit<ReportedSuppression, 'by'> {
  readonly by: ReportedSuppression['by'] | undefined;
}

const sourceRoot = '%SRCROOT%';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

/** Code scanning shows severities by a score: above 9 is critical, from 7 high, from 4 medium. */
const scores: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '1.0',
};

function descriptorOf(id: string, facts: RuleFacts | undefined, texts: RuleTexts | undefined) {
  if (!facts) return { id };
  const reference = texts?.references[0];
  return {
    id,
    shortDescription: { text: facts.title },
    ...(texts && {
      fullDescription: { text: texts.why },
      help: { text: helpText(texts), markdown: helpMarkdown(texts) },
    }),
    ...(reference !== undefined && { helpUri: reference }),
    defaultConfiguration: { level: levels[facts.severity], enabled: facts.default },
    properties: {
      tags: ['security', facts.language, facts.category, ...facts.cwe.map((cwe) => `external/cwe/cwe-${cwe}`)],
      precision: 'high',
      'security-severity': scores[facts.severity],
      aliases: facts.aliases,
      frameworks: facts.frameworks,
    },
  };
}

const helpText = ({ why, help, references }: RuleTexts): string => [why, help, ...references].join('\n');

const helpMarkdown = ({ why, help, references }: RuleTexts): string =>
  [
    why,
    `**What to do.** ${help}`,
    ...(references.length > 0 ? [references.map((url) => `- <${url}>`).join('\n')] : []),
  ].join('\n\n');

function resultOf({ finding, by, reason }: Result, rules: readonly string[], report: Report) {
  const { rule, severity, message, root, file, range, excerpt, resource, related, fingerprint } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: levels[severity],
    message: { text: message, markdown: message },
    locations: [
      {
        ...placeOf(report, root, file, range, excerpt),
        ...(resource && { logicalLocations: [{ fullyQualifiedName: resource.address, kind: 'resource' }] }),
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((one, index) => ({
        id: index + 1,
        ...placeOf(report, root, one.file, one.range),
        message: { text: one.message },
      })),
    }),
    partialFingerprints: { 'lintelFingerprint/v1': fingerprint },
    // All results of a run have the list, or none.
    suppressions: by
      ? [
          {
            kind: by === 'source' ? 'inSource' : 'external',
            status: 'accepted',
            ...(reason !== undefined && { justification: reason }),
          },
        ]
      : [],
    properties: { severity },
  };
}

function placeOf(report: Report, root: number, file: string, range: Range | undefined, excerpt?: Excerpt) {
  const region = range && {
    startLine: range.start.line,
    startColumn: range.start.column,
    endLine: range.end.line,
    endColumn: range.end.column,
    ...(excerpt &&
      range.start.line === range.end.line && { snippet: { text: excerpt.text.slice(excerpt.start, excerpt.end) } }),
  };
  return { physicalLocation: { artifactLocation: artifactOf(report, root, file), ...(region && { region }) } };
}

function artifactOf(report: Report, root: number, file: string) {
  const shown = shownFile(report, root, file);
  const path = pathOf(report, root, file);
  return shown === path ? { uri: fileUri(path) } : { uri: encoded(shown), uriBaseId: sourceRoot };
}

/** Of an absolute path with `/`; one of Windows begins with its drive. */
const fileUri = (path: string): string =>
  `file://${path.startsWith('/') ? '' : '/'}${encoded(path)}`.replace(/\/$/, '');

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function notificationOf({ root, file, reason, range }: NotAnalysed, report: Report) {
  return {
    descriptor: { id: 'not-analysed' },
    level: 'warning',
    message: { text: reason },
    locations: [placeOf(report, root, file, range)],
  };
}
