// The hover on a dependency, with or without a finding: what is known against the versions that it brings, and the upgrade; or that nothing is known, and
// of which day that is.

import { type Hover, MarkupKind } from 'vscode-languageserver';
import type { Advisory, Interval } from '../advisories/advisory.ts';
import { beginning } from '../advisories/advisory.ts';
import { type Ecosystem, ecosystems } from '../advisories/ecosystem.ts';
import type { AdvisoryFacts } from '../advisories/facts.ts';
import type { Analysis } from '../engine/analyse.ts';
import { mapAt } from '../model/entries.ts';
import type { Resource } from '../model/resource.ts';
import { rangeOf } from '../text/lsp.ts';
import type { Span } from '../text/span.ts';
import { dependenciesIn, textAt } from './dependencies.ts';

export function dependencyHoverAt(
  file: string,
  offset: number,
  analysis: Analysis,
  facts: AdvisoryFacts,
): Hover | undefined {
  const snapshot = analysis.snapshotOf(file);
  for (const dependency of dependenciesIn(file, analysis)) {
    const span = spansOf(dependency, file, analysis).find(({ start, end }) => start <= offset && offset <= end);
    const value = span && textOf(dependency, facts);
    if (!snapshot || !value) continue;
    return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(snapshot, span) };
  }
  return undefined;
}

/** Its version and its name. */
function spansOf({ header, body }: Resource, file: string, analysis: Analysis): readonly Span[] {
  const version = body.entries.get('version')?.value;
  return [...(version ? [version.place] : []), header].flatMap((place) => {
    const at = analysis.locate(place);
    return at?.file === file ? [at.span] : [];
  });
}

/** The worst ones; more would fill the screen. */
const most = 12;

/** Undefined for what comes from no registry. */
function textOf(dependency: Resource, facts: AdvisoryFacts): string | undefined {
  const ecosystem = ecosystems.find((one) => one === textAt(dependency, '$ecosystem'));
  const source = textAt(dependency, 'source');
  if (!ecosystem || (source !== 'registry' && source !== 'alias')) return undefined;
  const advisories = dependency.parts.filter(({ type }) => type === 'advisory');
  const more = advisories.length > most ? [`- and ${advisories.length - most} more`] : [];
  const upgrade = advisories.find((one) => textAt(one, 'upgrade') !== undefined);
  return [
    titleOf(dependency, ecosystem),
    ...(advisories.length > 0
      ? [[...advisories.slice(0, most).map((one) => `- ${lineOf(one, ecosystem, facts)}`), ...more].join('\n')]
      : [nothingText(dependency, ecosystem, facts)]),
    ...(upgrade
      ? [
          `Upgrade to \`${textAt(upgrade, 'upgrade')}\`: clears ${textAt(upgrade, 'clears')}${textAt(upgrade, 'refresh')}.`,
        ]
      : []),
  ].join('\n\n');
}

function titleOf(dependency: Resource, ecosystem: Ecosystem): string {
  const locked = mapAt(dependency.body, '$locked');
  const [version, lock] = ['version', 'file'].map((key) => {
    const value = locked?.entries.get(key)?.value;
    return value?.kind === 'string' ? value.value : undefined;
  });
  const chosen = version !== undefined ? `${version}, as ${lock} locks it` : textAt(dependency, 'version');
  return `**${dependency.name}** ${chosen ?? ''} (${ecosystem})`.replace('  ', ' ');
}

function nothingText(dependency: Resource, ecosystem: Ecosystem, facts: AdvisoryFacts): string {
  const asOf = facts.asOf(ecosystem);
  if (asOf === undefined) return `There is no database of advisories on ${ecosystem}.`;
  const isKnown = dependency.body.entries.has('version') || dependency.body.entries.has('$locked');
  if (!isKnown) return 'The manifest names no version, and no lock file decides.';
  return facts.isSnapshot(ecosystem)
    ? `No advisory is known of it in the snapshot of ${asOf} that comes with Lintel. It holds a part of all advisories; an update fetches the rest.`
    : `No advisory is known of it in the database of ${asOf}.`;
}

function lineOf(advisory: Resource, ecosystem: Ecosystem, facts: AdvisoryFacts): string {
  const name = textAt(advisory, 'package') ?? '';
  const ids = textsAt(advisory, 'ids');
  const path = textsAt(advisory, 'path');
  const kind = textAt(advisory, 'kind');
  const ranges = affectedBy(facts.of(ecosystem, name) ?? [], ids);
  return [
    ids.map(linked).join(', '),
    ...(path.length > 0 ? [`\`${name}\` ${textAt(advisory, 'version')} by ${path.join(' > ')}`] : []),
    kind === 'vulnerability' ? `**${textAt(advisory, 'weight')}**` : `**${kind}**`,
    ...(ranges ? [`affected: ${ranges}`] : []),
    ...(kind === 'malicious' ? ['remove it'] : [textAt(advisory, 'remedy')]),
    ...(textAt(advisory, 'danger') ? ['attackers are known to use it'] : []),
  ].join(' · ');
}

const textsAt = ({ body }: Resource, key: string): readonly string[] => {
  const value = body.entries.get(key)?.value;
  return value?.kind === 'list' ? value.items.flatMap((item) => (item.kind === 'string' ? item.value : [])) : [];
};

/** Ids that are ours have no page. */
function linked(id: string): string {
  if (id.startsWith('CVE-')) return `[${id}](https://nvd.nist.gov/vuln/detail/${id})`;
  return /^(?:GHSA|PYSEC|GO|RUSTSEC|MAL|OSV)-/.test(id) ? `[${id}](https://osv.dev/vulnerability/${id})` : id;
}

/** More would fill the hover. */
const mostRanges = 4;

function affectedBy(advisories: readonly Advisory[], ids: readonly string[]): string {
  const concerned = advisories.filter(({ id }) => ids.includes(id));
  const ranges = [
    ...new Set(concerned.flatMap(({ affected, versions = [] }) => [...affected.map(shown), ...versions])),
  ];
  return [
    ...ranges.slice(0, mostRanges).map((range) => `\`${range}\``),
    ...(ranges.length > mostRanges ? ['…'] : []),
  ].join(', ');
}

function shown({ from, below, through }: Interval): string {
  const start = from === beginning ? '' : `>=${from}`;
  const end = below !== undefined ? `<${below}` : through !== undefined ? `<=${through}` : '';
  return [start, end].filter(Boolean).join(' ') || 'every version';
}
