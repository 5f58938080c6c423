// The findings that a project has accepted: `{ "schema": "lintel-baseline/1", "findings": [{ "fingerprint", "rule", "file" }] }`.
// A fingerprint counts once for each time that it is listed, so that a second copy of an accepted mistake is found.

import { readFile } from 'node:fs/promises';
import { reasonOf } from '../node/runtime.ts';
import type { ReportedFinding } from '../reports/report.ts';
import { UsageError } from './shell.ts';

export const baselineName = '.lintel-baseline.json';

export interface Accepted {
  readonly fingerprint: string;
  readonly file: string;
}

/** One finding a line, so that changes read well. Files are relative to their root. */
export function baselineText(findings: readonly ReportedFinding[]): string {
  const lines = findings.map(({ fingerprint, rule, file }) => `    ${JSON.stringify({ fingerprint, rule, file })}`);
  return `{\n  "schema": "lintel-baseline/1",\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

/** Throws UsageError where the file is missing or is no baseline. `shown` is the path as the user gave it. */
export async function readBaseline(path: string, shown: string): Promise<readonly Accepted[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`the baseline ${shown} cannot be read: ${reasonOf(error)}; write it with "lintel baseline"`);
  }
  const content = parsed(text) as { readonly findings?: unknown } | undefined;
  const findings = content?.findings;
  if (!Array.isArray(findings) || !findings.every(isAccepted)) {
    throw new UsageError(`${shown} is no baseline of Lintel; write it anew with "lintel baseline"`);
  }
  return findings;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isAccepted = (one: unknown): one is Accepted =>
  typeof one === 'object' &&
  one !== null &&
  'fingerprint' in one &&
  typeof one.fingerprint === 'string' &&
  'file' in one &&
  typeof one.file === 'string';

/** Which of the findings are accepted. Those of the same file come first; what is left over may have moved with its folder. */
export function acceptedOf(
  findings: readonly ReportedFinding[],
  baseline: readonly Accepted[],
): ReadonlySet<ReportedFinding> {
  const accepted = new Set<ReportedFinding>();
  const take = (keyOf: (one: Accepted) => string, listed: readonly Accepted[]): readonly Accepted[] => {
    const left = new Map<string, Accepted[]>();
    for (const one of listed) left.set(keyOf(one), [...(left.get(keyOf(one)) ?? []), one]);
    for (const finding of findings) {
      if (!accepted.has(finding) && left.get(keyOf(finding))?.pop()) accepted.add(finding);
    }
    return [...left.values()].flat();
  };
  const moved = take(({ fingerprint, file }) => `${fingerprint} ${file}`, baseline);
  take(({ fingerprint }) => fingerprint, moved);
  return accepted;
}
