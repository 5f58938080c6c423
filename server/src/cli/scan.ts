// `lintel scan`: analyse, report, and say by the exit code whether something is too severe.

import { resolve } from 'node:path';
import { atLeast, type Severity } from '../model/finding.ts';
import type { Colours } from '../reports/paint.ts';
import type { Report } from '../reports/report.ts';
import { failLevels } from '../workspace/config.ts';
import { readArguments } from './arguments.ts';
import { choosing, chosen } from './chosen.ts';
import type { Root } from './roots.ts';
import { runScan, type Scanned } from './run-scan.ts';
import { saveReport } from './save-report.ts';
import type { ExitCode, Shell } from './shell.ts';

const formats = ['text', 'json', 'sarif', 'html', 'markdown'] as const;
type Format = (typeof formats)[number];

export async function scan(args: readonly string[], shell: Shell): Promise<ExitCode> {
  const given = readArguments(args, 'scan', {
    ...choosing,
    baseline: 'value',
    format: formats,
    output: 'value',
    'fail-on': failLevels,
  });
  const baseline = given.value('baseline');
  const accepted = baseline === undefined ? 'configured' : { file: resolve(shell.folder, baseline) };
  const scanned = await runScan(chosen(given, shell), accepted, shell);
  const { report, roots, problems } = scanned;
  const output = given.value('output');
  const format = (given.value('format') ?? 'text') as Format;
  const text = await written(scanned, format, shell.colours && output === undefined ? 'colours' : 'plain');
  if (output === undefined) shell.write(text);
  else await saveReport(resolve(shell.folder, output), output, text);
  for (const problem of problems) shell.say(`lintel: ${problem}`);
  if (problems.length > 0) return 2;
  return fails(report, roots, given.value('fail-on') as Severity | 'none' | undefined) ? 1 : 0;
}

async function written({ report, texts }: Scanned, format: Format, colours: Colours): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../reports/text.ts')).textReport(report, colours);
    case 'json':
      return (await import('../reports/json.ts')).jsonReport(report);
    case 'sarif':
      return (await import('../reports/sarif.ts')).sarifReport(report, await texts());
    case 'html':
      return (await import('../reports/html.ts')).htmlReport(report, await texts());
    case 'markdown':
      return (await import('../reports/markdown.ts')).markdownReport(report, await texts());
  }
}

function fails({ findings, facts }: Report, roots: readonly Root[], failOn: Severity | 'none' | undefined): boolean {
  return findings.some(({ rule, root, severity }) => {
    const whole = roots[root]?.whole;
    const ofLanguage = facts(rule)?.language === 'dockerfile' ? whole?.failOnDockerfiles : undefined;
    const level = failOn ?? whole?.failOn ?? ofLanguage ?? 'high';
    return level !== 'none' && atLeast(severity, level);
  });
}
