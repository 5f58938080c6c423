// What a worker thread of a scan does: answers jobs until it is ended.

import type { MessagePort } from 'node:worker_threads';
import { startLanguages } from '../languages/index.ts';
import type { Runtime } from '../runtime.ts';
import { advisoriesFor, jobTools } from './analyse-roots.ts';
import { readCatalogue } from './catalogue.ts';
import { type Job, runJob } from './job.ts';

export function answerJobs(port: MessagePort, runtime: Runtime): void {
  const advisories = advisoriesFor(runtime);
  const starting = Promise.all([startLanguages(runtime, advisories), readCatalogue(runtime)]);
  port.on('message', async (job: Job) => {
    const [languages, catalogue] = await starting;
    port.postMessage(await runJob(job, jobTools(runtime, { languages, advisories, catalogue })));
  });
}
