// Worker threads for large scans. Each has its own grammars and rules, takes a job when it has none, and sends the answer back.

import { Worker } from 'node:worker_threads';
import type { Answer, Job } from './job.ts';
import type { Shell } from './shell.ts';

/** Answers in the order of the jobs. Rejects if a thread fails. */
export async function runInWorkers(
  jobs: readonly Job[],
  { script, count }: NonNullable<Shell['workers']>,
  done: (job: Job) => void,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script);
      let current = -1;
      const give = () => {
        current = next++;
        const job = jobs[current];
        if (job) worker.postMessage(job);
        else void worker.terminate().then(() => resolve());
      };
      worker.on('message', (answer: Answer) => {
        answers[current] = answer;
        done(jobs[current] as Job);
        give();
      });
      worker.on('error', (error) => {
        next = jobs.length;
        reject(error);
      });
      give();
    });
  await Promise.all(Array.from({ length: Math.min(count, jobs.length) }, run));
  return answers;
}
