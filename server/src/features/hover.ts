// What the hover adds to the message: why it matters, what to do, how the value came here, the controls that it touches, the fix and the
// documentation. It never repeats the message, which the editor shows above it.

import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { Compliance } from '../compliance/frameworks.ts';
import type { Analysis } from '../engine/analyse.ts';
import type { Finding, Related } from '../model/finding.ts';
import type { RuleFacts, RuleTexts } from '../rules/rule.ts';
import type { RuleSet } from '../rules/ruleset.ts';
import { rangeOf } from '../text/lsp.ts';
import { fileNameOf } from '../text/path.ts';
import { lineAt } from '../text/snapshot.ts';
import { uriOfFile } from '../workspace/uris.ts';

export interface HoverTools {
  readonly rules: RuleSet;
  readonly compliance: Compliance;
  textsOf(rule: string): Promise<RuleTexts | undefined>;
}

/** The hover at an offset: all findings there, the narrowest first. */
export async function hoverAt(
  file: string,
  offset: number,
  analysis: Analysis,
  tools: HoverTools,
): Promise<Hover | undefined> {
  const snapshot = analysis.snapshotOf(file);
  const findings = analysis.findings
    .filter((finding) => finding.file === file && finding.span.start <= offset && offset <= finding.span.end)
    .sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start));
  const [narrowest] = findings;
  if (!snapshot || !narrowest) return undefined;
  const sections = await Promise.all(
    findings.filter(isFirstOfItsRule).map((finding) => sectionOf(finding, analysis, tools)),
  );
  return {
    contents: { kind: MarkupKind.Markdown, value: sections.join('\n\n---\n\n') },
    range: rangeOf(snapshot, narrowest.span),
  };
}

/** What a rule says of one advisory it says of all; which they are tells the hover of the dependency. */
const isFirstOfItsRule = (finding: Finding, index: number, all: readonly Finding[]): boolean =>
  !finding.names || all.findIndex(({ rule }) => rule === finding.rule) === index;

async function sectionOf(finding: Finding, analysis: Analysis, tools: HoverTools): Promise<string> {
  const facts = tools.rules.facts(finding.rule);
  const texts = await tools.textsOf(finding.rule);
  if (!facts) return `\`${finding.rule}\``;
  return [
    `**${facts.title}** · ${finding.severity} · \`${facts.id}\``,
    ...(texts ? [texts.why, texts.help] : []),
    ...(finding.related.length > 0 ? [trailOf(finding.related, analysis)] : []),
    ...(finding.fix ? [quickFix(finding.fix)] : []),
    ...controlsOf(facts, tools.compliance),
    ...(texts && texts.references.length > 0
      ? [texts.references.map((url) => `[${hostOf(url)}](${url})`).join(' · ')]
      : []),
  ].join('\n\n');
}

function quickFix({ title, safe, replaces }: NonNullable<Finding['fix']>): string {
  const cost = replaces
    ? ' What Terraform replaces is destroyed and made anew, and what it holds is lost unless it is moved before.'
    : '';
  return `**Quick fix:** ${title}${safe ? '' : ' (review it first)'}${cost && `.${cost}`}`;
}

function trailOf(related: readonly Related[], analysis: Analysis): string {
  const steps = related.map(({ file, span, message }) => {
    const snapshot = analysis.snapshotOf(file);
    const name = fileNameOf(file);
    if (!snapshot) return `- ${message} (${name})`;
    const line = lineAt(snapshot, span.start) + 1;
    return `- [${name}:${line}](${uriOfFile(file)}#L${line}) ${message}`;
  });
  return `**How the value came here**\n\n${steps.join('\n')}`;
}

function controlsOf(facts: RuleFacts, compliance: Compliance): readonly string[] {
  const lines = compliance.frameworks.flatMap(({ id, title, controls }) => {
    const ids = facts.frameworks[id] ?? [];
    return ids.length === 0
      ? []
      : [`- **${title}**: ${ids.map((control) => `${control} ${controls[control] ?? ''}`.trim()).join('; ')}`];
  });
  return lines.length === 0 ? [] : [`**Supports**\n\n${lines.join('\n')}`];
}

const hostOf = (url: string): string => /^https?:\/\/([^/]+)/.exec(url)?.[1] ?? url;
