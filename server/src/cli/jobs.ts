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
  /** What says something of them, theirs or another unit's. */
  readonly companions: Set<string>;
}

async function pieces(job: Job, languages: readonly Language[], disk: Files): Promise<readonly Job[]> {
  const units = new Map<string, Unit>();
  /** Files of no unit, which only say something of others, are few and small, so every job gets them all. */
  const shared: string[] = [];
  const known = new Set([...job.files, ...job.companions]);
  for (const file of job.files) {
    const language = languages.find((one) => one.recognises(file, '')) ?? languages.at(-1);
    const name = language?.unitOf(file, job.path);
    const key = `${language?.id} ${name}`;
    if (name === undefined) {
      shared.push(file);
      continue;
    }
    const unit = units.get(key) ?? { language, files: [], companions: new Set() };
    units.set(key, unit);
    unit.files.push(file);
    for (const companion of language?.companions?.(file, job.top) ?? [])
      if (known.has(companion)) unit.companions.add(companion);
  }
  const calls = new Map<string, readonly string[]>();
  for (const [key, unit] of units) calls.set(key, await callsOf(unit, disk));
  const graph = graphOf([...units.keys()], (key) => calls.get(key) ?? []);
  const jobs: Job[] = [];
  let pack = new Set<Unit>();
  const close = (): void => {
    if (pack.size === 0) return;
    const files = new Set([...[...pack].flatMap((unit) => unit.files), ...shared]);
    const companions = new Set([...pack].flatMap((unit) => [...unit.companions]).filter((file) => !files.has(file)));
    jobs.push({ ...job, files: [...files], companions: [...companions] });
    pack = new Set();
  };
  const sizeOf = (some: Iterable<Unit>): number => [...some].reduce((sum, { files }) => sum + files.length, 0);
  for (const top of graph.tops) {
    const some = [top, ...graph.closure(top)].flatMap((key) => units.get(key) ?? []);
    if (sizeOf(pack) + sizeOf(some) > filesPerJob) close();
    for (const unit of some) pack.add(unit);
  }
  close();
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
