// `npm run bench`: how long the 206 Dockerfiles of a corpus take after start: parsed, evaluated and asked every rule that is on. Counts the time
// of all threads. Prints the first round, in which the program still warms up, and the median and the least of the rounds after it; ends with 1
// if the median is over 400 ms. Takes the corpus from the shared folder beside the checkout and says so where there is none.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogue } from '../../server/src/cli/catalogue.ts';
import { defaultSettings } from '../../server/src/engine/settings.ts';
import { startLanguages } from '../../server/src/languages/index.ts';
import type { Language } from '../../server/src/languages/language.ts';
import { compileOnce, nodeRuntime } from '../../server/src/node/runtime.ts';
import { rulesOf } from '../../server/src/rules/catalogue.ts';
import type { RuleSet } from '../../server/src/rules/ruleset.ts';
import { type Snapshot, snapshotOf } from '../../server/src/text/snapshot.ts';
import { openProject } from '../../server/src/workspace/project.ts';

const target = 400;
const rounds = 20;
const corpus = '../shared/corpora/jessfraz-dockerfiles.tar.gz';

async function main(): Promise<void> {
  if (!existsSync(corpus)) return console.log(`${corpus} is missing: no Dockerfiles to measure`);
  compileOnce();
  const runtime = nodeRuntime('dist');
  const languages = await startLanguages(runtime);
  const rules = rulesOf(await readCatalogue(runtime));
  const files = filesOf(corpus);
  const times = Array.from({ length: rounds }, () => scan(files, languages, rules));
  const [first = 0, ...later] = times.map(({ ms }) => ms);
  later.sort((a, b) => a - b);
  const median = later[Math.floor(later.length / 2)] ?? 0;
  const figures = `first ${first.toFixed(0)} ms, then median ${median.toFixed(0)} ms, least ${later[0]?.toFixed(0)} ms`;
  console.log(`${files.length} Dockerfiles, ${times[0]?.findings} findings: ${figures}`);
  process.exitCode = median <= target ? 0 : 1;
}

function scan(files: readonly Snapshot[], languages: readonly Language[], rules: RuleSet) {
  const started = process.cpuUsage();
  const project = openProject('/corpus', languages, { rules, settings: defaultSettings, today: '2026-01-01' });
  for (const file of files) project.update(file)?.forget(file.file);
  const findings = project.units().reduce((sum, unit) => sum + (project.analyse(unit)?.findings.length ?? 0), 0);
  const { user, system } = process.cpuUsage(started);
  return { findings, ms: (user + system) / 1000 };
}

function filesOf(archive: string): readonly Snapshot[] {
  const folder = mkdtempSync(join(tmpdir(), 'dockerfiles-'));
  try {
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /(?:^|\/)Dockerfile[^/]*$/.test(file))
      .map((file) => snapshotOf(`/corpus/${file}`, readFileSync(join(folder, file), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
