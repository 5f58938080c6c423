// Every language, started once for all tests as the program starts them, with a few advisories.

import { startLanguages } from '../server/src/languages/index.ts';
import type { Language } from '../server/src/languages/language.ts';
import { loaded } from './advisories/known.ts';
import { grammarBytes } from './grammars.ts';
import { packedRules } from './rules/folder.ts';

let started: Promise<readonly Language[]> | undefined;

export function languagesForTests(): Promise<readonly Language[]> {
  started ??= loaded().then((advisories) =>
    startLanguages({ grammar: grammarBytes, rules: async () => JSON.stringify(packedRules().defaults) }, advisories),
  );
  return started;
}
