// The JSON report, a contract with the programs that read it: `lintel-report/1`. Keys stand in the order of their documentation.

import type { Aliases, RuleFacts } from '../rules/rule.ts';
import type { Report, ReportedFinding } from './report.ts';

export function jsonReport(report: Report): string {
  const { roots, findings, suppressed, notAnalysed, files, resources, milliseconds } = report;
  const body = {
    schema: 'lintel-report/1',
    tool: { name: 'lintel', version: report.version },
    roots,
    summary: {
      files,
      resources,
      findings: findings.length,
      suppressed: suppressed.length,
      notAnalysed: notAnalysed.length,
      milliseconds,
    },
    notAnalysed: notAnalysed.map(({ root, file, reason, range }) => ({ root, file, reason, ...(range && { range }) })),
    findings: findings.map((finding) => findingOf(finding, report.facts(finding.rule))),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}

function findingOf(finding: ReportedFinding, facts: RuleFacts | undefined) {
  const { rule, severity, message, names, root, file, range, resource, related, fix, fingerprint } = finding;
  return {
    rule,
    title: facts?.title ?? '',
    severity,
    message,
    ...(names && { names }),
    root,
    file,
    range,
    resource: resource ? resourceOf(resource, file) : null,
    related,
    aliases: aliasesOf(facts),
    frameworks: facts?.frameworks ?? {},
    fix: fix ?? null,
    fingerprint,
  };
}

/** The file is told where it is not the finding's. */
const resourceOf = ({ address, type, file, range }: NonNullable<ReportedFinding['resource']>, own: string) => ({
  address,
  type,
  ...(file !== own && { file }),
  range,
});

/** The tools that the contract names; ignores know more. */
const tools = ['checkov', 'trivy', 'hadolint', 'kube-linter', 'kubescape', 'pss'] as const;

function aliasesOf(facts: RuleFacts | undefined): Aliases {
  return Object.fromEntries(tools.flatMap((tool) => (facts?.aliases[tool] ? [[tool, facts.aliases[tool]]] : [])));
}

/** `lintel rules --format json`. */
export function jsonRules(rules: readonly RuleFacts[]): string {
  const body = {
    rules: rules.map((rule) => ({
      id: rule.id,
      title: rule.title,
      severity: rule.severity,
      category: rule.category,
      language: rule.language,
      default: rule.default,
      aliases: aliasesOf(rule),
      frameworks: rule.frameworks,
      fixable: rule.fixable,
    })),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
