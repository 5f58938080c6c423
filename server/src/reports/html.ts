// The report as one page that needs nothing beside it: no script, no font, no picture. The boxes at the top choose severities.

import type { Severity } from '../model/finding.ts';
import type { CatalogueTexts } from '../rules/catalogue.ts';
import type { Excerpt, NotAnalysed, Report, ReportedFinding } from './report.ts';
import { byFile, countsOf, harmless, shownFile, shownPlace, summaryOf, workOf } from './shown.ts';
import { css } from './style.ts';

export function htmlReport(report: Report, texts: CatalogueTexts): string {
  const files = [...byFile(report)].map(([file, findings]) => fileSection(file, findings, report));
  const rules = [...new Set(report.findings.map(({ rule }) => rule))]
    .sort()
    .map((rule) => ruleSection(rule, report, texts));
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lintel: ${escaped(summaryOf(report))}</title>
<style>${css}</style>
<header>
<h1>Lintel</h1>
<p>${escaped(summaryOf(report))}</p>
<p class="faint">${escaped(workOf(report))}; ${escaped(report.roots.join(', '))}</p>
${countsOf(report.findings).map(severityBox).join('\n')}
</header>
<main>
${files.join('\n')}
${report.notAnalysed.length > 0 ? notAnalysedSection(report.notAnalysed, report) : ''}
${rules.length > 0 ? `<section><h2>Rules</h2>\n${rules.join('\n')}\n</section>` : ''}
</main>
</html>
`;
}

const severityBox = ([severity, count]: readonly [Severity, number]): string =>
  `<label class="${severity}"><input type="checkbox" id="${severity}" checked> ${count} ${severity}</label>`;

function fileSection(file: string, findings: readonly ReportedFinding[], report: Report): string {
  return `<section><h2>${escaped(file)}</h2>\n${findings.map((finding) => findingArticle(finding, file, report)).join('\n')}\n</section>`;
}

function findingArticle(finding: ReportedFinding, file: string, report: Report): string {
  const { rule, severity, message, range, excerpt, related, fix, root } = finding;
  const notes = related.map(
    (one) => `<li>${escaped(shownPlace(shownFile(report, root, one.file), one.range))}: ${inline(one.message)}</li>`,
  );
  if (fix) notes.push(`<li>Fix: ${escaped(fix.title)}</li>`);
  return `<article class="${severity}">
<p><b>${severity}</b> ${inline(message)}</p>
<p class="faint">${escaped(shownPlace(file, range))} · <a href="#${escaped(rule)}">${escaped(rule)}</a></p>
<pre><i>${range.start.line}</i> ${marked(excerpt)}</pre>
${notes.length > 0 ? `<ul>${notes.join('')}</ul>` : ''}</article>`;
}

function marked({ text, start, end }: Excerpt): string {
  const shown = harmless(text);
  return `${escaped(shown.slice(0, start))}<mark>${escaped(shown.slice(start, end)) || ' '}</mark>${escaped(shown.slice(end))}`;
}

function notAnalysedSection(entries: readonly NotAnalysed[], report: Report): string {
  const items = entries.map(
    ({ root, file, range, reason }) =>
      `<li>${escaped(shownPlace(shownFile(report, root, file), range))}: ${inline(reason)}</li>`,
  );
  return `<section><h2>Not analysed</h2><ul>${items.join('')}</ul></section>`;
}

function ruleSection(rule: string, report: Report, texts: CatalogueTexts): string {
  const facts = report.facts(rule);
  const text = texts[rule];
  const controls = Object.entries(facts?.frameworks ?? {}).map(([framework, ids]) => `${framework} ${ids.join(', ')}`);
  const links = (text?.references ?? []).map((url) => `<a href="${escaped(url)}">${escaped(url)}</a>`);
  const faint = [...controls.map(escaped), ...links].join(' · ');
  return `<article id="${escaped(rule)}">
<h3>${escaped(facts?.title ?? rule)} <code>${escaped(rule)}</code></h3>
${text ? `<p>${inline(text.why)}</p>\n<p>${inline(text.help)}</p>` : ''}
${faint ? `<p class="faint">${faint}</p>` : ''}</article>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The inline Markdown that rules write: code and strong text. */
const inline = (markdown: string): string =>
  escaped(markdown)
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<b>$1</b>');
