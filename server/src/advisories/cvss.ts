// How bad an advisory is: the base score of CVSS 3 where there is a vector (https://www.first.org/cvss/v3.1/specification-document, section 7.1), or
// the word of GitHub's database. Version 4 has no formula but a table of 270 scores; of its vectors only the word counts.

import type { Severity } from '../model/finding.ts';

export function severityOf(
  vectors: readonly string[],
  word: string | undefined,
): { readonly severity?: Severity; readonly score?: number } {
  const scores = vectors.flatMap((vector) => baseScore(vector) ?? []);
  if (scores.length > 0) {
    const score = Math.max(...scores);
    return { severity: ratingOf(score), score };
  }
  const severity = words[word?.toUpperCase() ?? ''];
  return severity ? { severity } : {};
}

const words: Readonly<Record<string, Severity>> = {
  LOW: 'low',
  MODERATE: 'medium',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'critical',
};

/** The qualitative rating scale, section 5. */
function ratingOf(score: number): Severity {
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}

/** Undefined for anything but a whole vector of version 3.0 or 3.1. */
export function baseScore(vector: string): number | undefined {
  const [version, ...metrics] = vector.split('/');
  if (version !== 'CVSS:3.0' && version !== 'CVSS:3.1') return undefined;
  const given = new Map(metrics.map((metric) => metric.split(':', 2) as [string, string]));
  const weight = (metric: string): number => weights[metric]?.[given.get(metric) ?? ''] ?? Number.NaN;
  const scope = given.get('S');
  if (scope !== 'C' && scope !== 'U') return undefined;
  const changed = scope === 'C';
  const privileges = changed ? weight('PR') + changedPrivileges[given.get('PR') ?? '']! : weight('PR');
  const lost = 1 - (1 - weight('C')) * (1 - weight('I')) * (1 - weight('A'));
  const impact = changed ? 7.52 * (lost - 0.029) - 3.25 * (lost - 0.02) ** 15 : 6.42 * lost;
  const exploitability = 8.22 * weight('AV') * weight('AC') * privileges * weight('UI');
  if (Number.isNaN(impact) || Number.isNaN(exploitability)) return undefined;
  if (impact <= 0) return 0;
  return roundedUp(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
}

const weights: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  PR: { N: 0.85, L: 0.62, H: 0.27 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};

/** Privileges weigh more where the scope changes. */
const changedPrivileges: Readonly<Record<string, number>> = { N: 0, L: 0.06, H: 0.23 };

/** To one decimal, appendix A: without the noise of binary fractions. */
function roundedUp(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}
