// Every language, started once for all tests.

import { dockerfile } from '../server/src/languages/dockerfile/language.ts';
import { kubernetes } from '../server/src/languages/kubernetes/language.ts';
import type { Language } from '../server/src/languages/language.ts';
import { packages } from '../server/src/languages/packages/language.ts';
import { terraform } from '../server/src/languages/terraform/language.ts';
import { grammarNamed } from './grammars.ts';

let started: Promise<readonly Language[]> | undefined;

export function languagesForTests(): Promise<readonly Language[]> {
  started ??= start();
  return started;
}

async function start(): Promise<readonly Language[]> {
  const [hcl, docker, bash] = [await grammarNamed('hcl'), await grammarNamed('dockerfile'), await grammarNamed('bash')];
  return [terraform(hcl), dockerfile(docker, bash), kubernetes(), packages()] as readonly Language[];
}
