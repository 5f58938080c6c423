// Divides the jobs of whole roots into smaller ones. A unit is never torn, because its files are evaluated together; which unit a file
// belongs to is told by its name here, since nothing has been read yet, and a YAML file counts as Kubernetes, which is the language that
// reads any.

import type { Language } from '../languages/language.ts';
import type { Job } from './job.ts';

/** As many files as are worth a message between threads; a unit may be larger. */
const filesPerJob = 150;

/** The largest jobs come first, so that no thread is left with one at the end. */
export function dividedJobs(jobs: readonly Job[], languages: readonly Language[]): readonly Job[] {
  return jobs.flatMap((job) => divided(job, languages)).sort((a, b) => b.files.length - a.files.length);
}

/** Files that only say something of others are few and small, so every job gets them all. */
function divided(job: Job, languages: readonly Language[]): readonly Job[] {
  const units = new Map<string, string[]>();
  const companions: string[] = [];
  for (const file of job.files) {
    const language = languages.find((one) => one.recognises(file, '')) ?? languages.at(-1);
    const name = language?.unitOf(file, job.path);
    const unit = `${language?.id} ${name}`;
    const files = units.get(unit);
    if (name === undefined) companions.push(file);
    else if (files) files.push(file);
    else units.set(unit, [file]);
  }
  const jobs: Job[] = [];
  let pack: string[] = [];
  for (const files of units.values()) {
    if (pack.length > 0 && pack.length + files.length > filesPerJob) {
      jobs.push({ ...job, files: [...pack, ...companions] });
      pack = [];
    }
    pack.push(...files);
  }
  if (pack.length > 0) jobs.push({ ...job, files: [...pack, ...companions] });
  return jobs;
}
