// Findings as LSP diagnostics: the finding itself, ignores that hold nothing back, and what was not analysed.

import { type CodeDescription, type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import type { Analysis } from '../engine/analyse.ts';
import type { Ignore } from '../engine/ignores.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import { rangeOf } from '../text/lsp.ts';
import type { Snapshot } from '../text/snapshot.ts';
import type { Span } from '../text/span.ts';
import { uriOfFile } from '../workspace/uris.ts';

/** What a code action needs to find the finding again in a later analysis. */
export interface DiagnosticData {
  readonly rule: string;
  readonly fingerprint: string;
}

export const source = 'lintel';
export const unusedIgnoreCode = 'unused-ignore';
const notAnalysedCode = 'not-analysed';

/** The diagnostics of one file of the analysis. Related places in files that are no longer there are left out. */
export function diagnosticsOf(file: string, analysis: Analysis, rules: RuleSet): readonly Diagnostic[] {
  const snapshot = analysis.snapshotOf(file);
  if (!snapshot) return [];
  return [
    ...analysis.findings
      .filter((finding) => finding.file === file)
      .map((finding) => findingDiagnostic(finding, snapshot, rules, analysis)),
    ...ignoreDiagnostics(file, analysis, snapshot),
    ...analysis.problems
      .filter((problem) => problem.file === file)
      .map((problem) =>
        plainDiagnostic(
          snapshot,
          problem.span ?? firstLine(snapshot),
          notAnalysedCode,
          problem.message,
          DiagnosticSeverity.Information,
        ),
      ),
  ];
}

/** Only what should hold up a merge is an error. */
export function severityOf(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case 'critical':
    case 'high':
      return DiagnosticSeverity.Error;
    case 'medium':
      return DiagnosticSeverity.Warning;
    case 'low':
      return DiagnosticSeverity.Information;
    case 'info':
      return DiagnosticSeverity.Hint;
  }
}

function findingDiagnostic(finding: Finding, snapshot: Snapshot, rules: RuleSet, { snapshotOf }: Analysis): Diagnostic {
  const documentation = rules.facts(finding.rule)?.documentation;
  const description: { codeDescription?: CodeDescription } = documentation
    ? { codeDescription: { href: documentation } }
    : {};
  const data: DiagnosticData = { rule: finding.rule, fingerprint: finding.fingerprint };
  return {
    source,
    code: finding.rule,
    ...description,
    severity: severityOf(finding.severity),
    // The client shows a diagnostic as plain text.
    message: finding.message.replaceAll('`', ''),
    range: rangeOf(snapshot, finding.span),
    relatedInformation: finding.related.flatMap(({ file, span, message }) => {
      const other = snapshotOf(file);
      return other
        ? [{ location: { uri: uriOfFile(file), range: rangeOf(other, span) }, message: message.replaceAll('`', '') }]
        : [];
    }),
    data,
  };
}

function ignoreDiagnostics(file: string, { ignores }: Analysis, snapshot: Snapshot): readonly Diagnostic[] {
  const here = (ignore: Ignore) => ignore.file === file;
  return [
    ...ignores.unused.filter(here).map((ignore) => ({
      ...plainDiagnostic(
        snapshot,
        ignore.span,
        unusedIgnoreCode,
        `Nothing here violates ${ignore.names.join(', ')} any more: remove this ignore.`,
        DiagnosticSeverity.Hint,
      ),
      tags: [DiagnosticTag.Unnecessary],
    })),
    ...ignores.expired
      .filter(here)
      .map((ignore) =>
        plainDiagnostic(
          snapshot,
          ignore.span,
          'expired-ignore',
          `This ignore ended on ${ignore.until}: mend the finding or choose a later date.`,
          DiagnosticSeverity.Warning,
        ),
      ),
    ...ignores.unknownNames
      .filter(({ ignore }) => here(ignore))
      .map(({ ignore, name }) =>
        plainDiagnostic(snapshot, ignore.span, 'unknown-rule', `There is no rule ${name}.`, DiagnosticSeverity.Warning),
      ),
  ];
}

function plainDiagnostic(
  snapshot: Snapshot,
  span: Span,
  code: string,
  message: string,
  severity: DiagnosticSeverity,
): Diagnostic {
  return { source, code, message, severity, range: rangeOf(snapshot, span) };
}

const firstLine = (snapshot: Snapshot): Span => ({
  start: 0,
  end: snapshot.lines[1] ?? snapshot.text.length,
});
