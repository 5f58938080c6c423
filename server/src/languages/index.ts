// All languages, started with their grammars. The order is that in which they are asked whether a file is theirs, so Kubernetes, which
// looks into any YAML and JSON, comes last.

import { type KnownAdvisories, noAdvisories } from '../advisories/facts.ts';
import type { Runtime } from '../runtime.ts';
import { type Grammar, loadGrammar, startTreeSitter } from '../syntax/grammar.ts';
import { compose } from './compose/language.ts';
import { dockerfile } from './dockerfile/language.ts';
import { kubernetes } from './kubernetes/language.ts';
import type { Language } from './language.ts';
import { packages } from './packages/language.ts';
import { type ProviderTable, providerDefaults } from './terraform/defaults.ts';
import { terraform } from './terraform/language.ts';

export async function startLanguages(
  { grammar, rules }: Pick<Runtime, 'grammar' | 'rules'>,
  advisories: KnownAdvisories = noAdvisories,
): Promise<readonly Language[]> {
  await startTreeSitter(await grammar('web-tree-sitter'));
  const load = async (name: string): Promise<Grammar> => loadGrammar(await grammar(name));
  const [hcl, docker, bash] = await Promise.all([load('hcl'), load('dockerfile'), load('bash')]);
  const defaults = providerDefaults(JSON.parse(await rules('provider-defaults')) as ProviderTable[]);
  return [terraform(hcl, defaults), dockerfile(docker, bash), packages(advisories), compose(), kubernetes()];
}

/** Could a language read a file of this name? Some names say it, others only that the text must tell: any YAML and JSON. */
export const mayBeRead = (file: string, languages: readonly Language[]): boolean =>
  /\.(?:ya?ml|json)$|(?:docker|container)file[^/]*$/i.test(file) ||
  languages.some((language) => language.recognises(file, ''));
