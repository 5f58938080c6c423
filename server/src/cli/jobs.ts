// Divides the jobs of whole roots into smaller ones. A unit is never torn, because its files are evaluated together, and neither is one from
// what it calls: a module that several call comes into the jobs of all of them. Which unit a file belongs to is told by its name, and a
// YAML file counts as Kubernetes, which is the language that reads any; only files that may call others are read here.

import type { Language } from '../languages/language.ts';
import type { Files } from '../runtime.ts';
import { snapshotOf } from '../text/snapshot.ts';
import { graphOf } from '../workspace/graph.ts';
import type { Job } from './job.ts';

/** As many files as are worth a message between threads; a unit with what it calls may be larger. */
const filesPerJob = 150;

/** The largest jobs come first, so that no thread is left with one at the end. */
export async function dividedJobs(
  jobs: readonly Job[],
  languages: readonly Language[],
  disk: Files,
): Promise<readonly Job[]> {
  const divided = await Promise.all(jobs.map((job) => pieces(job, languages, disk)));
  return divided.flat().sort((a, b) => b.files.length - a.files.length);
}

interface Unit {
  readonly language: Language | undefined;
  readonly files: string[];
}

async function pieces(job: Job, languages: readonly Language[], disk: Files): Promise<readonly Job[]> {
  const units = new Map<string, Unit>();
  /** Files that only say something of others are few and small, so every job gets them all. */
  const companions: string[] = [];
  for (const file of job.files) {
    const language = languages.find((one) => one.recognises(file, '')) ?? languages.at(-1);
    const name = language?.unitOf(file, job.path);
    const key = `${language?.id} ${name}`;
    const unit = units.get(key);
    if (name === undefined) companions.push(file);
    else if (unit) unit.files.push(file);
    else units.set(key, { language, files: [file] });
  }
  const calls = new Map<string, readonly string[]>();
  for (const [key, unit] of units) calls.set(key, await callsOf(unit, disk));
  const graph = graphOf([...units.keys()], (key) => calls.get(key) ?? []);
  const jobs: Job[] = [];
  let pack = new Set<string>();
  for (const top of graph.tops) {
    const files = [top, ...graph.closure(top)].flatMap((key) => units.get(key)?.files ?? []);
    if (pack.size > 0 && pack.size + files.length > filesPerJob) {
      jobs.push({ ...job, files: [...pack, ...companions] });
      pack = new Set();
    }
    for (const file of files) pack.add(file);
  }
  if (pack.size > 0) jobs.push({ ...job, files: [...pack, ...companions] });
  return jobs;
}

async function callsOf({ language, files }: Unit, disk: Files): Promise<readonly string[]> {
  const { calls } = language ?? {};
  if (!language || !calls) return [];
  const contents = await Promise.all(files.map((file) => disk.read(file).catch(() => undefined)));
  const parsed = contents.flatMap((content, index) => {
    const file = files[index] ?? '';
    // A call names a folder beside its own, in quotes.
    if (content?.kind !== 'text' || !/"\.\.?\//.test(content.text)) return [];
    const source = language.parse(snapshotOf(file, content.text));
    language.forget(file);
    return [source];
  });
  return calls(parsed).map((folder) => `${language.id} ${folder}`);
}
